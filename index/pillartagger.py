"""Pillar and sub-dimension tags of passages and documents, each with a confidence and a reason.

In order of weight: a maintainer's correction, a digest's editor, the source, a pillar's name in
the title or a heading, and the classifier, which reads the passage's vector and its keywords.
With an embedding model that the classifier was not fitted to, two keywords give a tag, or one
where the passage is nearest to that pillar's definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.corrections import Correction, find_quote
from corpus.document import Document
from corpus.passage import Passage
from corpus.pillars import PILLAR_IDS, dimensions, pillars
from corpus.tag import Tag
from index.embedder import Embedder, Vectors
from index.keywords import LABELS, keywords_in
from index.pillarmodel import Matrix, PillarModel, counts_of, shipped_model
from index.tagger import names_in

BY_NAME = 0.9  # the confidence that a name in a heading gives
BY_WORDS, BY_DEFINITION = 0.7, 0.55  # likewise, where no classifier fits
MANY_NAMES = 3  # a heading that names so many pillars lists them; it is about none of them
SHARE = 0.15  # of a document's text that must bear a tag before the document does
_SHOWN = 3  # keywords that a reason shows


class PillarTagger:
    """Judges passages by the vectors of one embedder."""

    def __init__(self, embedder: Embedder) -> None:
        model = shipped_model()
        self._embedder = embedder
        self._model: PillarModel | None = model if model.fits(embedder.name) else None
        self._definitions: Vectors | None = None

    @property
    def thresholds(self) -> Matrix:
        """The likelihood from which each label is given, in the order of ``LABELS``."""
        if self._model is not None:
            return self._model.thresholds
        return np.full(len(LABELS), BY_DEFINITION, np.float32)

    def likelihoods(self, texts: Sequence[str], vectors: Vectors) -> Matrix:
        """Return how likely each label is for each passage, shape (passages, labels).

        :param texts: the passages' own texts; their headings are in the vectors.
        """
        counts = counts_of([keywords_in(text) for text in texts])
        if self._model is not None:
            return self._model.probabilities(vectors, counts)
        return self._by_definition(vectors, counts)

    def _by_definition(self, vectors: Vectors, counts: Matrix) -> Matrix:
        if self._definitions is None:
            told = [text for pillar in pillars() for text in pillar.definition.values()]
            found = np.stack([one.vector for one in self._embedder.read(told, "document")])
            self._definitions = found.reshape(len(pillars()), -1, found.shape[1]).mean(axis=1)
        nearest = np.argmax(vectors @ self._definitions.T, axis=1)
        owners = [*PILLAR_IDS, *(pillar.id for pillar in dimensions().values())]
        near = np.array([[PILLAR_IDS[place] == owner for owner in owners] for place in nearest])
        near = near.reshape(counts.shape)
        given = np.where(counts > 1, BY_WORDS, np.where((counts > 0) & near, BY_DEFINITION, 0))
        return given.astype(np.float32)


def likely_labels(likely: Matrix, thresholds: Matrix) -> list[str]:
    """Return the labels that are likely enough; a sub-dimension brings its pillar with it."""
    given = {label for label, passed in zip(LABELS, likely >= thresholds, strict=True) if passed}
    given |= {owner.id for part, owner in dimensions().items() if part in given}
    return [label for label in LABELS if label in given]


@dataclass(frozen=True)
class Tagging:
    """A document's passages, tagged.

    :ivar likelihoods: of the passages, shape (passages, labels): kept, so that a correction needs
        no vector.
    :ivar tags: the document's own.
    :ivar corrected: the state of the corrections that went in; empty where there are none.
    """

    passages: list[Passage]
    likelihoods: Matrix
    tags: list[Tag]
    corrected: str = ""


def tag_document(
    document: Document,
    passages: Sequence[Passage],
    likelihoods: Matrix,
    thresholds: Matrix,
    corrections: Sequence[Correction] = (),
    corrected: str = "",
) -> Tagging:
    """Return a document's passages with their tags, in official order, and its own tags.

    :param likelihoods: shape (passages, labels).
    """
    placed = [(one, find_quote(document, one.quote)) for one in corrections]
    found = []
    for passage, likely in zip(passages, likelihoods, strict=True):
        tags = _tags(document, passage, likely, thresholds)
        for one, span in placed:
            if not one.quote or (span and _same_text(passage, span)):
                _correct(tags, one)
        found.append(with_tags(passage, tags.values()))
    own = {tag.label: tag for tag in document_tags(document, found)}
    for one in corrections:
        if not one.quote:
            _correct(own, one)
    ordered = [own[label] for label in LABELS if label in own]
    return Tagging(found, likelihoods, ordered, corrected)


def _same_text(passage: Passage, span: tuple[int, int]) -> bool:
    """Tell whether a quotation and a passage are mostly one, however either was cut."""
    shared = min(passage.end, span[1]) - max(passage.start, span[0])
    return 2 * shared > min(passage.end - passage.start, span[1] - span[0])


def _correct(tags: dict[str, Tag], correction: Correction) -> None:
    owners = dimensions()
    label = correction.label
    if correction.wanted:
        tag = Tag(label, 1.0, "maintainer", correction.because)
        tags[label] = tag
        if label in owners:
            tags.setdefault(owners[label].id, replace(tag, label=owners[label].id))
        return
    for gone in (label, *(part for part, owner in owners.items() if owner.id == label)):
        tags.pop(gone, None)


def with_tags(passage: Passage, tags: Iterable[Tag]) -> Passage:
    """Return a passage with these tags in place of its own, in official order."""
    by_label = {tag.label: tag for tag in tags}
    ordered = tuple(by_label[label] for label in LABELS if label in by_label)
    return replace(
        passage,
        pillars=tuple(tag.label for tag in ordered if tag.label in PILLAR_IDS),
        dimensions=tuple(tag.label for tag in ordered if tag.label not in PILLAR_IDS),
        tags=ordered,
    )


def document_tags(document: Document, passages: Sequence[Passage]) -> list[Tag]:
    """Return a document's tags: its editor's or source's, and what a fair share of it is about."""
    total = sum(len(passage.text) for passage in passages) or 1
    given: dict[str, Tag] = {label: _given(document, label) for label in document.pillars}
    for label in LABELS:
        bearing = [(p, tag) for p in passages for tag in p.tags if tag.label == label]
        if document.kind == "digest" and label in PILLAR_IDS:
            continue
        if label in given or sum(len(p.text) for p, _ in bearing) < SHARE * total:
            continue
        confidence = sum(tag.confidence for _, tag in bearing) / len(bearing)
        evidence = f"{len(bearing)} of {len(passages)} passages"
        given[label] = Tag(label, round(confidence, 3), "passages", evidence)
    return [given[label] for label in LABELS if label in given]


