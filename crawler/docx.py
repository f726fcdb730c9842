"""A Word file to text and blocks: mammoth makes HTML of it, and the HTML reader does the rest."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from xml.etree.ElementTree import ParseError, fromstring

from corpus.dates import DateSpan, find_events
from corpus.document import Block, Language
from corpus.errors import DocumentError
from corpus.language import detect_language
from corpus.textbuilder import TextBuilder
from crawler.htmlblocks import element_blocks
from crawler.htmlhead import folded
from crawler.newsroom import tidy
from crawler.pdftitle import says_something
from crawler.soup import Soup

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word before 2007, and any Word file with a password
_BODY = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_LARGEST_BODY = 16 * 2**20  # bytes of XML unpacked; 400 pages of text have about 4 MB
_LARGEST_PARTS = 64 * 2**20  # bytes of all XML parts unpacked
_LONGEST_TITLE = 120  # characters of a first line that can be a title
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNTITLED = re.compile(r"(?:document|dokumen|doc|word)\s*\d*$", re.IGNORECASE)


@dataclass(frozen=True)
class Docx:
    """What a Word file says.

    :ivar published: ISO date of the file's creation, as Word noted it.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    published: str | None
    author: str | None
    language: Language
    events: tuple[DateSpan, ...]


def read_docx(content: bytes, name: str) -> Docx:
    """Read a Word file: headings, paragraphs, items and rows; pictures are left out.

    :param name: the file's name; the title where the file has none.
    :raises DocumentError: when it is damaged, locked, empty, too large or no Word file.
    """
    properties = _properties(content, name)
    soup = Soup(_html(content, name))
    blocks, _ = element_blocks(soup.tree, "")
    builder = TextBuilder()
    for kind, level, text in tidy(blocks).blocks:
        builder.add(text, kind, level)
    if not builder.text:
        raise DocumentError(f"{name} holds no text.")
    published = properties.get("created", "")[:10]
    published = published if _ISO_DATE.fullmatch(published) else ""
    return Docx(
        title=_title(properties.get("title", ""), builder, name),
        text=builder.text,
        blocks=builder.blocks,
        published=published or None,
        author=properties.get("creator") or None,
        language=detect_language(builder.text),
        events=find_events(builder.text, published),
    )


def _title(claimed: str, builder: TextBuilder, name: str) -> str:
    if says_something(claimed) and not _UNTITLED.match(claimed):
        return claimed
    headings = (builder.text[b.start : b.end] for b in builder.blocks if b.kind == "heading")
    first = builder.blocks[0]
    opening = builder.text[: first.end] if first.end <= _LONGEST_TITLE else PurePath(name).stem
    return next(headings, opening)


def _html(content: bytes, name: str) -> str:
    import mammoth

    try:
        found = mammoth.convert_to_html(
            io.BytesIO(content), convert_image=mammoth.images.img_element(lambda _image: {})
        )
    except Exception as error:  # mammoth has no errors of its own: KeyError, ExpatError, ...
        raise DocumentError(
            f"{name} is a damaged Word file: {type(error).__name__}.",
            "Open it in Word or LibreOffice, save it anew, and try again.",
        ) from error
    return str(found.value)


def _properties(content: bytes, name: str) -> dict[str, str]:
    """Return title, creator and created of a file that is sound enough to be read."""
    if content.startswith(_OLE):
        raise DocumentError(
            f"{name} is locked with a password, or written by a Word older than 2007.",
            "Save it as .docx without a password.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _check_size(parts, name)
            return _core(parts)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise DocumentError(
            f"{name} is no Word file, or a damaged one: {error}.",
            "Open it in Word or LibreOffice, save it as .docx, and try again.",
        ) from error


def _check_size(parts: zipfile.ZipFile, name: str) -> None:
    sizes = {part.filename: part.file_size for part in parts.infolist()}
    if _BODY not in sizes:
        raise DocumentError(f"{name} is no Word file: it holds no {_BODY}.")
    xml = sum(size for part, size in sizes.items() if part.endswith((".xml", ".rels")))
    if sizes[_BODY] > _LARGEST_BODY or xml > _LARGEST_PARTS:
        raise DocumentError(
            f"{name} unpacks to {max(xml, sizes[_BODY]) // 2**20} MiB of text; "
            f"at most {_LARGEST_BODY // 2**20} MiB are read.",
            "Divide it, or hand it over as PDF.",
        )


def _core(parts: zipfile.ZipFile) -> dict[str, str]:
    if _PROPERTIES not in parts.namelist():
        return {}
    try:
        root = fromstring(parts.read(_PROPERTIES))  # noqa: S314 - size checked
    except ParseError:
        return {}
    return {tag.tag.rpartition("}")[2]: folded(tag.text or "") for tag in root}
