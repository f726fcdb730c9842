"""Plan and realisation: what was aimed at is not what came of it.

>>> is_other_side("Berapa anggaran yang terealisasi?", "Pada 2025 dianggarkan Rp890 juta.")
True
"""

from __future__ import annotations

import re

_PLAN = re.compile(
    r"\b(?:di)?(?:targetkan|rencanakan|anggarkan|alokasikan|usulkan)\b"
    r"|\b(?:target|sasaran|rencana|pagu)(?:nya)?\b|\b(?:planned|plans?|targets?|targeted|budgeted"
    r"|allocated|foresaw|foreseen|aims?|aiming|proposed|intended)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:ter)?realisasi(?:nya|kan)?\b|\b(?:terserap|sebenarnya|sesungguhnya|benar-benar|nyatanya"
    r"|tercapai|dicapai|mencapai|capaian(?:nya)?|terlaksana|terpasang|menghabiskan|dihabiskan"
    r"|terpakai|dibelanjakan|actual(?:ly)?|really|in fact|spent|realis\w+|achieved|reached"
    r"|delivered|installed|came to)\b",
    re.IGNORECASE,
)


def is_other_side(asked: str, text: str) -> bool:
    """Tell whether a result is asked for and a text tells of a plan alone, or the other way."""
    wants_plan, wants_result = bool(_PLAN.search(asked)), bool(_RESULT.search(asked))
    if wants_plan == wants_result:
        return False
    tells_plan, tells_result = bool(_PLAN.search(text)), bool(_RESULT.search(text))
    return (tells_plan, tells_result) == (wants_result, wants_plan)
