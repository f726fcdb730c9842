"""Plan and realisation: what was aimed at is not what came of it.

>>> is_other_side("Berapa anggaran yang terealisasi?", "Pada 2025 dianggarkan Rp890 juta.")
True
"""

from __future__ import annotations

import re

_PLAN = re.compile(
    r"\b(?:di|men|meng|me)?(?:target|rencana|anggar|alokasi|usul)kan\b"
    r"|\bmenargetkan\b|\b(?:target|sasaran|pagu)(?:nya)?\b"
    r"|\brencana(?:nya)?\b(?! (?:induk|kerja|pembangunan"
    r"|strategis|aksi))|\b(?<!master )(?<!action )plan(?:s|ned)?\b|\b(?:targets?|targeted|budgeted"
    r"|allocated|foresaw|foreseen|aims?|aiming|proposed|intended)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:ter|di|me)?realisasi(?:nya|kan)?\b|\b(?:terserap|sebenarnya|sesungguhnya|benar-benar"
    r"|nyatanya|tercapai|dicapai|capaian(?:nya)?|terlaksana|terpasang|menghabiskan|dihabiskan"
    r"|terpakai|dibelanjakan|actual(?:ly)?|really|in fact|spent|reali[sz](?:ed|ation)|achieved"
    r"|reached|delivered|installed|came to)\b",
    re.IGNORECASE,
)


def is_other_side(asked: str, text: str) -> bool:
    """Tell whether a result is asked for and a text tells of a plan alone, or the other way."""
    wants_plan, wants_result = bool(_PLAN.search(asked)), bool(_RESULT.search(asked))
    if wants_plan == wants_result:
        return False
    tells_plan, tells_result = bool(_PLAN.search(text)), bool(_RESULT.search(text))
    return (tells_plan, tells_result) == (wants_result, wants_plan)
