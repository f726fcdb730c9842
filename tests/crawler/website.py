"""A small web site that answers as WordPress does, over real HTTP on this machine."""

from __future__ import annotations

import json
import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Post:
    """A post or page of the site."""

    id: int
    slug: str
    title: str
    content: str
    kind: str = "posts"
    date: str = "2023-07-12T10:00:00"
    category: str = ""
    author: str = ""
    locked: bool = False

    @property
    def parts(self) -> list[str]:
        """Its text, page by page."""
        return self.content.split("<!--nextpage-->")

    @property
    def modified(self) -> str:
        """When it was last changed: another time for any other content."""
        seconds = zlib.crc32(self.content.encode()) % 86400
        return f"2023-08-01T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@dataclass
class Answer:
    """What the site says to one path, whatever else it holds."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Website:
    """The site's content; change it between crawls."""

    url: str = ""
    posts: dict[int, Post] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    robots: str = "User-agent: *\nDisallow: /wp-admin/\n"
    rest: bool = True
    whole: bool = True  # REST gives the texts of posts
    batches: Answer | None = None  # what REST says when it is asked for many posts
    sitemap: bool = True
    feed: bool = True
    plain: bool = False
    etags: bool = False  # of pages; files have them always
    asked: list[str] = field(default_factory=list)
    not_modified: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def add(self, number: int, slug: str, title: str, content: str, kind: str = "posts") -> Post:
        post = Post(number, slug, title, content, kind)
        self.posts[number] = post
        return post

    def link(self, post: Post) -> str:
        if self.plain:
            return f"{self.url}/?{'p' if post.kind == 'posts' else 'page_id'}={post.id}"
        return (
            f"{self.url}/{post.slug}/"
            if post.kind == "pages"
            else (f"{self.url}/2023/07/{post.slug}/")
        )

    def answer(self, target: str, sent: dict[str, str]) -> Answer:
        self.asked.append(target)
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        fixed = {"/robots.txt": Answer(body=self.robots.encode()), **self.answers}
        if path in fixed:
            return fixed[path]
        if path in self.files:
            file = Answer(body=self.files[path], headers={"Content-Type": "application/pdf"})
            return self._tagged(file, sent, target)
        return self._listing(target, path, query) or self._page(target, sent)

    def _listing(self, target: str, path: str, query: dict[str, list[str]]) -> Answer | None:
        pretty = path.removeprefix("/wp-json") if path.startswith("/wp-json/") else ""
        route = query.get("rest_route", [""])[0] or pretty
        if route:
            works = self.rest and not (self.plain and pretty)
            return self._rest(route, query) if works else Answer(404)
        if "sitemap" in target:
            return self._sitemap(path) if self.sitemap else Answer(404)
        if path == "/feed/" or "feed" in query:
            return self._feed(query) if self.feed else Answer(404)
        return None

    def _tagged(self, answer: Answer, sent: dict[str, str], target: str) -> Answer:
        answer.headers["ETag"] = tag = f'"{len(answer.body)}-{hash(answer.body)}"'
        if sent.get("if-none-match") != tag:
            return answer
        self.not_modified.append(target)
        return Answer(304, headers={"ETag": tag})

    def _rest(self, route: str, query: dict[str, list[str]]) -> Answer:
        if route == "/wp/v2/categories":
            return _json([{"id": n, "name": escape(name)} for name, n in self._categories.items()])
        match = re.fullmatch(r"/wp/v2/(posts|pages)(?:/(\d+))?", route)
        if not match:
            return Answer(404, b"{}")
        if match[2]:
            post = self.posts.get(int(match[2]))
            return Answer(404, b"{}") if post is None else _json(self._item(post))
        found = [post for post in self.posts.values() if post.kind == match[1]]
        size, page = (int(query.get(key, [one])[0]) for key, one in (("per_page", 10), ("page", 1)))
        if "include" in query:
            if self.batches is not None:
                return self.batches
            wanted = set(map(int, query["include"][0].split(",")))
            found = [post for post in found if post.id in wanted]
        else:
            size = min(size, 3)  # small, so that a test turns pages
        fields = query.get("_fields", [""])[0].split(",")
        pages = max(1, -(-len(found) // size))
        if page > pages:
            return Answer(400, b'{"code":"rest_post_invalid_page_number"}')
        shown = found[(page - 1) * size : page * size]
        answer = _json([_only(self._item(post), fields) for post in shown])
        answer.headers |= {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
        return answer

    def _item(self, post: Post) -> dict[str, object]:
        return {
            "id": post.id,
            "link": self.link(post),
            "status": "publish",
            "categories": [self._categories[post.category]] if post.category else [],
            "date": post.date,
            "date_gmt": post.date,
            "modified_gmt": post.modified,
            "title": {"rendered": post.title},
            "content": {
                "rendered": post.content if self.whole and not post.locked else "",
                "protected": post.locked,
            },
            "_embedded": {"author": [{"name": post.author}]},
        }

    def _sitemap(self, path: str) -> Answer:
        space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        if path == "/wp-sitemap.xml":
            names = ["posts-post-1", "posts-page-1", "taxonomies-category-1", "users-1"]
            entries = (
                f"<sitemap><loc>{self.url}/wp-sitemap-{n}.xml</loc></sitemap>" for n in names
            )
            return _xml(f"<sitemapindex {space}>{''.join(entries)}</sitemapindex>")
        kind = "posts" if "posts-post" in path else "pages" if "posts-page" in path else ""
        links = [self.link(post) for post in self.posts.values() if post.kind == kind]
        entries = (f"<url><loc>{link}</loc></url>" for link in links)
        return _xml(f"<urlset {space}>{''.join(entries)}</urlset>")

    def _feed(self, query: dict[str, list[str]]) -> Answer:
        if query.get("paged"):
            return Answer(404)
        items = "".join(
            f"<item><title>x</title><link>{self.link(post)}</link>"
            "<pubDate>Wed, 12 Jul 2023 10:00:00 +0000</pubDate></item>"
            for post in self.posts.values()
            if post.kind == "posts"
        )
        return _xml(f'<rss version="2.0"><channel>{items}</channel></rss>')

    @property
    def _categories(self) -> dict[str, int]:
        names = sorted({post.category for post in self.posts.values() if post.category})
        return {name: number for number, name in enumerate(names, 1)}

    def _page(self, target: str, sent: dict[str, str]) -> Answer:
        for post in self.posts.values():
            link = self.link(post)
            address = re.escape(link.rstrip("/"))
            if match := re.fullmatch(rf"{address}(?:/(\d))?/?", self.url + target):
                page = _html(_themed(post, link, int(match[1] or 1)))
                return self._tagged(page, sent, target) if self.etags else page
            if target == f"/?p={post.id}":
                return Answer(301, headers={"Location": self.link(post)})
        return Answer(404, b"<h1>Halaman tidak ditemukan</h1>", {"Content-Type": "text/html"})


def _themed(post: Post, link: str, number: int) -> str:
    content = post.parts[number - 1]
    if len(post.parts) > 1:
        others = (n for n in range(1, len(post.parts) + 1) if n != number)
        bar = " ".join(f'<a class="post-page-numbers" href="{link}{n}/">{n}</a>' for n in others)
        content += f'<div class="page-links">Halaman: {bar}</div>'
    return f"""<!doctype html><html lang="id"><head><meta charset="utf-8">
<title>{post.title} – Situs</title><link rel="canonical" href="{link}">
<meta property="article:published_time" content="{post.date}+07:00"></head>
<body class="single"><nav>Beranda | Profil</nav><article class="post">
<header class="entry-header"><h1 class="entry-title">{post.title}</h1></header>
<div class="entry-content">{content}</div></article>
<aside>Berita lain</aside></body></html>"""


def _html(text: str) -> Answer:
    return Answer(body=text.encode(), headers={"Content-Type": "text/html; charset=UTF-8"})


def _xml(text: str) -> Answer:
    body = f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode()
    return Answer(body=body, headers={"Content-Type": "application/xml"})


def _only(item: dict[str, object], fields: list[str]) -> dict[str, object]:
    names = {field.partition(".")[0] for field in fields}
    return {name: value for name, value in item.items() if name in names or names == {""}}


def _json(value: object) -> Answer:
    body = json.dumps(value).encode()
    return Answer(body=body, headers={"Content-Type": "application/json"})


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that is killed hangs up, as it should."""


@contextmanager
def serving(site: Website) -> Iterator[Website]:
    """Serve the site on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            sent = {name.lower(): value for name, value in self.headers.items()}
            site.agents.add(sent.get("user-agent", ""))
            answer = site.answer(self.path, sent)
            if self.command == "HEAD":
                site.asked[-1] = f"HEAD {self.path}"
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if answer.status != 304 and self.command != "HEAD":
                self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
