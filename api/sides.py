"""Sides of a comparison that have no names of their own: "sensor tanah dan sensor cuaca".

>>> sides_of("Bandingkan jangkauan sensor tanah dan sensor cuaca di Bilebante")
[(21, 33, 'sensor tanah'), (38, 50, 'sensor cuaca')]
"""

from __future__ import annotations

import re

COMPARES = re.compile(
    r"\b(?:bandingkan|perbandingan|dibanding(?:kan)?|compared?|antara|between|masing-masing|each"
    r"|lebih|beda(?:nya)?|perbedaan|differences?|differ|mana yang|versus|vs"
    r"|larger|bigger|smaller|higher|lower|more|fewer|less|cheaper|faster|slower|earlier|later"
    r"|longer|shorter|older|newer|better|worse|further|farther|sooner|first)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r",?\s+(?:dan|and|atau|or|dengan|with|vs\.?|versus|than|daripada)\s+", re.IGNORECASE
)
_WORD = re.compile(r"[\w’'%-]+")
_ENDS = re.compile(
    r"(?:di|pada|dalam|untuk|dari|oleh|menurut|tahun|yang|milik|ke|se|in|of|on|at|for|to|from|by|per"
    r"|during|the year|is|are|was|were|did|does|do|has|have|lebih|paling|than|masing-masing"
    r"|kabupaten|kota|provinsi|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_ARTICLE = ("the", "a", "an")
_LONGEST = 4  # words of a side

Side = tuple[int, int, str]
"""Where a side begins and ends in the question, and its words."""


def sides_of(text: str) -> list[Side]:
    """Return the two sides of a comparison, in order; none where it cannot be told.

    The second side ends at a preposition, a place or a word that compares; the first is as long.
    """
    joints = list(_JOINT.finditer(text))
    if not COMPARES.search(text) or len(joints) != 1:
        return []
    joint = joints[0]
    right = _run(text[joint.end() :])
    if not right:
        return []
    before = list(_WORD.finditer(text, 0, joint.start()))[-len(right) :]
    if len(before) < len(right) or any(_ENDS.fullmatch(word[0]) for word in before):
        return []
    end = joint.end() + right[-1].end()
    first, second = (before[0].start(), joint.start()), (joint.end(), end)
    return [(start, stop, text[start:stop]) for start, stop in (first, second)]


def _run(text: str) -> list[re.Match[str]]:
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        is_apart = bool(run) and bool(text[run[-1].end() : word.start()].strip())
        if is_apart or _ENDS.fullmatch(word[0]) or COMPARES.fullmatch(word[0]):
            break
        run.append(word)
    is_noun = any(word[0].lower() not in _ARTICLE for word in run)
    return run if is_noun and len(run) <= _LONGEST else []
