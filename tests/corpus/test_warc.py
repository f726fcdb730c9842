from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from corpus.catalogue import Catalogue
from corpus.errors import StorageError, UnknownNameError
from corpus.rawstore import RawStore
from corpus.warc import export_warc
from tests.documents import article

PAGE = b"<html><p>Kota cerdas</p></html>" * 50


@pytest.fixture
def raw(tmp_path: Path, catalogue: Catalogue) -> RawStore:
    """An archive of a page in two versions and a file that was handed over."""
    store = RawStore(tmp_path / "raw")
    page = article("Kota.", fetched_at="2021-05-06T07:08:09+00:00", raw=store.put(PAGE))
    headers = {
        "content-type": "text/html; charset=utf-8",
        "etag": '"7"',
        "content-encoding": "gzip",
        "set-cookie": "rahasia=1",
    }
    catalogue.put(page, headers)
    catalogue.put(replace(page, text="Kota lain.", raw=store.put(PAGE + b"<p>lain</p>")))
    handed = article("Rapat.", raw=store.put(b"# Rapat"), fetched_at="2022-01-01T00:00:00+00:00")
    catalogue.put(
        replace(handed, origin="file:berkas/a b.md", source="berkas", media_type="text/markdown")
    )
    return store


def records(path: Path) -> list[tuple[str, str, str, bytes, dict[str, str]]]:
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            headers = dict(record.http_headers.headers) if record.http_headers else {}
            about = record.rec_headers.get_header
            found.append(
                (
                    record.rec_type,
                    about("WARC-Target-URI") or "",
                    about("WARC-Date"),
                    record.content_stream().read(),
                    headers,
                )
            )
    return found


def test_every_version_is_a_record_with_address_date_and_headers(
    tmp_path: Path, catalogue: Catalogue, raw: RawStore
) -> None:
    report = export_warc(tmp_path / "alles.warc.gz", catalogue, raw)
    assert (report.records, report.absent) == (3, ())
    about, first, second, handed = records(tmp_path / "alles.warc.gz")
    assert about[0] == "warcinfo"
    assert first[:2] == ("response", article("x").url or article("x").origin)
    assert first[2] == "2021-05-06T07:08:09Z"
    assert first[3] == PAGE
    assert first[4] == {
        "content-type": "text/html; charset=utf-8",
        "etag": '"7"',
        "content-length": str(len(PAGE)),
    }
    assert second[3] == PAGE + b"<p>lain</p>"
    assert second[4]["content-type"] == "text/html"
    assert handed[:2] == ("resource", "file:berkas/a%20b.md")


def test_a_name_without_gz_is_written_plain_and_sources_choose(
    tmp_path: Path, catalogue: Catalogue, raw: RawStore
) -> None:
    assert export_warc(tmp_path / "a.warc", catalogue, raw, ["berkas"]).records == 1
    assert (tmp_path / "a.warc").read_bytes().startswith(b"WARC/1.1")
    with pytest.raises(UnknownNameError, match="source 'lain'"):
        export_warc(tmp_path / "a.warc", catalogue, raw, ["lain"])


def test_a_raw_file_that_is_lost_is_named(
    tmp_path: Path, catalogue: Catalogue, raw: RawStore
) -> None:
    entry = catalogue.entries("WHERE d.source = 'berkas'")[0]
    digest = catalogue.document(entry.id).raw
    assert digest is not None
    (tmp_path / "raw" / digest[:2] / digest[2:]).unlink()
    report = export_warc(tmp_path / "a.warc.gz", catalogue, raw)
    assert (report.records, report.absent) == (2, ("file:berkas/a b.md",))


def test_a_damaged_archive_leaves_the_older_export_in_place(
    tmp_path: Path, catalogue: Catalogue, raw: RawStore
) -> None:
    target = tmp_path / "a.warc.gz"
    export_warc(target, catalogue, raw)
    before = target.read_bytes()
    page = next(path for path in (tmp_path / "raw").rglob("*.gz"))
    page.write_bytes(gzip.compress(b"cut")[:-6])
    with pytest.raises(StorageError, match="damaged"):
        export_warc(target, catalogue, raw)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.glob(".a.warc*")] == []
