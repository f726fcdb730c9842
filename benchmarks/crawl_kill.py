"""Does a crawl that is killed at any moment end, once resumed, like one that was left alone?

    python benchmarks/crawl_kill.py [--kills 20] [--seed 7] [--posts 60] [--pdfs 6] [--by-pages]

Crawls a site of this machine undisturbed; then, for each trial, sends SIGKILL at a random moment
of another crawl, counted from its first request; crawls again; and compares documents, versions,
what was fetched, and the archive. Half of the kills hit a first crawl, half one that finds edited,
new and deleted posts. Posts are read by REST in batches, or with --by-pages page by page.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

from tests.crawler.killing import Trial, change, copied, crawl, kill_and_resume, newsroom, state


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--posts", type=int, default=60)
    parser.add_argument("--pdfs", type=int, default=6)
    parser.add_argument("--by-pages", action="store_true", help="REST gives no texts of posts.")
    options = parser.parse_args()
    moments = random.Random(options.seed)  # noqa: S311 - moments, not secrets
    print(f"seed {options.seed}, {options.posts} posts, {options.pdfs} PDFs")
    print(f"{'crawl':<8}{'killed after s':>15}{'asked before':>14}{'asked again':>13}  equal")
    trials: list[Trial] = []
    with (
        tempfile.TemporaryDirectory() as name,
        newsroom(options.posts, options.pdfs, by_rest=not options.by_pages) as site,
    ):
        folder = Path(name)
        for kind in ("first", "update"):
            base = copied(folder / "whole", folder / "base") if kind == "update" else None
            if base is not None:
                change(site)
            seconds = crawl(site, folder / "whole")
            expected = state(folder / "whole")
            for number in range(options.kills // 2):
                data = folder / f"{kind}-{number}"
                if base is not None:
                    copied(base, data)
                trial = kill_and_resume(site, data, expected, after=moments.uniform(0, seconds))
                trials.append(trial)
                print(
                    f"{kind:<8}{trial.after:>15.2f}{trial.before:>14}{trial.again:>13}  "
                    f"{'yes' if trial.equal else 'NO'}"
                    f"{'' if trial.killed else ' (had ended before the kill)'}",
                    flush=True,
                )
    equal = sum(trial.equal for trial in trials)
    print(f"equal after resume: {equal}/{len(trials)}; killed: {sum(t.killed for t in trials)}")
    print(f"asked for twice: at most {max(trial.again for trial in trials)} in one trial")
    if equal < len(trials):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
