"""What goes in and out over HTTP where it is not one of our nouns as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from corpus.catalogue import Entry
from corpus.dates import DateSpan
from corpus.document import Block, Document, Language, Page, Reference
from corpus.tag import Tag
from index.filters import Filters
from index.hit import Hit, Scores, SearchResult
from index.regiontags import RegionTag, document_tags
from index.rules import Cited, Citing

LONGEST_QUESTION = 2_000  # characters


class PassageOut(BaseModel):
    """A passage as a hit shows it."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    text: str
    heading: str
    page: int | None
    page_label: str | None
    start: int
    end: int
    language: str


class CardOut(BaseModel):
    """A document without its text."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    version: str
    title: str
    url: str | None
    kind: str
    published: str | None
    language: str
    pillars: tuple[str, ...]
    dimensions: tuple[str, ...]
    regions: tuple[str, ...]


class TagsOut(BaseModel):
    """Pillars and sub-dimensions with their confidence and reason."""

    passage: tuple[Tag, ...]
    document: tuple[Tag, ...]


class HitOut(BaseModel):
    """A passage that was found."""

    rank: int
    score: float
    passage: PassageOut
    document: CardOut
    scores: Scores | None = Field(None, description="With explain=true.")
    tags: TagsOut | None = Field(None, description="With explain=true.")

    @classmethod
    def of(cls, hit: Hit, *, explain: bool) -> HitOut:
        """Show a hit."""
        return cls(
            rank=hit.rank,
            score=round(hit.scores.fused, 4),
            passage=PassageOut.model_validate(hit.passage),
            document=CardOut.model_validate(hit.document),
            scores=hit.scores if explain else None,
            tags=TagsOut(passage=hit.passage.tags, document=hit.document.tags) if explain else None,
        )


class SearchOut(BaseModel):
    """The answer to a search."""

    query: str
    language: str
    total: int = Field(description="Candidates found, of which `hits` is a part.")
    hits: list[HitOut]
    facets: dict[str, dict[str, int]] = Field(
        description="Passages that the filter lets through, counted by each value."
    )
    explain: dict[str, Any] | None = None

    @classmethod
    def of(cls, result: SearchResult, filters: Filters, *, explain: bool) -> SearchOut:
        """Show a search result."""
        told = None
        if result.explanation and explain:
            told = {
                "filters": filters,
                "timings_ms": result.timings_ms,
                **asdict(result.explanation),
            }
        return cls(
            query=result.query,
            language=result.language,
            total=result.total,
            hits=[HitOut.of(hit, explain=explain) for hit in result.hits],
            facets=result.facets,
            explain=told,
        )


class FiltersIn(BaseModel):
    """Names as a person types them."""

    model_config = ConfigDict(extra="forbid")

    pillars: list[str] = []
    regions: list[str] = []
    kinds: list[str] = []
    languages: list[str] = []
    year_from: int | None = None
    year_to: int | None = None
    dimensions: list[str] = []


class AskIn(BaseModel):
    """A question."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    question: str = Field(min_length=2, max_length=LONGEST_QUESTION)
    language: Language | None = Field(None, description="Of the answer; the question's if unset.")
    filters: FiltersIn = FiltersIn()
    conversation_id: str | None = Field(
        None, max_length=64, description="Of an earlier answer: this question may lean on it."
    )
    as_is: bool = Field(default=False, description="Take nothing from the question before.")
    stream: bool = Field(default=False, description="Answer as server-sent events.")


class CitedOut(BaseModel):
    """A regulation that a document cites."""

    model_config = ConfigDict(from_attributes=True)

    key: str = Field(description="Type, issuer where it is named, number and year.")
    times: int
    documents: tuple[str, ...] = Field(description="Ids of the documents that are it.")


class CitingOut(BaseModel):
    """A document that cites this one, which is a regulation."""

    model_config = ConfigDict(from_attributes=True)

    document_id: str
    title: str
    times: int


class OriginOut(BaseModel):
    """One of the places that carry the same text."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    origin: str
    source: str
    first_seen: str
    last_seen: str


_NOT_THE_DOCUMENTS = frozenset(
    ("has_file", "withdrawn", "region_tags", "origins", "cites", "cited_by", "tags")
)


class DocumentOut(BaseModel):
    """A document with its text."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    version: str
    source: str
    title: str
    url: str | None
    kind: str
    language: str
    author: str | None
    published: str | None
    fetched_at: str | None
    pillars: tuple[str, ...]
    regions: tuple[str, ...]
    region_tags: tuple[RegionTag, ...] = Field(
        description="The regions that it is about, each with the reason; offsets are half-open."
    )
    events: tuple[DateSpan, ...] = Field(
        description="Days on which, as the text says, something took place."
    )
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...]
    references: tuple[Reference, ...]
    media_type: str
    has_file: bool
    withdrawn: bool
    origins: list[OriginOut] = Field(
        description="All places that carry this text, the first seen first: that one is searched."
    )
    cites: list[CitedOut] = Field(description="Regulations that it cites, the most cited first.")
    cited_by: list[CitingOut] = Field(description="Documents that cite it, if it is a regulation.")
    tags: tuple[Tag, ...] = Field(
        description="Pillars and sub-dimensions as the index gives them, with confidence and "
        "reason; `pillars` are the editor's or the source's own."
    )

    @classmethod
    def of(
        cls,
        document: Document,
        *,
        withdrawn: bool,
        origins: Iterable[Entry] = (),
        cites: Iterable[Cited] = (),
        cited_by: Iterable[Citing] = (),
        tags: tuple[Tag, ...] = (),
    ) -> DocumentOut:
        """Show a document."""
        fields = {
            name: getattr(document, name)
            for name in cls.model_fields
            if name not in _NOT_THE_DOCUMENTS
        }
        fields["region_tags"] = document_tags(document)
        return cls(
            **fields,
            has_file=document.raw is not None,
            withdrawn=withdrawn,
            origins=[OriginOut.model_validate(entry) for entry in origins],
            cites=[CitedOut.model_validate(cited) for cited in cites],
            tags=tags,
            cited_by=[CitingOut.model_validate(citing) for citing in cited_by],
        )
