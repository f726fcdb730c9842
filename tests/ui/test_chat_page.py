"""The chat page in a real browser, over the real service on the seed corpus."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
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
    options.add_experimental_option("prefs", {"intl.accept_languages": "id-ID,id"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))


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
