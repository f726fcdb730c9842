"""The chat page in a real browser, over the real service on the seed corpus."""

import json
import re
from io import BytesIO

import pytest
from docx import Document
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.ui.chatpage import PATIENCE, ChatPage, inside, text_of
from tests.ui.hostile import HOSTILE, hostile_citation

pytestmark = pytest.mark.slow

CITATION = hostile_citation(
    archived_url="data:text/html,<script>window.harmed = 1</script>",
    kind="digest",
    is_digest=True,
    note=HOSTILE,
    references=[{"name": HOSTILE, "url": "javascript:window.harmed = 1", "date": None}],
)
SENTENCE = {"text": f"{HOSTILE} é 😀", "language": "en", "citations": [1]}
ANSWER = {
    "id": "1",
    "status": "found",
    "question": "?",
    "language": "id",
    "sentences": [SENTENCE],
    "citations": [CITATION],
    "notes": [{"code": "x", "text": HOSTILE}],
    "suggestions": [{"title": HOSTILE, "document_id": "none"}],
    "timings_ms": {},
}


def event(name: str, data: object) -> str:
    return f"event: {name}\r\ndata: {json.dumps(data, ensure_ascii=False)}\r\n\r\n"


def test_asks_in_both_languages_and_opens_the_cited_passage(page: ChatPage) -> None:
    card = page.ask("Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?")
    assert card.get_attribute("data-status") == "found"
    sentences = [text_of(sentence) for sentence in inside(card, "sentence")]
    assert any(re.search(r"\b50\b", sentence) for sentence in sentences)

    panel = page.open_citation(card, 1)
    quote = " ".join(text_of(mark) for mark in panel.find_elements(By.TAG_NAME, "mark"))
    assert quote in sentences
    panel.send_keys(Keys.ESCAPE)
    assert not panel.is_displayed()
    focused = page.driver.switch_to.active_element
    assert focused.get_attribute("data-number") == "1"

    page.one("language-en").click()
    html = page.driver.find_element(By.TAG_NAME, "html")
    assert html.get_attribute("lang") == "en"
    card = page.ask("How many regions joined the programme in 2018?")
    sentences = [text_of(sentence) for sentence in inside(card, "sentence")]
    assert any(re.search(r"\b50\b", sentence) for sentence in sentences)

    assert page.severe_messages() == []


def test_shows_what_the_service_says_as_text_and_never_as_markup(page: ChatPage) -> None:
    page.stand_in(
        ": ping\r\n\r\n"
        + event("status", {"stage": "searching"})
        + event("citation", CITATION)
        + event("sentence", SENTENCE)
        + event("done", ANSWER)
    )
    card = page.ask(HOSTILE)
    assert text_of(inside(card, "sentence")[0]) == SENTENCE["text"]
    assert len(inside(card, "other-language")) == 1
    assert card.find_elements(By.CSS_SELECTOR, "img, script, a") == []
    assert page.driver.execute_script("return window.harmed") is None
    assert page.severe_messages() == []


def test_says_that_a_broken_stream_is_not_the_whole_answer_and_asks_again(page: ChatPage) -> None:
    page.stand_in(event("citation", CITATION) + event("sentence", SENTENCE))
    card = page.ask("Apa itu smart city?")
    assert card.get_attribute("data-status") == "failed"
    assert len(inside(card, "sentence")) == 1
    assert len(inside(card, "problem")) == 1

    page.stand_in(event("done", ANSWER))
    inside(card, "retry")[0].click()
    WebDriverWait(page.driver, PATIENCE).until(
        lambda _: card.get_attribute("data-status") == "found"
    )
    assert inside(card, "problem") == []


COUNT = "Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?"


