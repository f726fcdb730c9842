"""What maintainers corrected about tags: kept in the catalogue, so that no index loses it.

A correction belongs to a document, or to a quotation from it. It is found again by the quoted
words wherever they stand, in the next version of the document and however that is split; where
they are gone, `pilar tag --list` says so and the correction waits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.database import Database, now
from corpus.document import Document
from corpus.ids import content_hash


@dataclass(frozen=True, slots=True)
class Correction:
    """One label, added to or removed from a document or a quotation.

    :ivar quote: the words of the passage; empty for the whole document.
    :ivar label: a pillar id or a sub-dimension id.
    """

    document_id: str
    quote: str
    label: str
    wanted: bool
    because: str
    made: str


class Corrections:
    """The corrections of one catalogue."""

    def __init__(self, catalogue: Database) -> None:
        self._catalogue = catalogue

    def make(
        self,
        document_id: str,
        quote: str,
        *,
        add: Iterable[str],
        remove: Iterable[str],
        because: str,
    ) -> None:
        """Keep a correction; a later one on the same words and label takes its place."""
        wanted = [(label, 1) for label in add] + [(label, 0) for label in remove]
        with self._catalogue.write() as db:
            db.executemany(
                "INSERT OR REPLACE INTO tag_corrections VALUES (?, ?, ?, ?, ?, ?)",
                [(document_id, quote, label, yes, because, now()) for label, yes in wanted],
            )

    def withdraw(self, document_id: str, quote: str) -> int:
        """Forget what was corrected about these words; return how many labels that were."""
        with self._catalogue.write() as db:
            done = db.execute(
                "DELETE FROM tag_corrections WHERE document_id = ? AND quote = ?",
                (document_id, quote),
            )
        return done.rowcount

    def of(self, document_id: str | None = None) -> list[Correction]:
        """Return the corrections of a document, or all of them, in the order they were made."""
        rows = self._catalogue.rows(
            "SELECT * FROM tag_corrections WHERE ? IS NULL OR document_id = ? "
            "ORDER BY made, document_id, quote, label",
            (document_id, document_id),
        )
        return [Correction(**{**row, "wanted": bool(row["wanted"])}) for row in rows]

    def states(self) -> dict[str, str]:
        """Return document id -> a hash of its corrections, for documents that have any."""
        made: dict[str, list[tuple[str, ...]]] = {}
        for one in self.of():
            told = (one.quote, one.label, str(one.wanted), one.because)
            made.setdefault(one.document_id, []).append(told)
        return {name: content_hash(sorted(told)) for name, told in made.items()}


def find_quote(document: Document, quote: str) -> tuple[int, int] | None:
    """Return where a document holds these words, however it breaks its lines; None where gone."""
    words = quote.split()
    match = words and re.search(r"\s+".join(map(re.escape, words)), document.text)
    return match.span() if match else None
