"""Host names to addresses, and none of them private: no DNS answer leads into a local network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

from crawler.site import is_private_address

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred


class PrivateAddressError(DNSLookupError):
    """A host name that leads to this machine or into a local network."""


class PublicResolver(CachingThreadedResolver):
    """Refuses private addresses, except for the hosts that a source on this machine names."""

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> PublicResolver:  # noqa: ANN401
        """Make one; Scrapy calls this."""
        made = super().from_crawler(crawler, reactor)
        made.private_hosts = frozenset(crawler.settings.getlist("PRIVATE_HOSTS"))
        return made

    private_hosts: frozenset[str] = frozenset()

    def getHostByName(  # noqa: N802 - Twisted's name
        self, name: str, timeout: Sequence[int] = ()
    ) -> Deferred[str]:
        """Return the address of a host, in time."""
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        if is_private_address(address) and name.removeprefix("www.") not in self.private_hosts:
            raise PrivateAddressError(f"{name} leads to {address}, a private address")
        return address
