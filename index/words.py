"""The word index: BM25 over stems, by Tantivy."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from corpus.errors import IndexStateError, disk_errors
from corpus.language import detect_language
from corpus.passage import Passage
from index.terms import question_stems, stems

_WRITER_MEMORY = 50_000_000  # bytes; Tantivy refuses less than 15 MB a thread


class WordIndex:
    """The words of all passages of one generation."""

    def __init__(self, folder: Path) -> None:
        """Open the index in ``folder``, making it where it is missing."""
        self._folder = folder
        with disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("stems", tokenizer_name="whitespace")
        self._schema = builder.build()
        try:
            self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
        except (ValueError, OSError) as error:
            raise IndexStateError(
                f"The word index in {folder} cannot be opened: {error}.",
                "Rebuild it with `pilar index --rebuild`.",
            ) from error

    def update(self, removed: Iterable[str], added: Iterable[tuple[Passage, str]]) -> None:
        """Remove passages by id and add others with the text to index, in one commit."""
        with disk_errors(self._folder):
            writer = self._index.writer(_WRITER_MEMORY, num_threads=1)
            for passage_id in removed:
                writer.delete_documents_by_term("id", passage_id)
            for passage, text in added:
                language = (
                    detect_language(text) if passage.language == "mixed" else passage.language
                )
                words = " ".join(stems(text, language))
                writer.add_document(tantivy.Document(id=passage.id, stems=words))
            writer.commit()
            writer.wait_merging_threads()
        self._index.reload()

    def search(
        self, question: str, k: int, allowed: Collection[str] | None = None
    ) -> dict[str, float]:
        """Return passage id -> BM25 score of the best k passages.

        :param allowed: only these passages, when given.
        """
        words = [
            (Occur.Should, Query.boost_query(Query.term_query(self._schema, "stems", stem), weight))
            for stem, weight in question_stems(question).items()
        ]
        if not words or (allowed is not None and not allowed):
            return {}
        query = Query.boolean_query(words)
        if allowed is not None:
            only = Query.const_score_query(
                Query.term_set_query(self._schema, "id", list(allowed)), 0.0
            )
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, only)])
        searcher = self._index.searcher()
        found = searcher.search(query, k, count=False).hits
        return {searcher.doc(address)["id"][0]: float(score) for score, address in found}

    def passages_with(self, stem: str) -> int:
        """Return how many passages hold a stem."""
        return int(self._index.searcher().doc_freq("stems", stem))

    @property
    def count(self) -> int:
        """The number of passages."""
        return int(self._index.searcher().num_docs)
