"""The coverage of the corpus with what it lacks: known gaps are part of an honest answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from api.phrases import phrase
from corpus.catalogue import Catalogue
from corpus.crawllog import CrawlLog
from corpus.document import Language
from corpus.pillars import PILLAR_IDS, pillars, resolve_pillar
from corpus.regions import gazetteer
from index.coverage import Row, coverage
from index.passages import DocumentCard


def coverage_report(
    cards: Iterable[DocumentCard],
    catalogue: Catalogue,
    regions: tuple[str, ...] = (),
    pillar: str | None = None,
    language: Language = "en",
) -> dict[str, Any]:
    """Return region x pillar counts with the newest date, the best evidence and the gaps.

    :param cards: the documents that may be cited.
    :param regions: names or codes; a province includes its regencies; all when empty.
    :param pillar: an id or name; all when None.
    :raises UnknownNameError: when there is no such region or pillar.
    """
    wanted = {
        code
        for name in regions
        for code in gazetteer().within(
            (gazetteer().get(name) if name[:1].isdigit() else gazetteer().resolve(name)).code
        )
    }
    topics = (resolve_pillar(pillar).id,) if pillar else PILLAR_IDS
    rows = [row for row in coverage(cards) if not regions or row.region in wanted]
    return {
        "pillars": list(topics),
        "regions": [_shown(row, topics, language) for row in rows],
        "without_documents": sorted(wanted - {row.region for row in rows}),
        "unread_scans": _unread_scans(catalogue),
    }


def _shown(row: Row, topics: tuple[str, ...], language: Language) -> dict[str, Any]:
    region = gazetteer().get(row.region)
    return {
        "region": row.region,
        "label": region.label if language == "id" else region.label_en,
        "documents": row.documents,
        "pillars": {name: asdict(cell) for name, cell in row.cells.items() if name in topics},
        "gaps": _gaps(row, topics, language),
    }


def _gaps(row: Row, topics: tuple[str, ...], language: Language) -> list[dict[str, str]]:
    found = []
    if not row.has_plan:
        found.append({"code": "no_masterplan", "text": phrase("no_masterplan", language)})
    names = {pillar.id: pillar.name[language] for pillar in pillars()}
    missing = [names[name] for name in row.missing if name in topics]  # type: ignore[index]
    if missing:
        text = phrase("no_pillar_evidence", language, names=", ".join(missing))
        found.append({"code": "no_pillar_evidence", "text": text})
    return found


def _unread_scans(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return the documents that the last crawl of each source could not read, with the reason."""
    return [
        {"source": source, **scan}
        for source, crawl in sorted(CrawlLog(catalogue).last().items())
        for scan in crawl["report"].get("scans") or ()
    ]
