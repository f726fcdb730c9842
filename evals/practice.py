"""The papers to practise on, and what may be asked of them: the files under ``evals/papers``.

Invented papers of the kinds that regencies and ministries write, excerpts of regulations and the
seed digests that no locked question is about; on each, questions that it answers and questions
that fit it just as well and that it does not answer:

    [[paper]]
    name = "plan-001"                             # and set = "..." where papers belong together
    kind = "masterplan"
    language = "id"
    title = "Masterplan Smart City Kabupaten ..."
    text = '''...'''                              # or topics, or a regulation; see Paper
    q = [
      ["Berapa ...?", "How many ...?", "143 desa"],  # the fact, as the answering sentence says it
      ["Siapa ...?", "Who ...?", ""],                # not told
    ]

What is fitted on them: the order of sentences, the reader and the decision (`evals.ranking`,
`evals.reading`, `evals.calibrate`). No figure of evals/RESULTS.md is measured on them.
"""

from __future__ import annotations

import re
import tarfile
import tempfile
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.digest import seed_digests
from corpus.document import Kind, Language
from corpus.errors import PilarError
from corpus.ids import content_hash, document_id
from corpus.settings import Settings
from crawler.crawl import crawl
from crawler.source import FolderSource
from evals.facts import missing_facts
from evals.seedfolder import service_on
from evals.shared import shared

if TYPE_CHECKING:
    from api.service import Service

HELD_OUT = 8
_FEW = 3  # papers that hold a word: it is a name, or as good as one
_WORD = re.compile(r"[^\W\d_]{4,}")
_SOURCE = "practice"
_HEAD = "---\ntitle: '{0.title}'\nkind: {0.kind}\nlanguage: {0.language}\n---\n"


class PracticeError(PilarError):
    """A file of practice papers is wrong."""

    code = "practice"


class Asked(NamedTuple):
    """A question on a paper; ``facts`` is empty where the paper does not tell.

    :ivar paper: its name, or that of its set.
    :ivar own: ids of the documents that are the paper or its set: facts stand in these alone.
    :ivar unclear: ids of documents that may hold them in other words.
    :ivar is_on_digest: of the seed digests, which tell some facts more than once.
    :ivar is_named: it says which paper it is about, by a word that hardly any other holds; else
        others may answer it as well.
    """

    text: str
    language: Language
    paper: str
    facts: tuple[tuple[str, ...], ...]
    own: frozenset[str]
    unclear: frozenset[str]
    is_named: bool = True
    is_on_digest: bool = False

    @property
    def evidence(self) -> frozenset[str]:
        """The ids of the documents that hold the facts, if any does."""
        return self.own if self.facts else frozenset()

    def held(self, document_id: str, text: str) -> float | None:
        """Return the share of the facts that a sentence of a document holds; None if unclear."""
        if document_id in self.unclear:
            return None
        if not self.facts or document_id not in self.evidence:
            is_told_there = self.is_on_digest and self.facts and not missing_facts(text, self.facts)
            return None if is_told_there else 0.0
        return 1 - len(missing_facts(text, self.facts)) / len(self.facts)


