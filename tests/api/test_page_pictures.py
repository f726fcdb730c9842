from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.pagepictures import PagePictures
from api.problems import add_problem_handlers
from api.routes import documents
from corpus.catalogue import Catalogue
from corpus.crawllog import Run
from corpus.ids import document_id
from corpus.ocrpage import OcrStore
from corpus.rawstore import RawStore
from crawler.folder import crawl_folder
from crawler.intake import Intake
from crawler.source import FolderSource
from tests.crawler.pdffile import Sheet, pdf

QUOTE = "Badan Publik wajib mengumumkan informasi"
PDF = f"/v1/documents/{document_id('file:berkas/a.pdf')}/pages"
TEXT = f"/v1/documents/{document_id('file:berkas/b.txt')}/pages"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The document routes over a folder that was crawled, without model and index."""
    folder = tmp_path_factory.mktemp("pictures")
    (folder / "berkas").mkdir()
    pages = pdf(Sheet([f"{QUOTE} ini."]), Sheet(["Halaman kedua.", f"{QUOTE} lagi."]))
    (folder / "berkas" / "a.pdf").write_bytes(pages)
    (folder / "berkas" / "b.txt").write_text("Catatan rapat.")
    catalogue, raw = Catalogue(folder / "catalogue.sqlite"), RawStore(folder / "raw")
    source = FolderSource(name="berkas", kind="folder", path=folder / "berkas", why="uji")
    crawl_folder(source, Intake(source, catalogue, raw, Run("berkas", "2024")))
    app = FastAPI()
    add_problem_handlers(app)
    app.include_router(documents.router, prefix="/v1")

    class Opened:
        """What these routes need of a service."""

        pictures = PagePictures(raw, OcrStore(folder / "ocr"))

        def __init__(self) -> None:
            self.catalogue, self.raw = catalogue, raw

    app.state.service = Opened()
    with TestClient(app) as opened:
        yield opened


def test_a_page_is_a_picture_with_the_quote_marked(client: TestClient) -> None:
    answer = client.get(f"{PDF}/2.png", params={"quote": QUOTE})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.headers["x-marks"] == "1"
    assert answer.content.startswith(b"\x89PNG")
    plain = client.get(f"{PDF}/2.png")
    assert plain.headers["x-marks"] == "0"
    assert plain.content != answer.content


def test_a_quote_that_the_page_does_not_have_marks_nothing(client: TestClient) -> None:
    answer = client.get(f"{PDF}/1.png", params={"quote": "zzz qqq"})
    assert (answer.status_code, answer.headers["x-marks"]) == (200, "0")


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        (f"{PDF}/3.png", 404, "has 2 pages; there is no page 3"),
        (f"{TEXT}/1.png", 404, "is no PDF"),
        ("/v1/documents/tidak-ada/pages/1.png", 404, "There is no document"),
        (f"{PDF}/0.png", 422, "greater than or equal to 1"),
        (f"{PDF}/satu.png", 422, "valid integer"),
        (f"{PDF}/1.png?quote={'x' * 5_000}", 422, "at most 4000 characters"),
    ],
)
def test_what_cannot_be_shown_is_said_in_words(
    client: TestClient, address: str, status: int, words: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]
