"""How often the language of a passage and of a short question is told rightly.

    python -m evals.languages [--set dev|locked] [--quiet]

Passages are paragraphs and sentences of the seed digests and of laws, labelled by where they come
from, and pairs of both languages as `mixed`; questions of three to six words were written for
this. Rules were written on `dev` alone. Prints every failure and the time for a passage.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from corpus.language import passage_language, question_language

SETS = Path(__file__).parent / "language"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=("dev", "locked"), default="dev")
    parser.add_argument("--quiet", action="store_true", help="only the figures")
    options = parser.parse_args()
    question_language("sampah")  # the detector is loaded once
    for what, detect in (("passages", passage_language), ("questions", question_language)):
        path = SETS / f"{what}-{options.set}.jsonl"
        if path.exists():
            _report(path, detect, quiet=options.quiet)


def _report(path: Path, detect: Callable[[str], str], *, quiet: bool) -> None:
    items = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    right: Counter[str] = Counter()
    total = Counter(item["language"] for item in items)
    started = time.process_time()
    found = [detect(item["text"]) for item in items]
    spent = time.process_time() - started
    for item, language in zip(items, found, strict=True):
        right[item["language"]] += language == item["language"]
        if language != item["language"] and not quiet:
            print(f"  {language} for {item['language']}: {item['text'][:160]!r}")
    print(f"{path.stem}: {right.total()} of {len(items)} right, {right.total() / len(items):.3f}")
    for language, count in total.items():
        print(f"  {language}: {right[language]} of {count}")
    print(f"  {1000 * spent / len(items):.3f} ms each")


if __name__ == "__main__":
    main()
