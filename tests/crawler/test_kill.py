"""A crawl that is killed leaves something that the next one mends; benchmarks/crawl_kill.py has
more kills and prints what a resume costs.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.killing import change, copied, crawl, kill_and_resume, newsroom, state

pytestmark = pytest.mark.slow


def test_a_killed_crawl_goes_on_and_ends_as_if_nothing_had_happened(tmp_path: Path) -> None:
    with newsroom(posts=14, pdfs=2) as site:
        crawl(site, tmp_path / "whole")
        expected = state(tmp_path / "whole")
        first = kill_and_resume(site, tmp_path / "first", expected, asked=9)
        assert (first.killed, first.equal) == (True, True)
        assert first.again <= 3, "at most what was under way is asked for twice"

        base = copied(tmp_path / "whole", tmp_path / "update")
        change(site)
        crawl(site, tmp_path / "whole")
        update = kill_and_resume(site, base, state(tmp_path / "whole"), asked=3)
        assert update.equal
