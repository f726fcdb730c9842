"""The kind ``archive``: what the Wayback Machine holds of a site, by its CDX interface."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from urllib.parse import urlencode, urljoin, urlsplit

from crawler.discovery.base import Discovery, Found
from crawler.fetched import FetchError
from crawler.link import Link
from crawler.listing import ListingError
from crawler.site import Site

_ROWS = 5000  # of one answer
_MOST_ANSWERS = 200
_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "digest")
_TIMESTAMP = re.compile(r"\d{4,14}$")
# Listings, feeds and files of the theme: WordPress's and those of most other systems.
_OTHER_PAGES = re.compile(
    r"/(?:category|kategori|tag|author|feed|comments|wp-(?:admin|json|includes|login)|page/\d+)"
    r"(?:[/.?]|$)|[?&](?:replytocom|share|s|paged|feed|cat|attachment_id)="
)


class ByArchive(Discovery):
    """Finds the newest copy of every page and PDF that an archive holds of the source's site."""

    method = "archive"

    async def found(self) -> AsyncIterator[Found]:
        """Yield a link for each page: to its raw copy, without the archive's bar."""
        self.listing.fall_short("An archive does not hold everything that a site had.")
        home = Site(self.guide.source.home)
        newest: list[str] = []
        any_found = False
        async for row in self._rows():
            # Rows come sorted by urlkey and time: the last of a key is the newest copy.
            if newest and newest[0] != row[0] and (link := self._link(newest, home)):
                any_found = True
                yield Found(link)
            newest = row
        if newest and (link := self._link(newest, home)):
            any_found = True
            yield Found(link)
        if not any_found:
            tried = "; ".join(self.tried) or "it answers with an empty list"
            raise FetchError(f"the archive names no page of {home.home} ({tried})")

    async def _rows(self) -> AsyncIterator[list[str]]:
        parts = urlsplit(self.guide.source.home)
        query = [
            ("url", f"{parts.netloc}{parts.path.rstrip('/') or '/'}*"),
            ("output", "json"),
            ("fl", ",".join(_FIELDS)),
            ("filter", "statuscode:200"),
            ("filter", "mimetype:(text/html|application/xhtml.xml|application/pdf)"),
            ("limit", str(_ROWS)),
            ("showResumeKey", "true"),
        ]
        resume: str | None = None
        for _ in range(_MOST_ANSWERS):
            more = [("resumeKey", resume)] if resume else []
            address = urljoin(
                self.guide.source.archive, f"cdx/search/cdx?{urlencode(query + more)}"
            )
            fetched = await self.get(address)
            try:
                rows, resume = cdx_rows(fetched.body) if fetched else ([], None)
            except ListingError as error:
                self.tried.append(f"{address}: {error}")
                return
            for row in rows:
                yield row
            if not resume:
                return
        self.listing.fall_short(f"Only {_MOST_ANSWERS * _ROWS} copies were looked at.")

    def _link(self, row: list[str], home: Site) -> Link | None:
        _, stamp, original, media_type, digest = row
        if not _TIMESTAMP.match(stamp) or not home.holds(original):
            return None
        if _OTHER_PAGES.search(original):
            return None
        return Link(
            raw_copy(self.guide.source.archive, stamp, original),
            "pdf" if media_type == "application/pdf" else "article",
            modified=digest,
            original=original,
        )


def cdx_rows(body: bytes) -> tuple[list[list[str]], str | None]:
    """Return the rows of a CDX answer, and the key that asks for what follows.

    :raises ListingError: when it is none.
    """
    try:
        found = json.loads(body) if body.strip() else []
    except ValueError as error:
        raise ListingError("it is no JSON") from error
    if not isinstance(found, list) or not all(isinstance(row, list) for row in found):
        raise ListingError("it is no list of copies")
    rows = [row for row in found[1:] if len(row) == len(_FIELDS)]
    is_cut = len(found) > 1 and found[-2] == [] and len(found[-1]) == 1
    return [[str(cell) for cell in row] for row in rows], str(found[-1][0]) if is_cut else None


def raw_copy(archive: str, stamp: str, original: str) -> str:
    """Return where the bytes of a copy are as the site sent them."""
    return f"{archive.rstrip('/')}/web/{stamp}id_/{original}"


def readable_copy(url: str) -> str:
    """Return the address of a copy for people, with its images and the archive's bar."""
    return re.sub(r"(/web/\d+)id_/", r"\1/", url, count=1)
