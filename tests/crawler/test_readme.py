"""What crawler/README.md shows works."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import yaml

from corpus.pillars import PILLAR_IDS
from corpus.settings import load_settings
from crawler import source
from crawler.discovery import Guide, discovery_of
from crawler.fetched import Fetched
from crawler.link import Link
from crawler.source import KINDS, ScriptSource
from crawler.sourcebase import WebSource
from crawler.sourcefile import load_sources
from tests.crawler.running import ROOT

README = (ROOT / "crawler" / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


def test_the_entries_shown_are_valid(tmp_path: Path) -> None:
    first, second = (text for language, text in BLOCKS if language == "yaml")
    (tmp_path / "scripts").mkdir()
    own = tmp_path / "sources.yaml"
    own.write_text(first + "\n" + second.replace("smartcity-palopo", "palopo-lain"), "utf-8")
    names = {found.name for found in load_sources(load_settings(data_dir=tmp_path))}
    assert {"diskominfo-rimbasari", "palopo-lain"} <= names
    assert len(yaml.safe_load(first)["sources"][0]) == 4


def test_the_odd_site_shown_is_the_file_that_ships_and_names_six_pages(tmp_path: Path) -> None:
    (shown,) = (text for language, text in BLOCKS if language == "python")
    assert shown in (ROOT / "crawler" / "scripts" / "palopo.py").read_text("utf-8")
    shipped = {found.name: found for found in load_sources(load_settings(data_dir=tmp_path))}
    palopo = shipped["smartcity-palopo"]
    assert isinstance(palopo, ScriptSource)

    async def fetch(url: str) -> Fetched:
        raise AssertionError(url)

    async def found() -> list[Link]:
        discovery = discovery_of(Guide(palopo, fetch))
        return [item.link async for item in discovery.found()]

    links = asyncio.run(found())
    assert [link.pillars for link in links] == [(pillar,) for pillar in PILLAR_IDS]
    assert links[4].url == "https://smartcity.palopokota.go.id/page/smart-society"


def test_every_kind_and_field_is_described() -> None:
    for kind in KINDS:
        assert f"| `{kind}` |" in README
    for field in WebSource.model_fields:
        assert f"`{field}" in README or field in ("name", "kind"), field
    assert source.WAYBACK in README
