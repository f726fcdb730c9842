"""The binder of a region on the chat page, in a real browser over the seed corpus."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from urllib.parse import unquote

import pytest
from docx import Document
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.ui.chatpage import PATIENCE, ChatPage, inside, text_of
from tests.ui.hostile import HOSTILE, hostile_citation

pytestmark = pytest.mark.slow

PILLARS = ["governance", "branding", "economy", "living", "society", "environment"]
CITATION = hostile_citation()
SENTENCE = {"text": HOSTILE, "language": "id", "citations": [1]}
BINDER = {
    "title": HOSTILE,
    "language": "id",
    "region": "34.01",
    "label": HOSTILE,
    "rubric": "2022",
    "rubrics": ["2022"],
    "dated": HOSTILE,
    "remark": HOSTILE,
    "basis": [{"text": HOSTILE, "certainty": HOSTILE, "name": HOSTILE, "url": "javascript:0"}],
    "chapters": [
        {
            "pillar": "governance",
            "label": HOSTILE,
            "cells": [
                {"dimension": "output", "label": HOSTILE, "sentences": [SENTENCE], "searched": 1},
                {"dimension": "impact", "label": HOSTILE, "sentences": [], "searched": 1},
            ],
        }
    ],
    "gaps": [{"pillar": "governance", "dimension": "impact", "text": HOSTILE}],
    "citations": [CITATION],
}
COVERED = {"document_id": "none", "title": HOSTILE, "kind": "article", "published": HOSTILE}
CELL = {"documents": 1, "newest": HOSTILE, "years": {HOSTILE: 1}, "best": [COVERED]}
COVERAGE = {
    "pillars": ["governance"],
    "regions": [
        {
            "region": "34.01",
            "label": HOSTILE,
            "documents": 1,
            "pillars": {"governance": CELL},
            "gaps": [{"code": "poor_scan", "text": HOSTILE, "documents": [COVERED]}],
        }
    ],
}


def chapter(card: WebElement, pillar: str) -> WebElement:
    return inside(card, "chapter", f"[data-pillar={pillar}]")[0]


def cell(card: WebElement, pillar: str, dimension: str) -> WebElement:
    return inside(chapter(card, pillar), "cell", f"[data-dimension={dimension}]")[0]


def gaps(card: WebElement, pillar: str) -> list[str | None]:
    found = inside(chapter(card, pillar), "gap")
    return [gap.get_attribute("data-dimension") for gap in found]


def test_a_region_is_chosen_and_its_evidence_opens_at_the_cited_passage(page: ChatPage) -> None:
    page.one("to-binder").click()
    assert not page.one("question").is_displayed()
    page.one("binder-region").send_keys("Kulon Progo", Keys.ENTER)
    card = page.binder()
    assert page.driver.current_url.endswith("#binder=34.01")
    assert "Kabupaten Kulon Progo" in page.driver.title

    assert "Sibaku" in text_of(cell(card, "environment", "output"))
    assert "Harian Jogja, Agustus 2019" in text_of(cell(card, "environment", "output"))
    assert gaps(card, "branding") == ["baseline", "output", "outcome", "impact", "quick_win"]
    assert "output" not in gaps(card, "environment")

    sentence = inside(cell(card, "environment", "output"), "sentence")[0]
    number = inside(cell(card, "environment", "output"), "citation")[0].get_attribute("data-number")
    panel = page.open_citation(card, int(number or 0))
    assert text_of(panel.find_element(By.TAG_NAME, "mark")) == text_of(sentence)
    panel.send_keys(Keys.ESCAPE)
    assert page.driver.switch_to.active_element.get_attribute("data-number") == number

    page.one("to-chat").click()
    assert page.one("question").is_displayed()
    assert not page.one("binder").is_displayed()
    page.one("to-binder").click()
    assert page.driver.current_url.endswith("#binder=34.01"), "the way back leads to the region"
    assert page.severe_messages() == []


def test_coverage_counts_pillar_by_year_and_names_the_gaps(page: ChatPage) -> None:
    page.follow("binder=34.01")
    page.binder()
    coverage = page.one("coverage")
    rows = inside(coverage, "coverage-row")
    assert [row.get_attribute("data-pillar") for row in rows] == PILLARS
    head = [text_of(cell) for cell in coverage.find_elements(By.CSS_SELECTOR, "thead th")]
    assert head == ["Pilar", "2019", "Jumlah", "Terbaru"]
    told = [text_of(cell) for cell in rows[5].find_elements(By.CSS_SELECTOR, "th, td")]
    assert told == ["Lingkungan Cerdas", "2", "2", "Agustus 2019"]
    assert "masterplan) belum ditemukan" in text_of(inside(coverage, "known-gaps")[0])

    coverage.find_element(By.TAG_NAME, "summary").click()
    document = inside(coverage, "covered-document")[0]
    page.press(document)
    panel = page.one("panel")
    WebDriverWait(page.driver, PATIENCE).until(lambda _: panel.find_elements(By.TAG_NAME, "dl"))
    assert text_of(document) in text_of(panel)


def test_the_rubric_tells_its_date_and_sources_and_another_year_can_be_chosen(
    page: ChatPage,
) -> None:
    page.follow("binder=34.01")
    card = page.binder()
    assert "5 Desember 2022" in text_of(inside(card, "rubric")[0])
    basis = inside(card, "basis")
    assert len(basis) == 4
    assert all(fact.find_elements(By.CSS_SELECTOR, "a[href^=https]") for fact in basis)

    page.press(inside(card, "rubric-year")[1])
    WebDriverWait(page.driver, PATIENCE).until(lambda _: "2024" in text_of(page.binder())[:120])
    card = page.binder()
    assert page.driver.current_url.endswith("#binder=34.01&rubric=2024")
    assert gaps(card, "branding") == ["output", "outcome", "impact", "quick_win"]
    assert page.driver.switch_to.active_element.get_attribute("data-key") == "rubric-2024"
    page.driver.back()
    WebDriverWait(page.driver, PATIENCE).until(
        lambda _: "baseline" in gaps(page.binder(), "living")
    )


def test_the_binder_speaks_the_language_of_the_page(page: ChatPage) -> None:
    page.follow("binder=34.01")
    page.binder()
    page.one("language-en").click()
    WebDriverWait(page.driver, PATIENCE).until(
        lambda _: "Kulon Progo Regency" in text_of(page.binder())
    )
    card = page.binder()
    assert "waste" in text_of(cell(card, "environment", "output"))
    assert "No evidence yet" in text_of(chapter(card, "branding"))
    assert "Known gaps" in text_of(page.one("coverage"))


FORMS: dict[str, Callable[[bytes], str]] = {
    "docx": lambda file: Document(BytesIO(file)).paragraphs[0].text,
    "md": lambda file: file.decode(),
    "csv": lambda file: file.decode("utf-8-sig"),
    "json": lambda file: str(json.loads(file)["title"]),
}


@pytest.mark.parametrize("form", FORMS)
def test_it_is_saved_under_a_name_of_its_own(page: ChatPage, form: str) -> None:
    page.follow("binder=34.01&rubric=2024")
    file = page.download(page.binder(), form, "bahan-evaluasi-kabupaten-kulon-progo-2024")
    told = FORMS[form](file)
    assert ("section,part,sentence" if form == "csv" else "Kabupaten Kulon Progo") in told


def test_a_region_without_documents_is_told_to_be_all_gaps(page: ChatPage) -> None:
    page.follow("binder=Kabupaten Nduga")
    card = page.binder()
    assert "Dari 30 dimensi pada semua pilar, 30 belum ada buktinya." in text_of(card)
    assert len([gap for pillar in PILLARS for gap in gaps(card, pillar)]) == 30
    assert not inside(card, "citation")
    assert "Belum ada dokumen" in text_of(page.one("coverage"))


def test_without_a_region_those_with_documents_are_offered(page: ChatPage) -> None:
    page.one("to-binder").click()
    wait = WebDriverWait(page.driver, PATIENCE)
    wait.until(lambda _: page.all("region-link"))
    assert page.driver.switch_to.active_element == page.one("binder-region")
    first = page.one("region-link")
    name = text_of(first).rsplit(" ", 2)[0]
    first.send_keys(Keys.ENTER)
    assert name in text_of(page.binder())
    focused = page.driver.switch_to.active_element
    assert focused.tag_name == "h2", "the link is gone, and the keyboard is not lost"


def test_a_province_leads_to_what_it_holds(page: ChatPage) -> None:
    page.follow("binder=34")
    page.binder()
    links = inside(page.one("within"), "region-link")
    link = next(link for link in links if "Sleman" in text_of(link))
    page.press(link)
    WebDriverWait(page.driver, PATIENCE).until(
        lambda _: "Kabupaten Sleman" in text_of(page.binder())[:90]
    )
    assert page.driver.current_url.endswith("#binder=34.04")


@pytest.mark.parametrize(
    ("address", "told"),
    [("Magelang", "Yang mana?"), ("Atlantis", "Daerah “Atlantis” tidak dikenal.")],
)
def test_an_address_that_names_no_region_is_told_at_the_field(
    page: ChatPage, address: str, told: str
) -> None:
    page.follow(f"binder={address}")
    field = page.one("binder-region")
    wait = WebDriverWait(page.driver, PATIENCE)
    wait.until(lambda _: field.get_attribute("aria-invalid") == "true")
    problem = page.driver.find_element(By.ID, "binder-region-problem")
    assert told in text_of(problem)
    assert not page.all("binder-card")


def test_a_code_is_known_without_its_dot(page: ChatPage) -> None:
    page.driver.get("about:blank")
    page.driver.get(f"{page.url}#binder=3404")
    assert "Kabupaten Sleman" in text_of(page.binder())


def test_what_the_service_says_is_text_and_never_markup(page: ChatPage) -> None:
    page.stand_in_for("/binder", f"answer({json.dumps(BINDER)})")
    page.stand_in_for("/coverage", f"answer({json.dumps(COVERAGE)})")
    page.follow("binder=34.01")
    card = page.binder()
    assert text_of(inside(card, "sentence")[0]) == HOSTILE
    body = page.one("binder-body")
    assert body.find_elements(By.CSS_SELECTOR, "img, script, a[href^=javascript]") == []
    assert HOSTILE in page.driver.title
    assert page.driver.execute_script("return window.harmed") is None
    assert page.severe_messages() == []


def test_waiting_and_failing_are_told_and_it_can_be_tried_again(page: ChatPage) -> None:
    page.stand_in_for("/binder", "window.stalled ??= new Promise((ok, no) => (window.fail = no))")
    page.follow("binder=34.01")
    body = page.one("binder-body")
    wait = WebDriverWait(page.driver, PATIENCE)
    wait.until(lambda _: "Mengumpulkan bukti tentang Kabupaten Kulon Progo" in text_of(body))
    wait.until(lambda _: inside(body, "coverage"))
    assert body.get_attribute("aria-busy") == "true"

    page.driver.execute_script("window.fail(new TypeError('cut'))")
    wait.until(lambda _: inside(body, "problem"))
    problem = inside(body, "problem")[0]
    assert problem.get_attribute("role") == "alert"
    assert "Layanan tidak dapat dihubungi" in text_of(problem)

    page.stand_in_for("/binder", f"answer({json.dumps(BINDER)})")
    page.press(inside(problem, "retry")[0])
    page.binder()
    assert not inside(body, "problem")


def test_a_rubric_that_there_is_not_is_one_clear_problem(page: ChatPage) -> None:
    page.follow("binder=34.01&rubric=1999")
    body = page.one("binder-body")
    WebDriverWait(page.driver, PATIENCE).until(lambda _: inside(body, "problem"))
    told = text_of(inside(body, "problem")[0])
    assert "Bahan evaluasi tidak dapat disusun" in told
    assert "1999" in told
    assert not inside(body, "binder-card")


def test_the_keyboard_goes_from_the_map_to_the_evidence(page: ChatPage) -> None:
    page.follow("binder=34.01")
    card = page.binder()
    table = inside(card, "evidence-map-table")[0]
    count = table.find_element(By.CSS_SELECTOR, "[data-key=map-environment-output]")
    count.send_keys(Keys.ENTER)
    focused = page.driver.switch_to.active_element
    assert focused == cell(card, "environment", "output").find_element(By.TAG_NAME, "h4")

    skip = page.driver.find_element(By.ID, "skip")
    skip.send_keys(Keys.ENTER)
    assert page.driver.switch_to.active_element == page.one("binder-region")
    assert "binder=34.01" in unquote(page.driver.current_url), "the skip link keeps the address"


def test_it_fits_a_phone(page: ChatPage) -> None:
    phone = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    try:
        page.follow("binder=34")
        page.binder()
        width = page.driver.execute_script("return document.documentElement.scrollWidth")
        assert width == 390
        assert page.one("to-chat").is_displayed()
        assert page.one("to-chat").accessible_name == "Tanya jawab"
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_paper_shows_the_evidence_and_no_controls(page: ChatPage) -> None:
    page.follow("binder=34.01")
    card = page.binder()
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert inside(card, "sentence")[0].is_displayed()
        assert inside(card, "gap")[0].is_displayed()
        assert page.one("coverage").is_displayed()
        assert not page.one("binder-region").is_displayed()
        assert not inside(card, "download")[0].is_displayed()
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
