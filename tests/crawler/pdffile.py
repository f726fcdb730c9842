"""Small PDFs, written byte by byte: a test says what is on each page."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Sheet:
    """A page: lines of text, over or under a picture that fills it.

    :ivar content: operators that draw the page; instead of lines.
    :ivar turn: degrees by which it is shown turned.
    """

    lines: Sequence[str] = ()
    picture: bool = False
    invisible: bool = False
    content: str = ""
    turn: int = 0


def pdf(*sheets: Sheet, title: str = "", labels: str = "", created: str = "") -> bytes:
    """Return a PDF.

    :param labels: a page-label dictionary, for example ``<< /S /r >>`` for i, ii, iii.
    """
    objects: list[bytes] = [b"", b""]  # catalogue and page tree come last, when all is known
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    pixel = zlib.compress(b"\x80")
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(pixel), pixel)
    )
    kids = []
    for sheet in sheets:
        content = _content(sheet)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> >>"
            % (sheet.turn, len(objects))
        )
        kids.append(len(objects))
    names = f" /PageLabels << /Nums [0 {labels}] >>" if labels else ""
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R{names} >>".encode()
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()
    objects.append(f"<< /Title ({title}) /CreationDate ({created}) >>".encode("latin-1"))
    return _file(objects)


def _content(sheet: Sheet) -> bytes:
    if sheet.content:
        return sheet.content.encode("latin-1")
    parts = ["q 595 0 0 842 0 0 cm /I Do Q"] if sheet.picture else []
    if sheet.lines:
        mode = 3 if sheet.invisible else 0
        escaped = [
            line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            for line in sheet.lines
        ]
        shown = "\n".join(f"({line}) Tj T*" for line in escaped)
        parts.append(f"BT /F 11 Tf {mode} Tr 14 TL 60 780 Td\n{shown}\nET")
    return "\n".join(parts).encode("latin-1")


def _file(objects: list[bytes]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, value in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(objects), len(body))
    )
