"""A process that searches one data folder until a file named ``stop`` appears in it.

    python -m tests.index.reading DATA_DIR [CHROMA_URL]

Prints how many searches found something, how many did not, and the generations that answered.
"""

from __future__ import annotations

import json
import sys
from itertools import count
from pathlib import Path

from corpus.catalogue import Catalogue
from index.generation import EMBEDDED
from index.retriever import Retriever
from index.stores.chroma import ChromaServer
from index.stores.store import Backend
from tests.index.killing import EMBEDDER


def main() -> None:
    """Search until told to stop."""
    data = Path(sys.argv[1])
    backend: Backend = ChromaServer(sys.argv[2]) if len(sys.argv) > 2 else EMBEDDED
    retriever = Retriever(
        Catalogue(data / "catalogue.sqlite"), data / "index", EMBEDDER, backend=backend
    )
    found = missed = 0
    generations = set()
    for number in count():
        hits = retriever.search(f"program {number % 60} tetap").hits
        found, missed = found + bool(hits), missed + (not hits)
        generations.add(retriever._generation.name)
        (data / "reading").touch()
        if (data / "stop").exists():
            break
    report = {"found": found, "missed": missed, "generations": sorted(generations)}
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    main()
