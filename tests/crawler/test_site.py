from __future__ import annotations

import pytest

from crawler.site import Site, is_private, is_this_machine

HOME = "https://satu.go.id/"


@pytest.mark.parametrize(
    ("url", "holds"),
    [
        ("https://satu.go.id/a", True),
        ("http://www.satu.go.id/?p=1", True),
        ("https://satu.go.id:443/", True),
        ("https://satu.go.id:8443/", False),
        ("https://arsip.satu.go.id/", False),
        ("https://satu.go.id.jahat.example/", False),
        ("https://satu.go.id@jahat.example/", False),
        ("ftp://satu.go.id/", False),
        ("javascript:alert(1)", False),
        ("http://[", False),
        ("http://satu.go.id:port/", False),
    ],
)
def test_a_site_is_one_host_and_port(url: str, holds: bool) -> None:
    assert Site(HOME).holds(url) is holds


@pytest.mark.parametrize(
    ("final", "canonical", "address"),
    [
        ("https://satu.go.id/?p=1", "https://satu.go.id/a/", "https://satu.go.id/a/"),
        ("https://satu.go.id/a/", None, "https://satu.go.id/a/"),
        ("https://satu.go.id/a/", "https://asal.go.id/a/", "https://satu.go.id/a/"),
        ("https://satu.go.id/a/", "https://satu.go.id/", "https://satu.go.id/a/"),
        ("https://satu.go.id/", "https://satu.go.id/", "https://satu.go.id/"),
        ("https://satu.go.id/a/", "javascript:alert(1)", "https://satu.go.id/a/"),
    ],
)
def test_a_page_is_known_by_what_it_can_be_believed(
    final: str, canonical: str | None, address: str
) -> None:
    assert Site(HOME).address(final, canonical) == address


def test_a_site_may_live_in_a_folder() -> None:
    assert Site("https://satu.go.id/berita").at("wp-json/") == "https://satu.go.id/berita/wp-json/"
    assert Site("https://satu.go.id/berita").at("/robots.txt") == "https://satu.go.id/robots.txt"


def test_this_machine_and_private_networks_are_told_from_the_web() -> None:
    assert is_this_machine("http://127.0.0.1:80/")
    assert is_this_machine("http://a.localhost/")
    assert not is_this_machine("http://10.0.0.1/")
    assert is_private("http://10.0.0.1/")
    assert is_private("http://169.254.169.254/")
    assert is_private("http://[::1]/")
    assert not is_private("https://satu.go.id/")
