"""Sequences: sentences that answer together, since they stand in one row.

Steps follow each other in one paragraph, as numbered ones or as items of a list; what a heading
announces, as "Kesepakatan" or "Tata cara" do, stands below it, a sentence for each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.candidate import Candidate
from api.question import Question
from api.wording import occurs, stems_of
from index.terms import content_words

_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s")
_NUMBERING = re.compile(
    r"(?:(?i:bab|chapter|pasal|article)\s+)?(?:[\dIVX]{1,4}|[A-Z](?=[.)]))[.)]?\s+"
)
_OF_STEPS = re.compile(
    r"(?:tata ?cara|cara|prosedur|langkah(?:-langkah)?|alur|mekanisme|how to|procedure|steps)\b",
    re.IGNORECASE,
)
"""How a heading begins below which steps stand."""
_OF_TERMS = re.compile(
    r"\A[^\n]*\b(?:dimaksud dengan|pengertian|definisi|istilah|definitions?|terms)\W*(?:\n|\Z)",
    re.IGNORECASE,
)
"""What opens a list of terms."""
_SECTIONS = tuple(
    (re.compile(asks, re.IGNORECASE), re.compile(heads, re.IGNORECASE))
    for asks, heads in (
        (
            r"\b(?:per)?syarat(?:an)?(?:nya)? apa|\bapa (?:saja )?(?:per)?syarat"
            r"|\b(?:perlu|harus|wajib|mesti) (?:di)?(?:siapkan|bawa|lampirkan|penuhi|unggah)\b"
            r"|\b(?:dokumen|berkas) apa\b.*\b(?:syarat\w*|perlu|harus|wajib|diminta|dibutuhkan)\b"
            r"|\bwhat (?:are the |is )?(?:requirements?|required)\b"
            r"|\bwhat (?:do|must|should|does) \w+ (?:need|bring|prepare|have|submit|attach)\b"
            r"|\b(?:which|what) (?:documents?|papers?)\b.*\b(?:need\w*|required?|submit|bring)\b",
            r"\b(?:(?:per)?syarat(?:an)?|dokumen|berkas|kelengkapan|requirements?|documents?"
            r"|what you need)\b",
        ),
        (
            r"\b(?:siapa|pihak mana) saja(?: yang)? (?:boleh|dapat|bisa|berhak)\b"
            r"|\bwho (?:may|can|is (?:entitled|eligible|allowed|permitted))\b",
            r"\b(?:siapa (?:saja )?yang (?:boleh|dapat|bisa|berhak)|who (?:may|can)|eligib\w+)\b",
        ),
    )
)
"""How one asks for what a section of a service's page tells, and how its heading reads."""
_CERTAIN = 4.0  # log-odds of the reader
_PASSAGES_LOOKED_AT = 8
_FEWEST, _MOST = 2, 9  # sentences and items below a heading
_ANNOUNCES = 0.6  # share of a heading's words that the question brings along


