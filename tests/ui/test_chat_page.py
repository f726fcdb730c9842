"""The chat page in a real browser, over the real service on the seed corpus."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.slow

PATIENCE = 60  # seconds; the first question may have to wait for the model
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
    "--window-size=1280,900",
    "--lang=id-ID",
)

HOSTILE = "<img src=x onerror='window.harmed = 1'><script>window.harmed = 1</script>"
CITATION = {
    "number": 1,
    "document_id": "none",
    "version": "1",
    "title": HOSTILE,
    "url": "javascript:window.harmed = 1",
    "archived_url": "data:text/html,<script>window.harmed = 1</script>",
    "page": None,
    "page_label": None,
    "heading": "",
    "quote": HOSTILE,
    "start": 0,
    "end": len(HOSTILE),
    "published": HOSTILE,
    "fetched_at": None,
    "language": "id",
    "kind": "digest",
    "is_digest": True,
    "note": HOSTILE,
    "references": [{"name": HOSTILE, "url": "javascript:window.harmed = 1", "date": None}],
}
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

# Answers /v1/ask with the given text, one byte at a time.
ANSWER_BY_BYTES = """
const bytes = new TextEncoder().encode(arguments[0]);
const real = window.fetch;
window.fetch = (address, options) => {
  if (!String(address).endsWith('/v1/ask')) return real(address, options);
  let next = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (next === bytes.length) controller.close();
      else controller.enqueue(bytes.slice(next, ++next));
    },
  });
  const headers = { 'Content-Type': 'text/event-stream' };
  return Promise.resolve(new Response(body, { headers }));
};
"""


class ChatPage:
    """The page as a person uses it."""

    def __init__(self, driver: webdriver.Chrome, url: str) -> None:
        self.driver = driver
        driver.get(url)
        driver.execute_script("localStorage.clear(); sessionStorage.clear()")
        self.severe_messages()  # forgets what earlier tests left
        driver.get(url)

    def all(self, name: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, f"[data-test={name}]")

    def one(self, name: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, f"[data-test={name}]")

    def ask(self, question: str) -> WebElement:
        """Ask, wait for the whole answer and return its card."""
        before = len(self.all("answer"))
        self.one("question").send_keys(question, Keys.ENTER)
        wait = WebDriverWait(self.driver, PATIENCE)
        wait.until(lambda _: len(self.all("answer")) > before)
        card = self.all("answer")[-1]
        wait.until(lambda _: card.get_attribute("aria-busy") == "false")
        return card

    def open_citation(self, card: WebElement, number: int) -> WebElement:
        """Open a citation and return the panel once it holds the document."""
        button = inside(card, "citation", f"[data-number='{number}']")[0]
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
        button.click()
        panel = self.one("panel")
        wait = WebDriverWait(self.driver, PATIENCE)
        wait.until(lambda _: panel.find_elements(By.TAG_NAME, "mark"))
        return panel

    def stand_in(self, stream: str) -> None:
        """Let this stream answer every question."""
        self.driver.execute_script(ANSWER_BY_BYTES, stream)

    def download(self, card: WebElement, form: str) -> bytes:
        """Save what a card shows in a form, and return the file."""
        profile = Path(self.driver.capabilities["chrome"]["userDataDir"])
        saved = downloads_of(profile) / f"enam-pilar.{form}"
        saved.unlink(missing_ok=True)
        self.press(inside(card, "download", f"[data-format={form}]")[0])
        WebDriverWait(self.driver, PATIENCE).until(lambda _: saved.exists())
        return saved.read_bytes()

    def press(self, button: WebElement) -> None:
        """Press a button that the composer may lie over."""
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
        button.click()

    def compare(self, *regions: str, pillar: str, question: str = "") -> WebElement:
        """Compare regions, wait for the columns and return their card."""
        before = len(self.all("comparison"))
        self.one("compare").click()
        for region in regions:
            self.one("compare-region").send_keys(region, Keys.ENTER)
        self.driver.find_element(
            By.CSS_SELECTOR, f"[data-test=compare-pillar][data-pillar={pillar}]"
        ).click()
        self.one("question").send_keys(question, Keys.ENTER)
        wait = WebDriverWait(self.driver, PATIENCE)
        wait.until(lambda _: len(self.all("comparison")) > before)
        card = self.all("comparison")[-1]
        wait.until(lambda _: card.get_attribute("aria-busy") == "false")
        return card

    def severe_messages(self) -> list[str]:
        """Return the errors of the browser's console since the last call."""
        log = self.driver.execute("getLog", {"type": "browser"})["value"]
        return [entry["message"] for entry in log if entry["level"] == "SEVERE"]


def inside(card: WebElement, name: str, more: str = "") -> list[WebElement]:
    return card.find_elements(By.CSS_SELECTOR, f"[data-test={name}]{more}")


def text_of(element: WebElement) -> str:
    return " ".join(str(element.get_property("textContent")).split())


def event(name: str, data: object) -> str:
    return f"event: {name}\r\ndata: {json.dumps(data, ensure_ascii=False)}\r\n\r\n"


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    chromedriver = shutil.which("chromedriver")
    if browser is None or chromedriver is None:
        missing = "chromedriver" if browser else "chromium"
        reason = f"{missing} is not installed (Debian: apt-get install chromium chromium-driver)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    made = start(browser, chromedriver, tmp_path_factory.mktemp("browser"))
    yield made
    made.quit()


def start(browser: str, chromedriver: str, profile: Path) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in (*QUIET, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    preferences = {
        "intl.accept_languages": "id-ID,id",
        "download.default_directory": str(downloads_of(profile)),
    }
    options.add_experimental_option("prefs", preferences)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))


def downloads_of(profile: Path) -> Path:
    """Where a browser with this profile saves files."""
    return profile / "saved"


@pytest.fixture
def page(driver: webdriver.Chrome, served_url: str) -> ChatPage:
    return ChatPage(driver, served_url)


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
    WebDriverWait(page.driver, PATIENCE).until(lambda _: "tidak dapat diunduh" in text_of(problem))


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


STATES = {
    "partial": ("Jawaban sebagian", "Tidak ditemukan bukti tentang: Sleman."),
    "not_found": ("Tidak ditemukan dalam koleksi ini", "Tidak ditemukan bukti tentang: Sleman."),
    "out_of_scope": ("Di luar cakupan koleksi", "Di luar."),
    "conflicting": ("Sumber tidak sepakat", "Dua angka."),
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