def _given(document: Document, label: str) -> Tag:
    return Tag(label, 1.0, "editor" if document.kind == "digest" else "source")


def _tags(
    document: Document, passage: Passage, likely: Matrix, thresholds: Matrix
) -> dict[str, Tag]:
    words = keywords_in(passage.text)
    chances = dict(zip(LABELS, likely.tolist(), strict=True))
    tags = {
        label: _judged(label, chances[label], words) for label in likely_labels(likely, thresholds)
    }
    if document.kind == "digest":
        owners = dimensions()
        parts = {
            label: tag
            for label, tag in tags.items()
            if label in owners and owners[label].id in document.pillars
        }
        return parts | {label: _given(document, label) for label in document.pillars}
    for line in (document.title, passage.heading):
        named = names_in(line)
        if len(named) < MANY_NAMES:
            tags |= {label: Tag(label, BY_NAME, "heading", name) for label, name in named.items()}
    return tags | {label: _given(document, label) for label in document.pillars}


def _judged(label: str, chance: float, words: Mapping[str, Sequence[str]]) -> Tag:
    keywords = words.get(label, ())
    confidence = round(chance, 3)
    if keywords:
        return Tag(label, confidence, "words", ", ".join(keywords[:_SHOWN]))
    return Tag(label, confidence, "model")
