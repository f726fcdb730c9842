"""The chat page as a person uses it, in a real browser."""

from __future__ import annotations

from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

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
        self.url = url
        driver.get("about:blank")  # an address that differs only after its # loads nothing anew
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

    def download(self, card: WebElement, form: str, name: str = "enam-pilar") -> bytes:
        """Save what a card shows in a form, and return the file."""
        profile = Path(self.driver.capabilities["chrome"]["userDataDir"])
        saved = downloads_of(profile) / f"{name}.{form}"
        saved.unlink(missing_ok=True)
        self.press(inside(card, "download", f"[data-format={form}]")[0])
        WebDriverWait(self.driver, PATIENCE).until(lambda _: saved.exists())
        return saved.read_bytes()

    def press(self, button: WebElement) -> None:
        """Press a button that the composer may lie over."""
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
        button.click()

    def binder(self) -> WebElement:
        """Return the card of the binder once it is whole."""
        body = self.one("binder-body")
        wait = WebDriverWait(self.driver, PATIENCE)
        wait.until(lambda _: inside(body, "binder-card"))
        wait.until(lambda _: body.get_attribute("aria-busy") == "false")
        return inside(body, "binder-card")[0]

    def follow(self, address: str) -> None:
        """Go to a part of the page by what stands after the # of its address."""
        self.driver.execute_script("location.hash = arguments[0]", address)

    def stand_in_for(self, path: str, script: str) -> None:
        """Let a script of one expression, a promise, answer the calls whose address has a path."""
        self.driver.execute_script(
            "const [path, real] = [arguments[0], window.fetch];"
            "const answer = (body, status = 200) =>"
            "  Promise.resolve(new Response(JSON.stringify(body), { status }));"
            "window.fetch = (address, options) =>"
            f"  String(address).includes(path) ? ({script}) : real(address, options);",
            path,
        )

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
