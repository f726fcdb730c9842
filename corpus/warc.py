"""The archive as WARC (ISO 28500), the form that libraries and web archives exchange."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from corpus.catalogue import Catalogue
from corpus.document import FROM_REST
from corpus.errors import StorageError, UnknownNameError, disk_errors
from corpus.rawstore import RawStore

# They tell of the connection, or of bytes that are kept unpacked.
_OF_THE_CONNECTION = frozenset(
    "connection keep-alive transfer-encoding content-encoding content-length trailer te".split()
)


@dataclass(frozen=True, slots=True)
class WarcReport:
    """What was written and read back: records, unpacked bytes, and archived files not found."""

    path: str
    records: int
    bytes: int
    absent: tuple[str, ...]


def export_warc(
    target: Path,
    catalogue: Catalogue,
    raw: RawStore,
    sources: Sequence[str] = (),
    show: Callable[[int, int], None] = lambda _done, _all: None,
) -> WarcReport:
    """Write every archived version of these sources, of all without one, and read it back.

    Pages and PDFs from the web become ``response`` records. Files that were handed over, and posts
    as REST gave them among others, become ``resource`` records: no answer of a server was just so.
    The file is compressed where its name ends in ``.gz``.

    :param show: called with how many records are written and how many there are.
    :raises UnknownNameError: when a source has nothing archived.
    :raises StorageError: when the disk refuses, or what was written does not read back.
    """
    rows = list(_archived(catalogue, sources))
    with disk_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
        try:
            with os.fdopen(handle, "wb") as file:
                written, size, absent = _write(file, target, rows, raw, show)
                file.flush()
                os.fsync(file.fileno())
            _check(Path(name), written)
            Path(name).chmod(0o644)  # mkstemp makes it readable for nobody else
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    return WarcReport(str(target), written, size, absent)


def _archived(catalogue: Catalogue, sources: Sequence[str]) -> Iterator[dict[str, Any]]:
    known = {row["source"] for row in catalogue.rows("SELECT DISTINCT source FROM documents")}
    for name in sources:
        if name not in known:
            raise UnknownNameError(
                f"No document of a source {name!r} is in the catalogue.",
                f"Known: {', '.join(sorted(known)) or 'none'}.",
            )
    yield from catalogue.rows(
        "SELECT d.source, d.origin, v.raw, v.seen, json_extract(v.content, '$.url') AS url, "
        "json_extract(v.content, '$.media_type') AS media_type, "
        "r.url AS asked, r.status, r.headers FROM versions v JOIN documents d ON d.id = "
        "v.document_id LEFT JOIN responses r ON r.raw = v.raw AND "
        "(r.url = coalesce(json_extract(v.content, '$.url'), d.origin) "
        "OR json_extract(v.content, '$.media_type') = ?) WHERE v.raw IS NOT NULL "
        "AND (? = 0 OR d.source IN (SELECT value FROM json_each(?))) ORDER BY v.seen, d.origin",
        (FROM_REST, len(sources), json.dumps(list(sources))),
    )


def _write(
    file: Any,  # noqa: ANN401 - warcio is untyped
    target: Path,
    rows: list[dict[str, Any]],
    raw: RawStore,
    show: Callable[[int, int], None],
) -> tuple[int, int, tuple[str, ...]]:
    writer = WARCWriter(file, gzip=target.suffix == ".gz", warc_version="1.1")
    about = {"software": "Enam Pilar", "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record(target.name, about))
    written, size, absent = 0, 0, []
    for number, row in enumerate(rows, start=1):
        show(number, len(rows))
        try:
            content = raw.get(row["raw"])
        except UnknownNameError:
            absent.append(row["origin"])
            continue
        record = _record(writer, row, content)
        writer.write_record(record)
        record.raw_stream.close()  # a temporary file that warcio leaves open
        written, size = written + 1, size + len(content)
    return written, size, tuple(absent)


def _record(writer: WARCWriter, row: dict[str, Any], content: bytes) -> Any:  # noqa: ANN401
    dated = {"WARC-Date": f"{row['seen'][:19]}Z"}
    address = row["asked"] or row["url"] or row["origin"]
    is_file = row["origin"].startswith("file:")
    if is_file or row["media_type"] == FROM_REST:
        return writer.create_warc_record(
            quote(row["origin"], safe=":/") if is_file else address,
            "resource",
            payload=BytesIO(content),
            warc_content_type=row["media_type"],
            warc_headers_dict=dated,
        )
    kept = json.loads(row["headers"] or "{}").items()
    headers = [(name, value) for name, value in kept if name not in _OF_THE_CONNECTION]
    if not any(name == "content-type" for name, _ in headers):
        headers.append(("content-type", row["media_type"]))
    headers.append(("content-length", str(len(content))))
    return writer.create_warc_record(
        address,
        "response",
        payload=BytesIO(content),
        http_headers=StatusAndHeaders(f"{row['status'] or 200} OK", headers, protocol="HTTP/1.1"),
        warc_headers_dict=dated,
    )


def _check(path: Path, expected: int) -> None:
    """Read the file back, digest by digest, before it takes the place of an older one."""
    found = 0
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                record.content_stream().read()
                found += record.rec_type in ("response", "resource")
    except ArchiveLoadFailed as error:
        raise StorageError(f"What was written does not read back: {error}.") from error
    if found != expected:
        raise StorageError(f"{expected} records were written and {found} read back.")
