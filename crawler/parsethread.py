"""The one thread that parses, so that the network need not wait for a large page or PDF."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from corpus.catalogue import Catalogue

_T = TypeVar("_T")
# One thread for all sources: PDFium bears no more, and Python's parsers would not gain by them.
_PARSER = ThreadPoolExecutor(1, thread_name_prefix="parse")


async def in_parse_thread(work: Callable[[], _T]) -> _T:
    """Return what the work returns; whatever else is asynchronous goes on meanwhile."""
    return await asyncio.get_running_loop().run_in_executor(_PARSER, work)


def end_parsing(catalogue: Catalogue) -> None:
    """Wait for what is being parsed, after the last crawl of a process."""
    _PARSER.submit(catalogue.close).result()
