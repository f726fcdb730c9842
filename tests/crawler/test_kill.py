"""A crawl that is killed leaves something that the next one mends; benchmarks/crawl_kill.py has
more kills and prints what a resume costs.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.killing import change, copied, crawl, kill_and_resume, newsroom, state

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("by_rest", [True, False], ids=["by REST", "by pages"])
def test_a_killed_crawl_goes_on_and_ends_as_if_nothing_had_happened(
    tmp_path: Path, *, by_rest: bool
) -> None:
    with newsroom(posts=14, pdfs=2, by_rest=by_rest) as site:
        crawl(site, tmp_path / "whole")
        expected = state(tmp_path / "whole")
        first = kill_and_resume(site, tmp_path / "first", expected, stored=5)
        assert (first.killed, first.equal) == (True, True)
        assert first.again <= (12 if by_rest else 3), "what was stored is not asked for again"

        base = copied(tmp_path / "whole", tmp_path / "update")
        change(site)
        crawl(site, tmp_path / "whole")
        update = kill_and_resume(site, base, state(tmp_path / "whole"), stored=1)
        assert update.equal
