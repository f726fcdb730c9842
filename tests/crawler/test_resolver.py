from __future__ import annotations

import pytest

from crawler.resolver import PrivateAddressError, PublicResolver
from crawler.site import is_private_address


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 ::1"
    " fe80::1%eth0 fd00::1 ::ffff:10.0.0.1 2002:a00:1::1".split(),
)
def test_what_is_no_address_of_the_public_web_is_private(address: str) -> None:
    assert is_private_address(address)


@pytest.mark.parametrize("address", ["36.66.1.1", "2404:8000::1", "::ffff:36.66.1.1"])
def test_addresses_of_the_public_web_are_not(address: str) -> None:
    assert not is_private_address(address)


def test_a_name_leads_to_a_private_address_only_where_its_source_says_so() -> None:
    resolver = PublicResolver.__new__(PublicResolver)
    assert resolver._checked("36.66.1.1", "satu.go.id") == "36.66.1.1"
    with pytest.raises(PrivateAddressError, match="a private address"):
        resolver._checked("169.254.169.254", "satu.go.id")
    resolver.private_hosts = frozenset(("satu.go.id",))
    assert resolver._checked("10.0.0.1", "www.satu.go.id") == "10.0.0.1"
