from __future__ import annotations

import errno
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
