"""Region tags: which regions a passage speaks about.

A region is given by the source or an editor, or named in the title or the passage, other than as
the place where a regulation was signed.
"""

from __future__ import annotations

import re

from corpus.mentions import Mention, find_mentions
from corpus.regions import gazetteer

# "Ditetapkan di Jakarta pada tanggal 2 Oktober 2018": so a regulation closes.
_SIGNED_IN = re.compile(
    r"(?P<opening>(?:^|[.;:|])\s*)?"
    r"\bdi(?:tetapkan|undangkan|sahkan|keluarkan)\s+di\s*:?\s*\Z",
    re.IGNORECASE | re.MULTILINE,
)
_ON_A_DAY = re.compile(r"\s*,?\s*(?:pada\s+)?tanggal\b", re.IGNORECASE)
_LOOK_BACK = 40  # characters: the formula's words, even with wide gaps


def regions_in(text: str) -> list[str]:
    """Return the codes of the regions that a text speaks about, each once."""
    mentions = [m for m in find_mentions(text, gazetteer()) if not _is_place_of_signing(text, m)]
    return list(dict.fromkeys(code for mention in mentions for code in mention.codes))


def _is_place_of_signing(text: str, mention: Mention) -> bool:
    """Tell the closing formula, which opens a line or sentence or goes on with the day.

    "Zona yang ditetapkan di Sleman" does neither: it speaks about Sleman.
    """
    near = max(0, mention.start - _LOOK_BACK)
    formula = _SIGNED_IN.search(text, near, mention.start)
    if not formula:
        return False
    return formula["opening"] is not None or bool(_ON_A_DAY.match(text, mention.end))
