"""The seed digests that ship: editorial summaries of named public sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue
from corpus.document import LANGUAGES, Document, Language, Reference
from corpus.errors import DocumentError
from corpus.lock import writing
from corpus.markdown import read_markdown

SEED_SOURCE = "seed"
"""The name of the source that all shipped digests belong to."""


def seed_digests() -> Iterator[Document]:
    """Yield every digest that ships, in a fixed order.

    :raises DocumentError: naming the file, when one is not in the form of corpus/seed/README.md.
    """
    root = files("corpus") / "seed"
    for language in LANGUAGES:
        for theme in _sorted(root / language):
            for file in _sorted(theme):
                topic = file.name.removesuffix(".md")
                yield read_digest(
                    file.read_text("utf-8"), language, origin=f"{language}/{theme.name}/{topic}"
                )


def sync_seed(data_dir: Path, catalogue: Catalogue, *, wanted: bool = False) -> int:
    """Bring the digests of a data folder in step with the ones that ship; return how many.

    An empty data folder is filled, one that has them follows an update of Enam Pilar, and one
    that was begun with other documents is left alone.

    :param wanted: take them in all the same.
    """
    counts = catalogue.counts()
    if counts and SEED_SOURCE not in counts and not wanted:
        return 0
    with writing(data_dir, "taking in the seed digests"):
        digests = list(seed_digests())
        gone = catalogue.active(SEED_SOURCE).keys() - {digest.id for digest in digests}
        for digest in digests:
            catalogue.put(digest)
        for document_id in gone:
            catalogue.withdraw(document_id)
    return len(digests)


def read_digest(source: str, language: Language, origin: str) -> Document:
    """Read one digest.

    :param origin: ``<language>/<theme>/<topic>``.
    :raises DocumentError: when a field is missing or a mark points at no source.
    """
    markdown = read_markdown(source, origin)
    meta = markdown.meta
    missing = [key for key in ("title", "language", "sources") if not meta.get(key)]
    if missing:
        raise DocumentError(f"Digest {origin} lacks {', '.join(missing)} in its front matter.")
    if meta["language"] != language:
        raise DocumentError(f"Digest {origin} says it is in {meta['language']!r}.")
    references = tuple(_reference(item) for item in meta["sources"])
    stray = [
        number + 1
        for span in markdown.attributions
        for number in span.references
        if not 0 <= number < len(references)
    ]
    if stray:
        raise DocumentError(
            f"Digest {origin} has the mark [^{stray[0]}] but {len(references)} sources."
        )
    return Document(
        origin=f"digest:{origin}",
        source=SEED_SOURCE,
        kind="digest",
        title=str(meta["title"]),
        text=markdown.text,
        language=language,
        url=references[0].url,
        blocks=markdown.blocks,
        published=_iso(meta.get("published")),
        pillars=tuple(meta.get("pillars") or ()),
        regions=tuple(meta.get("regions") or ()),
        references=references,
        attributions=markdown.attributions,
        media_type="text/markdown",
        fetched_at=_iso(meta.get("checked")),
    )


def _reference(item: dict[str, Any]) -> Reference:
    return Reference(str(item["name"]), str(item["url"]), _iso(item.get("date")))


def _iso(value: object) -> str | None:
    """Return a YAML date, year or text as ISO text."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)
