"""The coverage of the corpus with what it lacks: known gaps are part of an honest answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from api.phrases import phrase
from api.writtendate import written_date
from corpus.catalogue import Catalogue, Entry
from corpus.crawllog import CrawlLog
from corpus.document import Language
from corpus.health import SourceFacts, SourceHealth, source_health
from corpus.pillars import PILLAR_IDS, pillars, resolve_pillar
from corpus.regions import gazetteer
from index.card import DocumentCard
from index.coverage import Cell, Row, coverage
from index.regiontags import region_tags

Gap = dict[str, Any]
"""``code``, ``text`` for people, and ``documents`` or ``source`` where there are any."""

_GONE = "WHERE d.withdrawn IS NOT NULL"
_DEAD = {"failing": "source_failing", "stale": "source_stale", "never": "source_never"}


def coverage_report(
    cards: Iterable[DocumentCard],
    catalogue: Catalogue,
    regions: tuple[str, ...] = (),
    pillar: str | None = None,
    language: Language = "en",
    *,
    poorly_read: Mapping[str, int] | None = None,
    sources: Sequence[SourceFacts] = (),
    stale_after: int = 30,
) -> dict[str, Any]:
    """Return region x pillar x year counts with the newest date, the best evidence and the gaps.

    :param cards: the documents that may be cited.
    :param regions: names or codes; a province includes its regencies, and those without a document
        have a row too. All that have documents when empty.
    :param pillar: an id or name; all when None.
    :param poorly_read: document id -> pages that OCR read without confidence.
    :param sources: those configured, which may be dead.
    :param stale_after: days without a success after which other sources are stale.
    :raises UnknownNameError: when there is no such region or pillar.
    """
    wanted = {
        code for name in regions for code in gazetteer().within(gazetteer().resolve(name).code)
    }
    topics = (resolve_pillar(pillar).id,) if pillar else PILLAR_IDS
    known = list(cards)
    rows = {row.region: row for row in coverage(known) if not regions or row.region in wanted}
    lacks = _Lacks(known, catalogue, poorly_read or {}, sources, stale_after, language)
    titles = {card.id: card for card in known}
    return {
        "pillars": list(topics),
        "regions": [
            {
                "region": code,
                "label": _label(code, language),
                "documents": rows[code].documents if code in rows else 0,
                "pillars": _cells(rows.get(code), topics, titles),
                "gaps": lacks.of(code, rows.get(code), topics),
            }
            for code in sorted(rows.keys() | wanted)
        ],
        "without_documents": sorted(wanted - rows.keys()),
        "unread_scans": lacks.scans,
    }


class _Lacks:
    """What is missing, by region."""

    def __init__(
        self,
        cards: Iterable[DocumentCard],
        catalogue: Catalogue,
        poorly_read: Mapping[str, int],
        sources: Sequence[SourceFacts],
        stale_after: int,
        language: Language,
    ) -> None:
        self.scans = list(_unread_scans(catalogue))
        self._language = language
        self._poor: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self._gone: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self._dead: defaultdict[str, list[SourceHealth]] = defaultdict(list)
        for card in cards:
            if pages := poorly_read.get(card.id):
                for region in card.regions:
                    self._poor[region].append(_shown(card.id, card.title, pages=pages))
        for scan, entry in _entries_of(self.scans, catalogue):
            for region in _regions_of(entry, catalogue):
                self._poor[region].append(_shown(entry.id, entry.title, pages=scan["pages"]))
        for entry in catalogue.entries(_GONE):
            for region in _regions_of(entry, catalogue):
                self._gone[region].append(_shown(entry.id, entry.title, withdrawn=entry.withdrawn))
        for health in source_health(sources, catalogue, stale_after=stale_after):
            if health.health in _DEAD:
                for region in health.source.regions:
                    self._dead[region].append(health)

    def of(self, region: str, row: Row | None, topics: Sequence[str]) -> list[Gap]:
        """Return the gaps of one region, the widest first."""
        return [*self._of_documents(row, topics), *self._of_sources(region)]

    def _of_documents(self, row: Row | None, topics: Sequence[str]) -> Iterator[Gap]:
        if row is None:
            yield self._gap("no_documents")
            return
        if not row.has_plan:
            yield self._gap("no_masterplan")
        names = {str(pillar.id): pillar.name[self._language] for pillar in pillars()}
        if missing := [names[name] for name in row.missing if name in topics]:
            yield self._gap("no_pillar_evidence", names=", ".join(missing))

    def _of_sources(self, region: str) -> Iterator[Gap]:
        if poor := self._poor.get(region):
            yield {**self._gap("poor_scan", count=str(len(poor))), "documents": poor}
        if gone := self._gone.get(region):
            yield {**self._gap("source_gone", count=str(len(gone))), "documents": gone}
        for health in self._dead.get(region, ()):
            last = written_date(health.last_success or "", self._language)
            day = last or phrase("no_day", self._language)
            told = self._gap(_DEAD[health.health], name=health.source.name, day=day)
            yield {**told, "source": health.source.name}

    def _gap(self, code: str, **values: str) -> Gap:
        return {"code": code, "text": phrase(code, self._language, **values)}


def _cells(
    row: Row | None, topics: Sequence[str], titles: Mapping[str, DocumentCard]
) -> dict[str, Any]:
    if row is None:
        return {}
    return {name: _cell(cell, titles) for name, cell in row.cells.items() if name in topics}


def _cell(cell: Cell, titles: Mapping[str, DocumentCard]) -> dict[str, Any]:
    best = [
        _shown(card.id, card.title, kind=card.kind, published=card.published, url=card.url)
        for card in (titles[name] for name in cell.best)
    ]
    return {**asdict(cell), "best": best}


def _shown(document_id: str, title: str, **more: object) -> dict[str, Any]:
    return {"document_id": document_id, "title": title, **more}


def _label(code: str, language: Language) -> str:
    region = gazetteer().get(code)
    return region.label_in(language)


def _unread_scans(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Yield the documents that the last crawl of each source could not read, with the reason."""
    for source, crawl in sorted(CrawlLog(catalogue).last().items()):
        for scan in crawl["report"].get("scans") or ():
            yield {"source": source, **scan}


def _entries_of(
    scans: Iterable[dict[str, Any]], catalogue: Catalogue
) -> Iterator[tuple[dict[str, Any], Entry]]:
    """Yield the scans that are in the catalogue still, with their lines there."""
    for scan in scans:
        found = catalogue.entries(
            "WHERE d.withdrawn IS NULL AND d.source = ? AND d.origin = ?",
            (scan["source"], scan["origin"]),
        )
        yield from ((scan, entry) for entry in found)


def _regions_of(entry: Entry, catalogue: Catalogue) -> list[str]:
    """Return the regions of a document that cannot be read: by its source, host and title."""
    document = catalogue.document(entry.id, entry.version)
    return [tag.code for tag in region_tags(document, "", "")]