def test_a_follow_up_shows_how_it_was_understood_and_can_be_asked_as_written(
    page: ChatPage,
) -> None:
    page.ask(COUNT)
    card = page.ask("kalau 2019?")
    understood = text_of(inside(card, "understood")[0])
    assert COUNT.replace("2018", "2019") in understood
    assert any("25" in text_of(sentence) for sentence in inside(card, "sentence"))

    page.press(inside(card, "undo")[0])
    WebDriverWait(page.driver, PATIENCE).until(lambda _: not inside(card, "understood"))
    WebDriverWait(page.driver, PATIENCE).until(lambda _: card.get_attribute("aria-busy") == "false")
    assert "Ditanyakan seperti tertulis" in text_of(card)
    assert COUNT.replace("2018", "2019") not in text_of(card)

    page.one("new-conversation").click()
    assert not inside(page.ask("kalau 2019?"), "understood"), "a new one knows nothing of the old"
    assert page.severe_messages() == []


def test_an_answer_is_saved_as_a_word_file_with_its_sources(page: ChatPage) -> None:
    card = page.ask("Apa itu Sibaku?")
    file = Document(BytesIO(page.download(card, "docx")))
    texts = [paragraph.text for paragraph in file.paragraphs]
    assert texts[0] == "Apa itu Sibaku?"
    assert text_of(inside(card, "sentence")[0]) in " ".join(texts)
    assert "Sumber" in texts
    table = page.download(card, "csv").decode("utf-8-sig")
    assert table.startswith("section,part,sentence")


def test_an_answer_that_is_not_kept_any_more_says_so_when_it_is_saved(page: ChatPage) -> None:
    page.stand_in(event("citation", CITATION) + event("done", {**ANSWER, "id": "gone"}))
    card = page.ask("Apa itu smart city?")
    page.press(inside(card, "download", "[data-format=md]")[0])
    problem = card.find_element(By.CSS_SELECTOR, "[role=alert]")
    WebDriverWait(page.driver, PATIENCE).until(lambda _: "sudah tidak disimpan" in text_of(problem))


def test_regions_are_compared_in_cited_columns_with_explicit_gaps(page: ChatPage) -> None:
    card = page.compare("Kabupaten Kulon Progo", "Kabupaten Nduga", pillar="environment")
    full, empty = inside(card, "column")
    assert "Sibaku" in text_of(full)
    assert len(inside(full, "citation")) >= 1
    assert len(inside(empty, "no-evidence")) == 1
    panel = page.open_citation(card, 1)
    assert "Sibaku" in text_of(panel)
    panel.send_keys(Keys.ESCAPE)
    written = page.download(card, "md").decode()
    assert "## Kabupaten Nduga" in written
    assert "[^1]:" in written
    assert page.severe_messages() == []


def test_a_comparison_waits_until_it_can_be_made(page: ChatPage) -> None:
    page.one("compare").click()
    page.one("compare-region").send_keys("Sleman", Keys.ENTER)
    page.one("compare-region").send_keys("Magelang", Keys.ENTER)
    assert "Yang mana?" in text_of(page.one("compare-tray")), "Kota or Kabupaten is asked"
    page.one("compare-region").send_keys(Keys.CONTROL, "a")
    page.one("compare-region").send_keys("Kota Magelang", Keys.ENTER)
    assert len(page.all("compared-region")) == 2
    assert not page.one("send").is_enabled()
    page.one("question").send_keys("Apa quick win-nya?")
    assert page.one("send").is_enabled()
    for region in ("Kabupaten Magelang", "Kota Malang", "Kota Kediri", "Kota Batu"):
        page.one("compare-region").send_keys(Keys.CONTROL, "a")
        page.one("compare-region").send_keys(region, Keys.ENTER)
    assert len(page.all("compared-region")) == 5
    assert "Paling banyak 5" in text_of(page.one("compare-tray"))


TOPICS = [
    {"kind": "region", "id": "34.04", "name": "Kabupaten Sleman", "passages": 8},
    {"kind": "subdimension", "id": "service", "name": "Pelayanan publik", "passages": 51},
    {"kind": "subdimension", "id": "health", "name": "Kesehatan", "passages": 19},
]


