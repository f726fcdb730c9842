"""The kind ``script``: an odd site, whose pages a small Python file names."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from corpus.errors import SourcesError
from crawler.discovery.base import Discovery, Found
from crawler.link import Link

_EXPECTED = "A generator function links(site, get) that yields crawler.link.Link is expected."


class ByScript(Discovery):
    """Runs the function ``links`` of the source's file."""

    method = "script"

    async def found(self) -> AsyncIterator[Found]:
        """Yield what the file yields."""
        found = links_of(self.guide.source.script)(self.site, self.get)
        if inspect.isasyncgen(found):
            async for link in found:
                yield Found(self._checked(link))
        else:
            for link in found:
                yield Found(self._checked(link))

    def _checked(self, link: object) -> Link:
        if not isinstance(link, Link):
            raise SourcesError(f"{self.guide.source.script} yields {link!r}.", _EXPECTED)
        return link


def links_of(path: Path) -> Any:  # noqa: ANN401 - what the file defines
    """Return the file's function.

    :raises SourcesError: when the file cannot be run or has no such function.
    """
    spec = spec_from_file_location(f"pilar_source_{path.stem}", path)
    try:
        if spec is None or spec.loader is None:
            raise ImportError("it is no Python file")  # noqa: TRY301 - one remedy for all
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        found = module.links
    except Exception as error:
        raise SourcesError(f"{path} cannot be run: {error}.", _EXPECTED) from error
    if not inspect.isgeneratorfunction(found) and not inspect.isasyncgenfunction(found):
        raise SourcesError(f"{path}: links is no generator function.", _EXPECTED)
    return found
