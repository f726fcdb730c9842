"""Retrieval sets in BEIR form: a corpus, questions, and which passages are right (Thakur 2021)."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.document import Block, Document
from corpus.errors import PilarError
from corpus.language import detect_language


class BeirError(PilarError):
    """The folder does not hold a retrieval set in BEIR form."""

    code = "beir"


@dataclass(frozen=True, slots=True)
class BeirSet:
    """One retrieval set.

    :ivar passages: passage id -> title and text.
    :ivar queries: question id -> question; only those with a right passage.
    :ivar qrels: question id -> passage id -> how right it is, above 0.
    :ivar digest: SHA-256 of the passages.
    """

    name: str
    passages: dict[str, tuple[str, str]]
    queries: dict[str, str]
    qrels: dict[str, dict[str, int]]
    digest: str

    def documents(self) -> Iterator[Document]:
        """Yield each passage as a document of its own."""
        for name, (title, text) in self.passages.items():
            yield Document(
                origin=f"beir:{name}",
                source="beir",
                kind="article",
                title=title,
                text=text,
                language=detect_language(text),
                blocks=(Block(0, len(text)),),
            )


def read_beir(folder: Path) -> BeirSet:
    """Read ``corpus.jsonl`` (or ``.gz``), ``queries.jsonl`` and ``qrels/test.tsv``.

    :raises BeirError: naming the file and line, what was found and what was expected.
    """
    if not folder.is_dir():
        raise BeirError(f"There is no folder {folder}.", "Name a folder in BEIR form.")
    passages: dict[str, tuple[str, str]] = {}
    digest = hashlib.sha256()
    for where, row in json_lines(existing(folder, "corpus.jsonl", "corpus.jsonl.gz")):
        name, text = _field(row, "_id", where), _field(row, "text", where)
        if name in passages:
            raise BeirError(f"{where}: the id {name!r} is there twice.", "Give each its own.")
        passages[name] = (str(row.get("title") or ""), text)
        digest.update(json.dumps([name, passages[name]]).encode())
    qrels = _qrels(existing(folder, "qrels/test.tsv"), passages)
    queries = {
        _field(row, "_id", where): _field(row, "text", where)
        for where, row in json_lines(existing(folder, "queries.jsonl", "queries.jsonl.gz"))
    }
    asked = {name: queries[name] for name in qrels if name in queries}
    if not asked:
        raise BeirError(
            f"No question of {folder} has a right passage.",
            "The ids in queries.jsonl and qrels/test.tsv should be the same.",
        )
    return BeirSet(folder.resolve().name, passages, asked, qrels, digest.hexdigest())


def existing(folder: Path, *names: str) -> Path:
    """Return the first of these files that is there.

    :raises BeirError: when none is.
    """
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise BeirError(
        f"{folder} holds no {' or '.join(names)}.",
        "A BEIR folder has corpus.jsonl, queries.jsonl and qrels/test.tsv.",
    )


def json_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the place of each line, for messages, and its object.

    :raises BeirError: at the first line that is none.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    number = 1
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    row = json.loads(line)
                    if not isinstance(row, dict):
                        raise BeirError(f"{path}:{number}: expected a JSON object.")
                    yield f"{path}:{number}", row
    except (ValueError, OSError, EOFError) as error:
        raise BeirError(
            f"{path}:{number}: not readable as JSON lines: {error}.",
            "Each line should be one JSON object in UTF-8.",
        ) from error


def _field(row: dict[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if not isinstance(value, str | int) or value == "":
        raise BeirError(f"{where}: {name} is {value!r}.", "It should be a text.")
    return str(value)


def _qrels(path: Path, passages: dict[str, tuple[str, str]]) -> dict[str, dict[str, int]]:
    qrels: dict[str, dict[str, int]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        parts = line.split("\t")
        if number == 1 and parts[-1:] and not parts[-1].strip().lstrip("-").isdigit():
            continue  # a header
        if not line.strip():
            continue
        try:
            query, passage, score = parts[0], parts[-2], int(parts[-1])
        except (IndexError, ValueError) as error:
            raise BeirError(
                f"{path}:{number}: found {line!r}.",
                "Expected query id, passage id and a whole number, divided by tabs.",
            ) from error
        if passage not in passages:
            raise BeirError(
                f"{path}:{number}: the passage {passage!r} is not in the corpus.",
                "Each passage id should be one of corpus.jsonl.",
            )
        if score > 0:
            qrels.setdefault(query, {})[passage] = score
    return qrels
