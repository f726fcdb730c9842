"""An Outcome: a question, the answer to it and the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.answer import Answer, Citation, Sentence
from api.figures import figures
from crawler.pdftables import CELL_END
from evals.facts import holds, missing_facts
from evals.library import Library, evidence, squeezed
from evals.questionset import Question
from index.hit import Hit

HITS = 10
"""How far down the hits the evidence may stand."""

_REFUSALS = ("not_found", "out_of_scope")
_BEGINNING = 40  # letters and digits of a quote that must stand on the page that is cited
_WORDED_SUPPORT = 0.6  # share of a worded sentence's words that its citations must hold


@dataclass(frozen=True, slots=True)
class Place:
    """A hit: where it stands, and the evidence that it is, if any."""

    document: str
    page: int | None
    title: str
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of one sentence.

    :ivar supports: the quote stands in the document that is named, and holds what the sentence
        says.
    :ivar retrieved: the quote lies within a passage that was found.
    :ivar is_evidence: it is the evidence that the question names; None where it names none.
    :ivar page_right: the quote begins on the page that is named; None of documents without pages.
    """

    supports: bool
    retrieved: bool
    is_evidence: bool | None
    page_right: bool | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question, the answer to it and the verdict.

    :ivar missing: facts that the answer does not hold.
    :ivar said_wrongly: what the answer must not hold and does.
    :ivar found: documents and pages of the hits, best first, each once.
    :ivar cited: every citation of every sentence.
    :ivar sentences_supported: of each sentence, whether a citation supports it.
    :ivar figures: figures in the sentences.
    :ivar figures_unsupported: those that stand in none of their citations.
    :ivar language_right: the sentences are in the question's language, or say that they are not
        where the evidence is in the other alone; None of an answer without sentences.
    :ivar ms: what the answer took.
    """

    question: Question
    answer: Answer
    missing: tuple[tuple[str, ...], ...]
    said_wrongly: tuple[str, ...]
    found: tuple[Place, ...]
    cited: tuple[Cited, ...]
    sentences_supported: tuple[bool, ...]
    figures: int
    figures_unsupported: tuple[str, ...]
    language_right: bool | None
    ms: float

    @property
    def is_warned(self) -> bool:
        """Whether the reader is told that the sentences may not answer the question."""
        return any(note.code == "unsure" for note in self.answer.notes)

    @property
    def is_refused(self) -> bool:
        """Whether the service said that the collection does not hold the answer."""
        return self.answer.status in _REFUSALS

    @property
    def state_right(self) -> bool:
        """Whether the answer has the state that was expected."""
        return self.answer.status == self.question.status

    @property
    def is_retrieved(self) -> bool | None:
        """Whether the evidence is among the first hits; None where none is named."""
        if not (self.question.topics or self.question.pages):
            return None
        return any(place.evidence for place in self.found[:HITS])

    @property
    def is_right(self) -> bool:
        """Whether the answer holds all that was expected and nothing else, or there is none."""
        is_answer = self.question.kind == "answerable"
        is_expected = not self.missing if is_answer else self.is_refused
        is_supported = all(one.supports and one.page_right is not False for one in self.cited)
        is_faithful = not self.figures_unsupported and not self.said_wrongly
        return is_expected and is_supported and is_faithful


def judge(
    question: Question,
    answer: Answer,
    hits: Sequence[Hit],
    read: Sequence[Hit],
    library: Library,
    ms: float,
) -> Outcome:
    """Judge an answer.

    :param hits: what a search for the question finds, best first.
    :param read: the passages that the answer was chosen from.
    """
    wanted = evidence(question)
    citations = {citation.number: citation for citation in answer.citations}
    quoted = [
        (sentence, [citations[number] for number in sentence.citations])
        for sentence in answer.sentences
    ]
    judged = [
        [_cited(sentence, citation, wanted, read, library) for citation in cited]
        for sentence, cited in quoted
    ]
    said = " ".join(sentence.text for sentence in answer.sentences)
    return Outcome(
        question=question,
        answer=answer,
        missing=tuple(missing_facts(said, question.facts)),
        said_wrongly=tuple(never for never in question.never if holds(said, [never])),
        found=tuple(_places(hits, wanted)),
        cited=tuple(one for cited in judged for one in cited),
        sentences_supported=tuple(any(one.supports for one in cited) for cited in judged),
        figures=sum(len(figures(sentence.text)) for sentence in answer.sentences),
        figures_unsupported=tuple(
            figure
            for sentence, cited in quoted
            for figure in _unsupported(sentence, cited, library)
        ),
        language_right=_language_right(question, answer),
        ms=ms,
    )


def _cited(
    sentence: Sentence,
    citation: Citation,
    wanted: dict[tuple[str, int | None], str],
    read: Sequence[Hit],
    library: Library,
) -> Cited:
    quote, document = citation.quote, citation.document_id
    pages = library.pages(document)
    return Cited(
        supports=quote in library.text(document, citation.version) and _says(sentence, quote),
        retrieved=any(hit.document.id == document and quote in hit.passage.text for hit in read),
        is_evidence=_evidence_at(wanted, document, citation.page) is not None if wanted else None,
        page_right=_begins_on(quote, citation.page, pages) if pages else None,
    )


def _says(sentence: Sentence, quote: str) -> bool:
    """Tell whether a quote holds a sentence: word by word, or most words of a worded one."""
    if sentence.verbatim:
        return squeezed(sentence.text) in squeezed(quote)
    words = {word for word in sentence.text.lower().split() if word.isalpha()}
    return len(words & set(quote.lower().split())) >= _WORDED_SUPPORT * len(words)


def _begins_on(quote: str, page: int | None, pages: Sequence[str]) -> bool:
    if page is None or not 1 <= page <= len(pages):
        return False
    text = squeezed(pages[page - 1])
    first = quote.partition("\n")[0]
    if CELL_END in first:  # a row of a table, told with the names of its columns
        return all(_stands(cell, text) for cell in first.split(CELL_END))
    if CELL_END in quote:  # below its caption
        return squeezed(first)[:_BEGINNING] in text
    return squeezed(quote)[:_BEGINNING] in text


def _stands(cell: str, text: str) -> bool:
    """Tell whether a cell stands in a text, with the name of its column or without it."""
    return squeezed(cell) in text or squeezed(cell.partition(": ")[2] or cell) in text


def _unsupported(sentence: Sentence, cited: Sequence[Citation], library: Library) -> Iterator[str]:
    """Yield the figures of a sentence that none of its citations holds.

    A quote must hold its own figures; a worded sentence may take them from the whole of the
    documents that it cites, their titles and dates.
    """
    sources = [citation.quote for citation in cited]
    if not sentence.verbatim:
        sources += [
            f"{one.title}\n{one.published}\n{library.text(one.document_id, one.version)}"
            for one in cited
        ]
    known = figures("\n".join(sources))
    yield from (figure.value for figure in figures(sentence.text) if not figure.is_among(known))


def _language_right(question: Question, answer: Answer) -> bool | None:
    if not answer.sentences:
        return None
    if answer.language != question.language:
        return False
    if all(sentence.language == question.language for sentence in answer.sentences):
        return True
    # Digests are there in both languages; the other documents in one.
    return not question.topics and any(note.code == "other_language" for note in answer.notes)


def _places(hits: Sequence[Hit], wanted: dict[tuple[str, int | None], str]) -> Iterator[Place]:
    seen = set()
    for hit in hits:
        document, page = hit.document.id, hit.passage.page
        name = _evidence_at(wanted, document, page)
        key = name or (document, page)
        if key not in seen:
            seen.add(key)
            yield Place(document, page, hit.document.title, name)


def _evidence_at(
    wanted: dict[tuple[str, int | None], str], document: str, page: int | None
) -> str | None:
    return wanted.get((document, page)) or wanted.get((document, None))
