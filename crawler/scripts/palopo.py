"""smartcity.palopokota.go.id: one page for each pillar, named after it, and no listing."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.pillars import PILLAR_IDS
from crawler.discovery import Get
from crawler.link import Link
from crawler.site import Site


def links(site: Site, _get: Get) -> Iterator[Link]:
    """Yield the six pages; each carries its pillar."""
    for pillar in PILLAR_IDS:
        yield Link(site.at(f"page/smart-{pillar}"), "page", pillars=(pillar,))
