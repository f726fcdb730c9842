from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from PIL import Image

from corpus.errors import PdfError
from corpus.glyphs import Box, Glyph, locate, page_glyphs
from corpus.ocrpage import OcrPage, OcrWord
from corpus.pagepicture import page_picture
from tests.crawler.pdffile import Sheet, pdf

LINES = ["Badan Publik wajib mengumumkan", "informasi secara serta-", "merta kepada masyarakat."]


def glyphs_of(*lines: str, turn: int = 0) -> list[Glyph]:
    document = pdfium.PdfDocument(pdf(Sheet(lines, turn=turn)))
    page = document[0]
    try:
        return page_glyphs(page)
    finally:
        page.close()
        document.close()


def inside(glyphs: list[Glyph], boxes: list[Box]) -> str:
    return "".join(
        glyph.text
        for glyph in glyphs
        if any(
            box.left - 0.1 <= (glyph.box.left + glyph.box.right) / 2 <= box.right + 0.1
            and box.bottom <= (glyph.box.bottom + glyph.box.top) / 2 <= box.top
            for box in boxes
        )
    )


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_quote_is_found_over_lines_and_mended_hyphens(turn: int) -> None:
    glyphs = glyphs_of(*LINES, turn=turn)
    boxes = locate("mengumumkan informasi secara serta-merta", glyphs)
    # Of a turned page PDFium has the lines in another order.
    found = inside(glyphs, boxes).replace("\x02", "")
    assert sorted(found) == sorted("mengumumkaninformasisecarasertamerta")


def test_the_occurrence_that_is_meant_is_marked() -> None:
    glyphs = glyphs_of("Cukup jelas.", "Ayat kedua.", "Cukup jelas.")
    first, second = locate("Cukup jelas.", glyphs), locate("Cukup jelas.", glyphs, occurrence=1)
    assert first[0].bottom > second[0].top


def test_the_pieces_of_a_row_are_found_near_each_other() -> None:
    glyphs = glyphs_of("Nama Eselon", "Kepala Badan II", "Sekretaris III", "Eselon II dan III")
    boxes = locate("Nama: Sekretaris | Eselon: III", glyphs)
    assert inside(glyphs, boxes) == "NamaEselonSekretarisIII"


def test_what_the_page_does_not_say_is_not_marked() -> None:
    glyphs = glyphs_of(*LINES)
    assert locate("Tidak ada di sini xyz", glyphs) == []
    assert locate(" | ", glyphs) == []


def test_a_picture_shows_the_mark_and_is_small() -> None:
    painted = page_picture(pdf(Sheet(LINES)), 1, "wajib mengumumkan")
    assert len(painted.marks) == 1
    picture = Image.open(io.BytesIO(painted.png)).convert("RGB")
    counted = picture.getcolors(256) or []
    yellow = sum(n for n, (r, g, b) in counted if r > 200 and g > 180 and b < 150)  # type: ignore[misc]
    assert 0.0005 < yellow / (picture.width * picture.height) < 0.01
    assert len(painted.png) < 100_000


def test_a_quote_of_a_scan_is_marked_where_ocr_saw_it() -> None:
    word = OcrWord("Rencana", 100, 700, 150, 712, 0, 96.0)
    painted = page_picture(pdf(Sheet(picture=True)), 1, "rencana", ocr=OcrPage((word,), "uji"))
    (mark,) = painted.marks
    assert mark == pytest.approx((100, 700, 150, 712))


def test_a_page_that_is_not_there_is_said_so() -> None:
    with pytest.raises(PdfError, match="Page 7"):
        page_picture(pdf(Sheet(LINES)), 7)