def test_a_refusal_offers_topics_that_lead_to_what_there_is(page: ChatPage) -> None:
    refusal = {**ANSWER, "status": "not_found", "sentences": [], "citations": [], "topics": TOPICS}
    page.stand_in(event("done", refusal))
    card = page.ask("Berapa jumlah CCTV di Kabupaten Sleman?")
    region, service, health = inside(card, "topic")
    assert "51 bagian teks" in text_of(service)

    page.press(service)
    wait = WebDriverWait(page.driver, PATIENCE)
    wait.until(lambda _: inside(card, "topic-document"))
    first = text_of(inside(card, "topic-document")[0])
    page.press(health)
    topics = inside(card, "topics")[0]
    wait.until(lambda _: first not in text_of(topics) and inside(card, "topic-document"))
    assert service.get_attribute("aria-pressed") == "false"

    document = inside(card, "topic-document")[0]
    page.press(document)
    panel = page.one("panel")
    wait.until(lambda _: panel.find_elements(By.TAG_NAME, "dl"))
    assert text_of(document) in text_of(panel)
    panel.send_keys(Keys.ESCAPE)
    assert page.driver.switch_to.active_element == document

    page.press(region)
    assert "Kabupaten Sleman" in text_of(page.binder())


def test_figures_without_a_year_tell_the_day_that_they_hold_for(page: ChatPage) -> None:
    dated = {**SENTENCE, "as_of": "2024-03-18"}
    page.stand_in(event("done", {**ANSWER, "sentences": [dated]}))
    card = page.ask("Berapa bank sampah?")
    assert text_of(inside(card, "as-of")[0]) == "(per 18 Maret 2024)"


def test_figures_that_disagree_stand_side_by_side_with_source_and_date(page: ChatPage) -> None:
    texts = ["Ada 58 bank sampah pada 2023.", "There were 63 waste banks in 2023."]
    days = ["2024-01-22", None]
    sentences = [
        {"text": text, "language": "id", "citations": [number]} for number, text in enumerate(texts)
    ]
    citations = [
        {
            **CITATION,
            "number": number,
            "published": day,
            "is_digest": False,
            "title": f"Sumber {day}",
        }
        for number, day in enumerate(days)
    ]
    claims = {**ANSWER, "status": "conflicting", "sentences": sentences, "citations": citations}
    page.stand_in(event("done", claims))
    card = page.ask("Berapa bank sampah?")
    first, second = inside(card, "claim")
    assert first.rect["y"] == second.rect["y"], "side by side"
    figures = [claim.find_element(By.TAG_NAME, "strong").text for claim in (first, second)]
    assert figures == ["58", "63"]
    assert "Menurut Sumber 2024-01-22, 22 Januari 2024" in text_of(first)
    assert "tanggal tidak diketahui" in text_of(second)


STATES = {
    "partial": ("Jawaban sebagian", "Tidak ditemukan bukti tentang: Sleman."),
    "not_found": ("Tidak ditemukan dalam koleksi ini", "Tidak ditemukan bukti tentang: Sleman."),
    "out_of_scope": ("Di luar cakupan koleksi", "Di luar."),
    "conflicting": ("Keterangan antarsumber berbeda", "Dua angka."),
    "unheard-of": ("Jawaban dengan catatan", "unheard-of"),
}


@pytest.mark.parametrize(("status", "told"), STATES.items(), ids=STATES)
def test_each_state_is_told_in_words(page: ChatPage, status: str, told: tuple[str, str]) -> None:
    notes = [
        {"code": "missing", "text": "Tidak ditemukan bukti tentang: Sleman."},
        {"code": "out_of_scope", "text": "Di luar."},
        {"code": "conflicting", "text": "Dua angka."},
    ]
    page.stand_in(event("done", {**ANSWER, "status": status, "notes": notes}))
    card = page.ask("Apa itu smart city?")
    verdict = text_of(inside(card, "verdict")[0])
    assert all(words in verdict for words in told)
    if status == "conflicting":
        assert "Menurut" in text_of(card), "each claim names its source"
    assert len(inside(card, "suggestion")) == 1
