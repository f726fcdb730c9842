"""A web server that does what broken and hostile servers do, one fault a path."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.crawler.pdffile import Sheet, pdf

BODY = "Pemerintah daerah membangun kota cerdas dengan enam pilar, kata wali kota di balai kota."
BOMB = gzip.compress(b"<html>" + b"A" * (40 * 2**20), 9)
GONE = "http://127.0.0.1:9/"  # the port that discards; nothing listens there
LONG_GONE = "http://127.0.0.1:9/lama/"  # a source of kind archive
SPELLINGS = (
    "{url}/berita/",
    "{url}/berita",
    "{url}/berita/?utm_source=sebar&fbclid=1",
    "{upper}/berita/#atas",
    "{url}/?p=7",
    "{url}/Berita/index.php",
)


@dataclass
class FaultyServer:
    """What it was asked for, and how often."""

    url: str = ""
    robots: bytes = b""
    robots_type: str = "text/plain"
    everything_busy: str = ""
    sitemap: bytes = b""
    asked: Counter[str] = field(default_factory=Counter)


def page(title: str, text: str = BODY, head: str = "", more: str = "") -> bytes:
    return (
        f"<!doctype html><html lang=id><head><title>{title}</title>{head}</head><body><article>"
        f"<h1>{title}</h1><p>{text} {title}.</p>{more}</article></body></html>"
    ).encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    faulty: FaultyServer

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        self.faulty.asked[path] += 1
        with suppress(ConnectionError):  # the client hangs up, as it should
            if path == "/robots.txt":
                self._send(self.faulty.robots, type_=self.faulty.robots_type)
            elif self.faulty.everything_busy:
                self._send(b"", 429, {"Retry-After": self.faulty.everything_busy})
            elif path == "/sitemap.xml":
                self._send(self.faulty.sitemap, type_="application/xml")
            elif query == "p=7":
                self._redirect(f"{self.faulty.url}/berita/")
            else:
                fault = getattr(self, f"_{path.strip('/').partition('/')[0].lower()}", None)
                fault() if fault else self._send(b"<h1>Tidak ada</h1>", 404)

    def _send(
        self,
        body: bytes,
        status: int = 200,
        headers: dict[str, str] | None = None,
        *,
        type_: str = "text/html; charset=utf-8",
        length: int | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", type_)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _redirect(self, place: str) -> None:
        self._send(b"", 302, {"Location": place})

    def _baik(self) -> None:
        self._send(page(f"Baik {self.path.rpartition('/')[2]}"))

    def _berita(self) -> None:
        link = f'<link rel="canonical" href="{self.faulty.url}/berita/">'
        self._send(page("Berita tunggal", head=link))

    def _lambat(self) -> None:
        self._send(b"<html>", length=10_000)
        for _ in range(30):
            time.sleep(0.1)
            self.wfile.write(b" ")

    def _terpotong(self) -> None:
        self._send(page("Terpotong")[:60], length=10_000)
        self.close_connection = True

    def _gambar(self) -> None:
        self._send(b"\x89PNG", type_="image/png")

    def _polos(self) -> None:
        self._send(page("Polos"), type_="text/plain")

    def _naskah(self) -> None:
        self._send(pdf(Sheet(["Naskah rencana induk kota cerdas 2024"])))

    def _aksara(self) -> None:
        text = "Kafé “Pintar” — tata kelola kota yang cerdas untuk semua warga kota."
        self._send(page("Aksara", text).decode().encode("windows-1252"))

    def _raksasa(self) -> None:
        self._send(b"<html>", length=10 * 10**9)
        self.close_connection = True

    def _putaran(self) -> None:
        self._redirect(f"/putaran/{self.faulty.asked['/putaran'] + len(self.path)}x{self.path}")

    def _metadata(self) -> None:
        self._redirect("http://169.254.169.254/latest/meta-data/")

    def _bom(self) -> None:
        self._send(BOMB, headers={"Content-Encoding": "gzip"})

    def _sibuk(self) -> None:
        self._send(b"", 429, {"Retry-After": "0"})

    def _galat(self) -> None:
        self._send(b"Internal \x1b[31m Error", 500)

    def _cdx(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)["url"][0].rstrip("/*")
        head = ["urlkey", "timestamp", "original", "mimetype", "digest"]
        rows = [
            ["a", "20190101000000", f"http://{asked}/arsip/", "text/html", "D1"],
            ["a", "20210305101010", f"http://{asked}/arsip/", "text/html", "D2"],
            ["b", "20210305101010", f"http://{asked}/?p=3", "text/html", "D3"],
        ]
        self._send(json.dumps([head, *rows]).encode(), type_="application/json")

    def _web(self) -> None:
        """What the archive holds: raw copies, whose links are those of the site as it was."""
        if self.path.endswith("rencana.pdf"):
            self._send(pdf(Sheet(["Rencana induk kota cerdas yang diarsipkan"])))
        else:
            base = self.path.partition("id_")[2].partition("arsip")[0].partition("?")[0]
            link = f'<p><a href="{base[1:]}berkas/rencana.pdf">Rencana Induk</a></p>'
            self._send(page("Arsip lama" if "p=3" in self.path else "Arsip", more=link))

    def _kalender(self) -> None:
        number = int(self.path.rpartition("/")[2] or 0)
        item = number if "acara" in self.path else 0
        following = f'<a rel=next href="{self.path.rpartition("/")[0]}/{number + 1}">Berikut</a>'
        item_list = f'<ul><li class=butir><a href="/baik/{item}">x</a></li></ul>'
        self._send(page("Kalender", more=item_list + following))

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """The client hangs up, as it should."""


@contextmanager
def faulty_server() -> Iterator[FaultyServer]:
    """Serve faults on a free port of this machine."""
    faulty = FaultyServer()
    handler = type("Handler", (_Handler,), {"faulty": faulty})
    server = _Server(("127.0.0.1", 0), handler)
    faulty.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield faulty
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sitemap(urls: list[str]) -> bytes:
    entries = "".join(f"<url><loc>{url.replace('&', '&amp;')}</loc></url>" for url in urls)
    return (
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()
    )
