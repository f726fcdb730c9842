"""The kinds ``pages`` and ``pdf-list``: addresses that the sources file names."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlsplit

from crawler.discovery.base import Discovery, Found
from crawler.link import Link, LinkKind
from crawler.sourcebase import WebSource


class ByAddresses(Discovery):
    """Names what the sources file names."""

    method = "addresses"

    async def found(self) -> AsyncIterator[Found]:
        """Yield the links; nothing is fetched."""
        for link in address_links(self.guide.source):
            yield Found(link)


def address_links(source: WebSource) -> Iterator[Link]:
    """Yield the addresses that a source names as links."""
    documents = {address.url for address in getattr(source, "documents", ())}
    for address in source.addresses:
        is_pdf = address.url in documents or urlsplit(address.url).path.lower().endswith(".pdf")
        kind: LinkKind = "pdf" if is_pdf else "article"
        yield Link(
            address.url,
            kind,
            title=address.title,
            pillars=address.pillars,
            regions=address.regions,
        )