class Paper(BaseModel):
    """A paper and what may be asked of it.

    :ivar text: Markdown; of a paper written for practice.
    :ivar set: of papers that tell of one thing; each fact may stand in any of them.
    :ivar topics: seed digests that make up the paper, as ``<theme>/<topic>``.
    :ivar regulation: a member of shared/data/regulations; its characters from ``start`` to ``end``.
    :ivar q: the question in Indonesian, in English, and the facts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    kind: Kind = "article"
    language: Language
    title: str
    text: str = ""
    set: str = ""
    topics: tuple[str, ...] = ()
    regulation: str = ""
    start: int = 0
    end: int = 0
    q: tuple[Annotated[tuple[str, ...], Field(min_length=3)], ...]

    @property
    def document_ids(self) -> frozenset[str]:
        """The ids of the documents that are the paper."""
        ids = {document_id(f"digest:{self.language}/{topic}") for topic in self.topics}
        return frozenset(ids or {document_id(f"file:{_SOURCE}/{self.name}.md")})

    def questions(self, beside: Iterable[Paper] = ()) -> Iterator[Asked]:
        """Yield each question in both languages.

        :param beside: the other papers of the set.
        """
        other = "en" if self.language == "id" else "id"
        twins = frozenset(document_id(f"digest:{other}/{topic}") for topic in self.topics)
        own = self.document_ids.union(*(paper.document_ids for paper in beside))
        for indonesian, english, *told in self.q:
            facts = tuple((fact,) for fact in told if fact)
            unclear = twins if facts else frozenset()
            for text, language in zip((indonesian, english), _BOTH, strict=True):
                yield Asked(
                    text,
                    language,
                    self.set or self.name,
                    facts,
                    own,
                    unclear,
                    is_on_digest=bool(self.topics),
                )


_BOTH: tuple[Language, ...] = ("id", "en")


@cache
def papers() -> tuple[Paper, ...]:
    """Return all papers.

    :raises PracticeError: naming the first that is wrong.
    """
    found: list[Paper] = []
    for file in sorted((files("evals") / "papers").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            found += _read(file.read_text("utf-8"), file.name)
    return tuple(found)


def questions() -> list[Asked]:
    """Return the questions on all papers."""
    sets: dict[str, list[Paper]] = {}
    for paper in papers():
        sets.setdefault(paper.set or paper.name, []).append(paper)
    words = {name: _words(*those) for name, those in sets.items()}
    met = Counter(word for held in words.values() for word in held)
    return [
        asked._replace(is_named=not p.text or _names(asked.text, words[asked.paper], met))
        for those in sets.values()
        for p in those
        for asked in p.questions(those)
    ]


def _words(*those: Paper) -> frozenset[str]:
    return frozenset(_WORD.findall(" ".join(f"{p.title} {p.text}" for p in those).lower()))


def _names(question: str, held: frozenset[str], met: Mapping[str, int]) -> bool:
    """Tell whether a question has a word of its paper that hardly any other holds."""
    return any(met[word] <= _FEW for word in held.intersection(_WORD.findall(question.lower())))


def is_held_out(paper: str) -> bool:
    """Tell whether the reader is never shown a paper: one in HELD_OUT."""
    return zlib.crc32(paper.encode()) % HELD_OUT == 0


@contextmanager
def practice_service(*, quiet: bool = False) -> Iterator[Service]:
    """Open the service on the seed digests and the papers; its index is kept in the cache.

    :raises PracticeError: when the regulations are not there.
    """
    seeds = sorted((digest.id, digest.version) for digest in seed_digests())
    known_by = content_hash(seeds, {name: content_hash(text) for name, text in _files().items()})
    with service_on(_take_in, known_by, quiet=quiet, cached=True) as service:
        yield service


def _read(source: str, name: str) -> Iterator[Paper]:
    try:
        entries = tomllib.loads(source)["paper"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise PracticeError(f"{name} holds no [[paper]] that can be read: {error}.") from error
    for entry in entries:
        try:
            yield Paper.model_validate(entry)
        except ValidationError as error:
            told = error.errors()[0]
            where = f"{name}, {entry.get('name', 'no name')}"
            raise PracticeError(f"{where}: {told['loc']}: {told['msg']}.") from error


def _take_in(settings: Settings) -> None:
    """Take the papers into a data folder, as `pilar crawl FOLDER` does."""
    with tempfile.TemporaryDirectory(prefix="pilar-practice-") as folder:
        for name, text in _files().items():
            (Path(folder) / name).write_text(text, "utf-8")
        source = FolderSource(kind="folder", name=_SOURCE, path=Path(folder), why="Practice.")
        crawl(settings, [source])


@cache
def _files() -> dict[str, str]:
    """Return name -> Markdown of each paper that is not made of digests."""
    excerpts = _excerpts([paper for paper in papers() if paper.regulation])
    return {
        f"{paper.name}.md": _HEAD.format(paper) + excerpts.get(paper.name, paper.text)
        for paper in papers()
        if not paper.topics
    }


def _excerpts(wanted: Sequence[Paper]) -> dict[str, str]:
    archive = shared("regulations")
    if archive is None:
        raise PracticeError("shared/data/regulations is missing.", "Set PILAR_SHARED.")
    found = {}
    with tarfile.open(archive / "regulations.tar.gz") as files_:
        for paper in wanted:
            if member := files_.extractfile(paper.regulation):
                text = member.read().decode("utf-8", "replace")[paper.start : paper.end]
                found[paper.name] = f"# {paper.title}\n\n{text}"
    return found