def going_on(best: Candidate, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences that go on where a step ends: of its paragraph, or numbered like it.

    None in a digest, whose sentences each stand for themselves.
    """
    if best.hit.document.kind == "digest":
        return []
    text = best.hit.passage.text
    is_numbered = bool(_NUMBERED.match(best.text))
    end = best.end
    found = []
    for candidate in sorted(_of_passage(best, ranked), key=lambda c: (c.start, c.end)):
        if candidate.start < end:
            continue
        gap = text[end : candidate.start]
        goes_on = bool(_NUMBERED.match(candidate.text)) if is_numbered else "\n\n" not in gap
        if not goes_on:
            break
        found.append(candidate)
        end = candidate.end
    return found


def list_of(question: Question, best: Candidate, ranked: Sequence[Candidate]) -> Candidate | None:
    """Return the list that a sentence is an item of, or announces, as one statement.

    Not of a list of terms: each stands for itself.
    """
    if "\n" in best.text:
        return None
    wants_list = question.expects == "list"
    holding = [
        one
        for one in _of_passage(best, ranked)
        if _holds(one, best) and ("\n" in one.text or (wants_list and _names_what(one, best)))
    ]
    least = min(holding, key=lambda candidate: len(candidate.text), default=None)
    return None if least and _OF_TERMS.search(least.text) else least


def listed_under(question: Question, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences below a heading that names what a question wants listed; else none.

    Only where the best sentence enumerates nothing itself, or does not say what it enumerates.
    For a procedure, the steps below a heading that names it, in the paper of the best sentence.
    """
    if section := _section(question, ranked):
        return section
    if question.expects == "procedure":
        return _steps_under(question, ranked)
    if question.expects != "list" or not question.words:
        return []
    wanted = question.words[0]
    best = ranked[0]
    if best.shows_expected == 1 and occurs(wanted, stems_of(best.text)):
        return []
    firsts = {candidate.hit.passage.id: candidate for candidate in reversed(ranked)}
    in_order = sorted(firsts.values(), key=lambda candidate: -candidate.score)
    for first in in_order[:_PASSAGES_LOOKED_AT]:
        is_of_it = not first.missing and _announces(first.hit.passage.heading, question, wanted)
        if is_of_it and (below := _below(first, ranked)):
            return below
    return []


def _section(question: Question, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return what stands in the section that a question asks for, in the paper of the best."""
    best = ranked[0]
    if (best.read or 0.0) >= _CERTAIN:
        return []
    for asks, heads in _SECTIONS:
        if not asks.search(question.plain):
            continue
        for first in ranked:
            is_of_paper = first.hit.document.id == best.hit.document.id
            if is_of_paper and heads.search(_last(first.hit.passage.heading)):
                below = _below(first, ranked)
                return [one for one in below if "\n" in one.text] or below
    return []


def _steps_under(question: Question, ranked: Sequence[Candidate]) -> list[Candidate]:
    best = ranked[0]
    if "\n" in best.text or _NUMBERED.match(best.text):
        return []  # has steps itself
    for first in ranked:
        heading = _last(first.hit.passage.heading)
        if first.hit.document.id != best.hit.document.id or not _OF_STEPS.match(heading):
            continue
        words, asked = content_words(_OF_STEPS.sub(" ", heading)), stems_of(question.plain)
        if sum(occurs(word, asked) for word in words) >= _ANNOUNCES * len(words):
            return _below(first, ranked)
    return []


def _below(first: Candidate, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return what stands below a heading, lists as wholes; nothing where it is too much."""
    below = _of_passage(first, ranked)
    whole = [c for c in below if not any(_holds(other, c) for other in below if other is not c)]
    is_fit = _FEWEST <= sum(len(c.text.splitlines()) for c in whole) <= _MOST
    return sorted(whole, key=lambda candidate: candidate.start) if is_fit else []


def _holds(one: Candidate, other: Candidate) -> bool:
    return one.start <= other.start and other.end <= one.end and len(one.text) > len(other.text)


def _names_what(one: Candidate, announced: Candidate) -> bool:
    """Tell whether a statement enumerates what a part of it only announces."""
    return one.shows_expected > announced.shows_expected and not one.missing


def _of_passage(one: Candidate, ranked: Sequence[Candidate]) -> list[Candidate]:
    return [candidate for candidate in ranked if candidate.hit.passage.id == one.hit.passage.id]


def _announces(heading: str, question: Question, wanted: str) -> bool:
    last = _last(heading)
    words = content_words(last)
    asked = stems_of(question.plain)
    told = sum(occurs(word, asked) for word in words)
    return bool(words) and occurs(wanted, stems_of(last)) and told >= _ANNOUNCES * len(words)


def _last(heading: str) -> str:
    """Return the last of the headings, without its number."""
    return _NUMBERING.sub("", heading.rpartition("\u203a")[2].strip(), count=1)
