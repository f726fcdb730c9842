"""Uploads for the test site, written without any library: PDFs with real text, plain photos."""

from __future__ import annotations

import struct
import textwrap
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

A4 = (595, 842)  # points
MARGIN = 64  # points
LINE = 15  # points from one baseline to the next
COLUMNS = 84  # characters of 11-point Helvetica that fit between the margins


def pdf(title: str, pages: Sequence[str]) -> bytes:
    """Return a PDF with one physical page for each text.

    Paragraphs are separated by blank lines; one that begins with ``# `` is a heading. Every page
    carries the title as running head and 'Halaman 2 dari 3' as foot, as an official document does.
    """
    head = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (id-ID) >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        b"<< /Title %s /Producer (Enam Pilar tests) >>" % _string(title),
    ]
    body: list[bytes] = []
    for number, text in enumerate(pages, start=1):
        stream = _page_stream(text, head=title, foot=f"Halaman {number} dari {len(pages)}")
        body.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (*A4, 5 + 2 * number)
        )
        body.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _file([*head, *body])


def png(colour: tuple[int, int, int], size: tuple[int, int] = (640, 360)) -> bytes:
    """Return a photo's stand-in: one plain colour."""
    width, height = size
    rows = (b"\0" + bytes(colour) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _page_stream(text: str, *, head: str, foot: str) -> bytes:
    width, height = A4
    drawn = [
        b"BT /F1 8 Tf %d %d Td %s Tj ET" % (MARGIN, height - 40, _string(head)),
        b"BT /F1 8 Tf %d %d Td %s Tj ET" % (width - MARGIN - 70, 36, _string(foot)),
    ]
    y = height - 90
    for paragraph in text.strip().split("\n\n"):
        heading = paragraph.startswith("# ")
        font = b"/F2 13" if heading else b"/F1 11"
        for line in textwrap.wrap(paragraph.removeprefix("# "), COLUMNS):
            drawn.append(b"BT %s Tf %d %d Td %s Tj ET" % (font, MARGIN, y, _string(line)))
            y -= LINE
        y -= LINE
    if y < MARGIN:
        raise ValueError(f"the text does not fit on one page: {text[:60]!r}")
    return b"\n".join(drawn)


def _string(text: str) -> bytes:
    encoded = text.encode("cp1252")
    for character in (b"\\", b"(", b")"):
        encoded = encoded.replace(character, b"\\" + character)
    return b"(" + encoded + b")"


def _file(objects: Sequence[bytes]) -> bytes:
    parts = [b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"]
    offsets: list[int] = []
    for number, content in enumerate(objects, start=1):
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = sum(map(len, parts))
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts += [b"%010d 00000 n \n" % offset for offset in offsets]
    parts.append(
        b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, start)
    )
    return b"".join(parts)
