"""Hits made for tests, and candidates: a passage of a document, found, and a sentence of it."""

from __future__ import annotations

from typing import Any

from api.candidate import Candidate
from api.likeness import Likeness
from api.match import Match
from corpus.document import Language
from corpus.passage import Passage
from index.card import DocumentCard
from index.hit import Hit, Scores


def hit(
    text: str,
    *,
    title: str = "Judul",
    language: Language = "id",
    name: str = "d1",
    page: int | None = None,
    rank: int = 1,
    **card: Any,
) -> Hit:
    """Return a hit on the one passage of a document."""
    values: dict[str, Any] = {
        "id": name,
        "version": "v1",
        "source": "made",
        "title": title,
        "url": None,
        "kind": "article",
        "language": language,
        "published": None,
        "pillars": (),
        "regions": (),
    }
    passage = Passage(
        id=f"{name}-{rank}",
        document_id=name,
        version="v1",
        start=0,
        end=len(text),
        text=text,
        heading="",
        page=page,
        page_label=None,
        method="native",
        language=language,
        pillars=(),
        regions=(),
    )
    scores = Scores(cosine=0.9, words=1.0, maxsim=0.7, fused=0.9)
    return Hit(rank, passage, DocumentCard(**(values | card)), scores)


HELD = Match(coverage=1.0, missing_names=(), missing_frame=())
"""Of a text that holds all that a question names."""


def candidate(found: Hit, **changed: Any) -> Candidate:
    """Return the whole text of a hit as a sentence that has everything for it."""
    text = found.passage.text
    values: dict[str, Any] = {
        "hit": found,
        "start": 0,
        "end": len(text),
        "text": text,
        "language": "id",
        "maxsim": 0.6,
        "likeness": Likeness(0.6, 0.6, 0.6, 0.6, 0.6, 0.5),
        "in_sentence": HELD,
        "in_passage": HELD,
        "strange": (),
        "shows_expected": 1.0,
        "is_definition": False,
        "agrees": False,
        "is_elsewhere": False,
    }
    return Candidate(**(values | changed))
