"""What servers said of their pages, so that the next crawl can ask "has it changed?".

A cache beside the catalogue: without it everything is fetched in full, and nothing is lost.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import disk_errors


@dataclass(frozen=True, slots=True)
class Validator:
    """ETag and Last-Modified of the bytes that became a document."""

    document_id: str
    raw: str
    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers of a conditional request."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value}


class Validators:
    """The validators of one source, by URL."""

    def __init__(self, folder: Path, source: str) -> None:
        self._path = folder / f"{source}.json"
        self._by_url: dict[str, Validator] = {}
        try:
            found = json.loads(self._path.read_text("utf-8"))
            self._by_url = {url: Validator(**values) for url, values in found.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            pass  # missing or of another form: the next crawl asks for everything

    def get(self, url: str) -> Validator | None:
        """Return what the server said of this URL."""
        return self._by_url.get(url)

    def put(self, url: str, validator: Validator) -> None:
        """Remember what the server said; a page without validators is not kept."""
        self._by_url.pop(url, None)
        if validator.headers():
            self._by_url[url] = validator

    def save(self) -> None:
        """Write them down; a kill leaves the old file or the new one."""
        with disk_errors(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new = self._path.with_suffix(".new")
            new.write_text(json.dumps({u: asdict(v) for u, v in self._by_url.items()}), "utf-8")
            new.replace(self._path)
