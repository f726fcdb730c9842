"""A page of a PDF as a picture with a quote marked; to be called in a worker."""

from __future__ import annotations

import io
from dataclasses import dataclass

from corpus.errors import PdfError
from corpus.glyphs import Box, locate, ocr_glyphs, page_glyphs
from corpus.ocrpage import OcrPage

_DPI = 130  # small print of a scan can be read, and a page is about 200 KB
_MOST_PIXELS = 4_000_000
_MARK = (255, 226, 92)  # multiplied with the page: print stays black, paper turns yellow
_MARGIN = 1.5  # points around a mark


@dataclass(frozen=True)
class PagePicture:
    """A PNG, and the boxes that were marked in it, in points."""

    png: bytes
    marks: tuple[Box, ...]


def page_picture(
    content: bytes, number: int, quote: str = "", occurrence: int = 0, ocr: OcrPage | None = None
) -> PagePicture:
    """Paint a page and mark a quote on it.

    :param number: physical, from 1.
    :param occurrence: which one to mark where the page says the quote more than once, from 0.
    :param ocr: what OCR read of the page, where it has no text of its own to trust.
    :raises PdfError: when the page is not there or cannot be painted.
    """
    import pypdfium2 as pdfium
    from PIL import ImageChops, ImageDraw

    try:
        document = pdfium.PdfDocument(content)
        page = document[number - 1]
    except (pdfium.PdfiumError, IndexError) as error:
        raise PdfError(f"Page {number} of this file cannot be painted.") from error
    try:
        width, height = page.get_size()
        scale = min(_DPI / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        picture = page.render(scale=scale).to_pil().convert("RGB")
        marks: list[Box] = []
        if quote:
            marks = locate(quote, ocr_glyphs(ocr) if ocr else page_glyphs(page), occurrence)
    except pdfium.PdfiumError as error:
        raise PdfError(f"Page {number} of this file cannot be painted.") from error
    finally:
        page.close()
        document.close()
    if marks:
        paper = picture.copy()
        paper.paste((255, 255, 255), (0, 0, *picture.size))
        pen = ImageDraw.Draw(paper)
        for mark in marks:
            left, right = (mark.left - _MARGIN) * scale, (mark.right + _MARGIN) * scale
            top, bottom = (height - mark.top) * scale, (height - mark.bottom) * scale
            pen.rectangle((left, top, right, bottom), fill=_MARK)
        picture = ImageChops.multiply(picture, paper)
    out = io.BytesIO()
    # 64 colours: pages are print on paper, and the picture is a third of the size.
    picture.quantize(64).save(out, "PNG")
    return PagePicture(out.getvalue(), tuple(marks))
