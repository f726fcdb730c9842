from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import LockedError, StorageError, UnknownNameError, disk_errors
from corpus.lock import writing
from corpus.rawstore import RawStore


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    store = RawStore(tmp_path)
    assert store.put(b"abc") == store.put(b"abc")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_bytes_come_back_by_their_hash(tmp_path: Path) -> None:
    store = RawStore(tmp_path)
    assert store.get(store.put(b"abc")) == b"abc"


def test_pages_are_kept_compressed_under_the_hash_of_their_bytes(tmp_path: Path) -> None:
    page = b"<p>Kota cerdas</p>" * 1000
    store = RawStore(tmp_path)
    digest = store.put(page)
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert digest == hashlib.sha256(page).hexdigest()
    assert kept.stat().st_size < len(page) / 10
    assert store.get(digest) == page


def test_what_compression_does_not_shrink_is_kept_as_it_is(tmp_path: Path) -> None:
    noise = os.urandom(5_000)
    digest = RawStore(tmp_path).put(noise)
    assert (tmp_path / digest[:2] / digest[2:]).read_bytes() == noise


def test_files_of_before_compression_are_still_read_and_not_kept_twice(tmp_path: Path) -> None:
    page = b"<p>Kota cerdas</p>" * 1000
    digest = hashlib.sha256(page).hexdigest()
    (tmp_path / digest[:2]).mkdir()
    (tmp_path / digest[:2] / digest[2:]).write_bytes(page)
    store = RawStore(tmp_path)
    assert store.get(digest) == page
    assert store.put(page) == digest
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_damaged_raw_file_is_one_clear_line(tmp_path: Path) -> None:
    store = RawStore(tmp_path)
    digest = store.put(b"<p>Kota cerdas</p>" * 1000)
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    kept.write_bytes(kept.read_bytes()[:-20])
    with pytest.raises(StorageError, match="is damaged"):
        store.get(digest)


def test_what_a_killed_writer_left_is_swept(tmp_path: Path) -> None:
    store = RawStore(tmp_path)
    digest = store.put(b"abc")
    (tmp_path / digest[:2] / ".new-x1").write_bytes(b"half")
    assert store.sweep() == 1
    assert store.get(digest) == b"abc"


def test_an_unknown_hash_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError):
        RawStore(tmp_path).get("0" * 64)


def test_a_full_disk_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="the disk is full"), disk_errors(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_second_process_is_turned_away_and_told_who_writes(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from corpus.lock import writing\n"
        "with writing(Path(sys.argv[1]), 'pilar crawl'): print('held', flush=True); input()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(LockedError, match=rf"`pilar crawl` \(process {holder.pid}"),
            writing(tmp_path, "pilar index"),
        ):
            pass
        holder.kill()
    with writing(tmp_path, "pilar index"):
        pass  # a killed holder leaves no lock behind


def test_who_waits_gets_the_lock_when_the_holder_ends(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from corpus.lock import writing\n"
        "with writing(Path(sys.argv[1]), 'pilar crawl'): print('held', flush=True); time.sleep(1)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with writing(tmp_path, "pilar index", wait=True):
            assert "pilar index" in (tmp_path / "write.holder.json").read_text()
