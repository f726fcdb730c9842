"""The source kind ``folder``: PDF, HTML, Word, Markdown and text files on this machine."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast, get_args

from corpus.dates import find_events
from corpus.document import Document, Kind
from corpus.errors import DocumentError
from corpus.ids import document_id
from corpus.language import detect_language
from corpus.markdown import read_markdown
from corpus.pillars import resolve_pillar
from corpus.regions import gazetteer
from corpus.regulationtext import structural_lines
from corpus.regulationtitle import regulation_title
from corpus.textbuilder import TextBuilder
from crawler.docx import MEDIA_TYPE as DOCX
from crawler.docx import read_docx
from crawler.extract import document_from_html, document_from_pdf
from crawler.html import decode, read_html
from crawler.intake import Intake
from crawler.source import FolderSource

_KINDS = frozenset((".pdf", ".html", ".htm", ".docx", ".md", ".markdown", ".txt"))
_LARGEST = 100 * 2**20  # bytes: the largest plan in our files has 30 MB
_LONGEST_TITLE = 120  # characters of a first line that can be a title


def crawl_folder(
    source: FolderSource,
    intake: Intake,
    *,
    since: date | None = None,
    limit: int | None = None,
    show: Callable[[int, int], None] = lambda _done, _known: None,
) -> None:
    """Take in every file of the folder; a file that two crawls miss is withdrawn.

    :param since: only files changed on or after this day.
    :param show: called with how many files are read and how many there are.
    """
    report = intake.report
    report.listing, report.complete = "folder", since is None and limit is None
    root = source.path.resolve()
    if not root.is_dir():
        report.complete = False
        report.fail(str(source.path), "the folder is missing; nothing was withdrawn")
        return
    present = list(_files(root, intake))
    chosen = [path for path in present if since is None or _changed(path) >= since][:limit]
    for done, path in enumerate(chosen):
        show(done, len(chosen))
        with intake.guarding(str(path)):
            _take(path, root, source, intake)
    show(len(chosen), len(chosen))
    _note_gone(source, intake, {_origin(source, root, path) for path in present})
    intake.settle()


def _files(root: Path, intake: Intake) -> Iterator[Path]:
    """Yield the files to read, in order; hidden ones and links out of the folder are left alone."""

    def refused(error: OSError) -> None:
        intake.report.complete = False
        intake.report.fail(str(error.filename), f"cannot be read: {error.strerror}")

    for folder, subfolders, names in os.walk(root, onerror=refused):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder) / name
            if name.startswith(".") or path.suffix.lower() not in _KINDS:
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                continue
            yield path


def _changed(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()


def _origin(source: FolderSource, root: Path, path: Path) -> str:
    return f"file:{source.name}/{path.relative_to(root).as_posix()}"


def _take(path: Path, root: Path, source: FolderSource, intake: Intake) -> None:
    origin = _origin(source, root, path)
    content = _read(path, origin)
    intake.report.bytes += len(content)
    if intake.is_unchanged(document_id(origin), content):
        return
    if path.suffix.lower() == ".pdf":
        document, pdf = document_from_pdf(
            content, source, intake.pdfs, origin=origin, url=None, name=path.name
        )
        reason = "garbled text layer" if pdf.broken_ocr else "no usable text"
        intake.take(document, content, scan_reason=reason)
        return
    readers = {".md": _markdown, ".markdown": _markdown, ".txt": _text, ".docx": _docx}
    reader = readers.get(path.suffix.lower(), _html)
    intake.take(reader(content, path, source, origin), content)


def _read(path: Path, origin: str) -> bytes:
    try:
        origin.encode()
    except UnicodeEncodeError as error:
        raise DocumentError("The file's name is not UTF-8.", "Rename it.") from error
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise DocumentError("It is no ordinary file.")
        if found.st_size > _LARGEST:
            raise DocumentError(f"It has {found.st_size} bytes; at most {_LARGEST} are read.")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"It cannot be read: {error.strerror}.") from error


def _html(content: bytes, path: Path, source: FolderSource, origin: str) -> Document:
    page = read_html(content, path.name)
    if not page.text:
        raise DocumentError(f"{path.name} holds no text.")
    is_web = (page.canonical or "").startswith(("http://", "https://"))
    url = page.canonical if is_web else None
    return document_from_html(page, source, origin=origin, url=url, kind="page")


def _docx(content: bytes, path: Path, source: FolderSource, origin: str) -> Document:
    found = read_docx(content, path.name)
    return Document(
        origin=origin,
        source=source.name,
        kind=source.document_kind or "report",
        title=found.title,
        text=found.text,
        language=found.language,
        blocks=found.blocks,
        author=found.author,
        published=found.published,
        events=found.events,
        pillars=source.pillars,
        regions=source.regions,
        media_type=DOCX,
    )


def _markdown(content: bytes, path: Path, source: FolderSource, origin: str) -> Document:
    markdown = read_markdown(decode(content).removeprefix("\ufeff"), path.name)
    if not markdown.text:
        raise DocumentError(f"{path.name} holds no text.")
    meta = markdown.meta
    headings = (markdown.text[b.start : b.end] for b in markdown.blocks if b.kind == "heading")
    own_title = regulation_title(markdown.text)
    given = source.document_kind or ("regulation" if own_title else "report")
    url = str(meta.get("url") or "")
    published = meta.get("published") or meta.get("date")
    return Document(
        origin=origin,
        source=source.name,
        kind=_kind(meta.get("kind"), path.name) or given,
        title=" ".join(str(meta.get("title") or own_title or next(headings, path.stem)).split()),
        text=markdown.text,
        language=detect_language(markdown.text),
        events=find_events(markdown.text),
        url=url if url.startswith(("http://", "https://")) else None,
        blocks=markdown.blocks,
        author=str(meta["author"]) if meta.get("author") else None,
        published=_iso(published, path.name) if published else None,
        pillars=_union(source.pillars, [resolve_pillar(n).id for n in _names(meta.get("pillars"))]),
        regions=_union(source.regions, [_region(name) for name in _names(meta.get("regions"))]),
        media_type="text/markdown",
    )


def _text(content: bytes, path: Path, source: FolderSource, origin: str) -> Document:
    builder = TextBuilder()
    for paragraph in re.split(r"\n\s*\n", decode(content).removeprefix("\ufeff").replace("\r", "")):
        for block in structural_lines(paragraph.split("\n")):
            builder.add(block)
    if not builder.text:
        raise DocumentError(f"{path.name} holds no text.")
    first = builder.blocks[0]
    own_title = regulation_title(builder.text)
    title = own_title or (builder.text[: first.end] if first.end <= _LONGEST_TITLE else path.stem)
    return Document(
        origin=origin,
        source=source.name,
        kind=source.document_kind or ("regulation" if own_title else "report"),
        title=title,
        text=builder.text,
        language=detect_language(builder.text),
        blocks=builder.blocks,
        pillars=source.pillars,
        regions=source.regions,
        media_type="text/plain",
    )


def _names(value: object) -> list[str]:
    return (
        [str(item) for item in value] if isinstance(value, list) else [str(value)] if value else []
    )


def _union(source: tuple[str, ...], own: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*source, *own)))


def _region(name: str) -> str:
    return gazetteer().get(name).code if name[:1].isdigit() else gazetteer().resolve(name).code


def _kind(value: object, name: str) -> Kind | None:
    if value is None:
        return None
    if value not in get_args(Kind):
        raise DocumentError(f"{name}: the kind {value!r} is none of {', '.join(get_args(Kind))}.")
    return cast("Kind", value)


def _iso(value: object, name: str) -> str:
    text = value.isoformat()[:10] if isinstance(value, date) else str(value)
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        raise DocumentError(f"{name}: the date {text!r} is not YYYY, YYYY-MM or YYYY-MM-DD.")
    return text


def _note_gone(source: FolderSource, intake: Intake, present: set[str]) -> None:
    known = intake.catalogue.entries("WHERE d.source = ? AND d.withdrawn IS NULL", (source.name,))
    gone = [entry for entry in known if entry.origin not in present]
    if not gone:
        return
    if not intake.report.complete:
        intake.report.note("Not all of the folder was read, so nothing was withdrawn.")
    elif not present:
        # An empty folder is more often a disk that is not mounted than a clean-up.
        intake.report.note(f"The folder is empty; its {len(gone)} documents were not withdrawn.")
    else:
        for entry in gone:
            intake.gone(entry.id, entry.origin)
