"""The configured sources as the health report needs them."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.catalogue import Catalogue
from corpus.health import SourceFacts, SourceHealth, source_health
from corpus.settings import Settings
from crawler.source import AnySource


def facts(settings: Settings, sources: Sequence[AnySource]) -> tuple[SourceFacts, ...]:
    """Return what health needs to know of each source."""
    return tuple(
        SourceFacts(
            source.name,
            source.kind,
            source.place,
            source.why,
            source.stale_after or settings.stale_after,
            tuple(source.pillars),
            tuple(source.regions),
            source.unverified,
        )
        for source in sources
    )


def configured_health(settings: Settings, sources: Sequence[AnySource]) -> list[SourceHealth]:
    """Return a line on every source; the data folder is not made by asking."""
    known = facts(settings, sources)
    if not settings.catalogue_path.exists():
        return source_health(known, None, stale_after=settings.stale_after)
    catalogue = Catalogue(settings.catalogue_path)
    try:
        return source_health(known, catalogue, stale_after=settings.stale_after)
    finally:
        catalogue.close()
