"""The identity of a document on the web: which one an address stands for, before it is read."""

from __future__ import annotations

from corpus.catalogue import Catalogue
from corpus.ids import canonical_url, document_id
from crawler.link import Link


def id_at(catalogue: Catalogue, url: str) -> str:
    """Return the id of the document at an address, in any spelling that was met so far."""
    return document_id(catalogue.origin_of(canonical_url(url)))


def id_of(catalogue: Catalogue, link: Link) -> str:
    """Return the id of a link's document: by the address that stays, where it has been met."""
    for known in filter(None, (link.short, link.address)):
        origin = catalogue.origin_of(canonical_url(known))
        if origin != canonical_url(known):
            return document_id(origin)
    return document_id(canonical_url(link.address))
