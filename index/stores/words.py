"""The word index: BM25 over stems, by Tantivy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from corpus.errors import IndexStateError, disk_errors
from index.placed import Placed
from index.tags import Selection
from index.terms import passage_stems, question_stems

_WRITER_MEMORY = 50_000_000  # bytes; Tantivy refuses less than 15 MB a thread


class WordIndex:
    """The words of all passages of one generation, with the tags that filters ask for."""

    def __init__(self, folder: Path) -> None:
        """Open the index in ``folder``, making it where it is missing."""
        self._folder = folder
        with disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("stems", tokenizer_name="whitespace")
        builder.add_text_field("tags", tokenizer_name="raw", index_option="basic")
        self._schema = builder.build()
        try:
            self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
        except (ValueError, OSError) as error:
            raise IndexStateError(
                f"The word index in {folder} cannot be opened: {error}.",
                "Rebuild it with `pilar index --rebuild`.",
            ) from error

    def update(self, removed: Iterable[str], added: Iterable[Placed]) -> None:
        """Remove passages by id and add others, in one commit."""
        with disk_errors(self._folder):
            writer = self._index.writer(_WRITER_MEMORY, num_threads=1)
            for passage_id in removed:
                writer.delete_documents_by_term("id", passage_id)
            for passage in added:
                words = " ".join(passage_stems(passage.text, passage.language))
                tags = sorted(passage.tags)
                writer.add_document(tantivy.Document(id=passage.id, stems=words, tags=tags))
            writer.commit()
            writer.wait_merging_threads()
        self._index.reload()

    def search(self, question: str, k: int, selection: Selection | None = None) -> dict[str, float]:
        """Return passage id -> BM25 score of the best k passages.

        :param selection: only these passages, when given; told to Tantivy as tags.
        """
        words = [
            (Occur.Should, Query.boost_query(Query.term_query(self._schema, "stems", stem), weight))
            for stem, weight in question_stems(question).items()
        ]
        if not words or (selection is not None and not selection.count):
            return {}
        query = Query.boolean_query(words)
        if selection is not None:
            query = Query.boolean_query([(Occur.Must, query), *self._conditions(selection)])
        searcher = self._index.searcher()
        found = searcher.search(query, k, count=False).hits
        return {searcher.doc(address)["id"][0]: float(score) for score, address in found}

    def passages_with(self, stem: str) -> int:
        """Return how many passages hold a stem."""
        return int(self._index.searcher().doc_freq("stems", stem))

    def ids(self) -> set[str]:
        """Return the ids of all passages."""
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return set()
        found = searcher.search(Query.all_query(), searcher.num_docs, count=False).hits
        return {searcher.doc(address)["id"][0] for _, address in found}

    @property
    def count(self) -> int:
        """The number of passages."""
        return int(self._index.searcher().num_docs)

    def _conditions(self, selection: Selection) -> Iterator[tuple[Occur, Query]]:
        for group in selection.filters.groups():
            carries = Query.term_set_query(self._schema, "tags", sorted(group))
            yield Occur.Must, Query.const_score_query(carries, 0.0)
