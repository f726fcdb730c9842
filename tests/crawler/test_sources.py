from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import SettingsError, SourcesError, UnknownNameError
from corpus.settings import Settings, load_settings
from crawler.manners import check_contact, source_settings, user_agent
from crawler.source import FolderSource, WordPressSource
from crawler.sourcefile import find_source, load_sources

GOOD = """sources:
  - name: satu
    kind: wordpress
    url: https://satu.go.id/
    why: uji
    regions: ["33.08"]
    pillars: [governance]
    delay: 3
  - name: dua
    kind: folder
    path: berkas
    why: uji
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(data_dir=tmp_path / "data", sources=tmp_path / "sumber.yaml")


def write(settings: Settings, text: str) -> None:
    assert settings.sources is not None
    settings.sources.write_text(text)


def test_the_shipped_sources_are_valid_and_say_why(tmp_path: Path) -> None:
    found = load_sources(load_settings(data_dir=tmp_path))
    assert len(found) >= 4
    assert "aptika" in {source.name for source in found}
    assert all(source.why for source in found)


def test_a_file_of_ones_own_adds_and_replaces(settings: Settings, tmp_path: Path) -> None:
    write(settings, GOOD)
    settings.data_dir.mkdir()
    (settings.data_dir / "sources.yaml").write_text(
        "sources:\n  - {name: aptika, kind: wordpress, url: 'https://a.go.id', why: pindah}\n"
    )
    found = {source.name: source for source in load_sources(settings)}
    assert found["aptika"].why == "pindah"
    one, two = found["satu"], found["dua"]
    assert isinstance(one, WordPressSource)
    assert (one.delay, one.regions, one.pillars) == (3, ("33.08",), ("governance",))
    assert isinstance(two, FolderSource)
    assert two.path == tmp_path.resolve() / "berkas"


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("delay: 3", "delay: pelan", 8, ["'satu'", "delay", "'pelan'", "number"]),
        ("delay: 3", "delay: -1", 8, ["-1", "greater than or equal to 0"]),
        ('["33.08"]', '["99.99"]', 6, ["regions", "99.99"]),
        ("[governance]", "[people]", 7, ["'people'", "'governance'"]),
        ("kind: folder", "kind: ftp", 10, ["'dua'", "'ftp'", "wordpress, sitemap", "folder"]),
        ("    path: berkas\n", "", 9, ["path", "required"]),
        ("https://satu.go.id/", "satu.go.id", 4, ["'satu.go.id'", "http://"]),
        ("https://satu.go.id/", "http://127.0.0.1/", 2, ["private address"]),
        ("https://satu.go.id/", "http://a:b@satu.go.id/", 4, ["user name"]),
        ("name: satu", "name: ../satu", 2, ["'../satu'", "pattern"]),
        ("name: satu", "name: seed", 2, ["digests that ship"]),
        ("name: dua", "name: satu", 9, ["'satu'", "line 2"]),
        ("delay: 3", "tunda: 3", 8, ["tunda", "not permitted"]),
        ("why: uji\n    regions", "why: ''\n    regions", 5, ["why", "at least 1"]),
        ("sources:", "sumber:", 1, ["'sources'"]),
        ("delay: 3", "pages: [https://satu.go.id/a, satu.go.id]", 8, ["pages", "http://"]),
        ("delay: 3", "pages:\n      - https://satu.go.id/\n      - url: b", 10, ["'b'"]),
        ("delay: 3", "skip: ['[a']", 8, ["regular expression"]),
        ("delay: 3", "items: 'a[['", 8, ["CSS selector"]),
        ("delay: 3", "max_pages: 0", 8, ["greater than or equal to 1"]),
        ("delay: 3", "hosts: [10.0.0.1]", 2, ["private address"]),
        ("kind: wordpress", "kind: counter", 4, ["{id}"]),
        ("kind: wordpress", "kind: listing", 2, ["items", "required"]),
        ("kind: wordpress", "kind: pdf-list", 2, ["documents", "required"]),
        ("delay: 3", "delay: [3", 9, []),
        ("delay: 3", "delay: !!python/object:os.system 3", 2, ["plain YAML"]),
    ],
)
def test_an_error_names_file_line_and_entry(
    settings: Settings, before: str, after: str, line: int, words: list[str]
) -> None:
    assert before in GOOD
    write(settings, GOOD.replace(before, after))
    with pytest.raises(SourcesError) as caught:
        load_sources(settings)
    message = str(caught.value)
    assert f"{settings.sources}, line {line}" in message
    assert "\n" not in message
    for word in words:
        assert word in message


def test_a_missing_file_of_the_settings_is_an_error(settings: Settings) -> None:
    with pytest.raises(SourcesError, match=r"cannot be read.*PILAR_SOURCES"):
        load_sources(settings)


def test_a_source_is_found_by_name_folder_or_address(settings: Settings, tmp_path: Path) -> None:
    write(settings, GOOD)
    known = load_sources(settings)
    (tmp_path / "berkas").mkdir()
    (tmp_path / "Lain Sekali").mkdir()
    assert find_source("satu", known).name == "satu"
    assert find_source(str(tmp_path / "berkas"), known).name == "dua"
    assert find_source("https://www.satu.go.id", known).name == "satu"
    folder = find_source(str(tmp_path / "Lain Sekali"), known)
    assert folder.name.startswith("lain-sekali-")
    site = find_source("http://127.0.0.1:8123/", known)
    assert isinstance(site, WordPressSource)
    assert (site.name, site.allow_private_hosts) == ("127.0.0.1-8123", True)


def test_two_folders_of_one_name_are_two_sources(tmp_path: Path) -> None:
    for parent in ("a", "b"):
        (tmp_path / parent / "pdf").mkdir(parents=True)
    names = {find_source(str(tmp_path / parent / "pdf"), []).name for parent in ("a", "b")}
    assert len(names) == 2


def test_an_unknown_name_lists_the_known_ones(settings: Settings) -> None:
    write(settings, GOOD)
    with pytest.raises(UnknownNameError) as caught:
        find_source("aptica", load_sources(settings))
    assert "Did you mean aptika?" in str(caught.value)
    assert "satu" in str(caught.value)
    for wrong in ("http://", "https://[::1", "http://a:port/"):
        with pytest.raises(UnknownNameError):
            find_source(wrong, [])


def site(url: str, delay: float | None = None) -> WordPressSource:
    return WordPressSource(
        name="x", kind="wordpress", url=url, why="uji", delay=delay, allow_private_hosts=True
    )


def test_hosts_of_others_are_not_crawled_without_a_contact(tmp_path: Path) -> None:
    quiet = load_settings(data_dir=tmp_path)
    check_contact(
        [site("http://127.0.0.1:8000"), site("http://[::1]/"), site("http://localhost")], quiet
    )
    for url in ("https://satu.go.id", "http://10.0.0.1"):
        with pytest.raises(SettingsError, match=r"PILAR_CONTACT.*reach.*Set PILAR_CONTACT"):
            check_contact([site(url)], quiet)
    check_contact([site("https://satu.go.id")], load_settings(contact="https://a.example/"))


def test_the_user_agent_names_the_contact() -> None:
    agent = user_agent(load_settings(contact="https://a.example/crawl"))
    assert agent.startswith("EnamPilar/")
    assert agent.endswith(" (+https://a.example/crawl)")


def test_a_source_sets_its_own_delay() -> None:
    settings = load_settings(crawl_delay=1.5)
    assert source_settings(site("https://a.go.id"), settings)["DOWNLOAD_DELAY"] == 1.5
    assert source_settings(site("https://a.go.id", delay=4), settings)["DOWNLOAD_DELAY"] == 4
