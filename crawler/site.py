"""A web site as a crawl sees it: its hosts and ports, and the pages that are its own."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import parse_qsl, urljoin, urlsplit

from corpus.ids import canonical_url

_WEB = ("http", "https")


class Site:
    """The site of a source.

    :param home: its front page.
    :param others: addresses on further hosts that are asked as well.

    >>> site = Site("https://diskominfo.semarangkab.go.id/")
    >>> site.holds("http://www.diskominfo.semarangkab.go.id/?p=3605")
    True
    >>> site.holds("https://semarangkab.go.id/")
    False
    """

    def __init__(self, home: str, *others: str) -> None:
        self.home = home if home.endswith("/") else f"{home}/"
        self.others = others
        self._places = {_place(url) for url in (home, *others)}

    @property
    def hosts(self) -> frozenset[str]:
        """The host names that belong to it, without ``www.``."""
        return frozenset(host for host, _ in self._places)

    def holds(self, url: str) -> bool:
        """Tell whether the URL is on this site: same host and port, either of http and https."""
        try:
            return urlsplit(url).scheme in _WEB and _place(url) in self._places
        except ValueError:
            return False

    def at(self, path: str) -> str:
        """Return the URL of a path under the home page."""
        return urljoin(self.home, path)

    def address(self, final_url: str, canonical: str | None) -> str:
        """Return the address of a page: what it calls itself where that can be believed.

        A canonical link to another host is a copy's bow to its original, and one to the front
        page is a broken theme that would make the whole site one document.
        """
        if canonical is None or not self.holds(canonical):
            return final_url
        is_front = canonical_url(canonical) == canonical_url(self.home)
        return (
            final_url
            if is_front and canonical_url(final_url) != canonical_url(self.home)
            else canonical
        )


def is_plain_permalink(url: str) -> bool:
    """Tell whether the URL is WordPress's plain form: ``/?p=12``, ``/?page_id=2``."""
    return any(key in ("p", "page_id") for key, _ in parse_qsl(urlsplit(url).query))


def is_this_machine(url: str) -> bool:
    """Tell whether the URL leads to the machine that the crawler runs on."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_private(url: str) -> bool:
    """Tell whether the URL names, by its address, a host that the public web cannot reach."""
    host = urlsplit(url).hostname or ""
    try:
        return is_private_address(host)
    except ValueError:
        return is_this_machine(url)


def is_private_address(address: str) -> bool:
    """Tell whether an IP address is none of the public web: loopback, private, link-local.

    :raises ValueError: when it is no IP address.
    """
    found = ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None) or found
    return not inner.is_global or inner.is_multicast


def _place(url: str) -> tuple[str, int | None]:
    parts = urlsplit(url)
    port = None if parts.port in (None, 80, 443) else parts.port
    return (parts.hostname or "").removeprefix("www."), port
