"""A real WordPress from Debian's packages: private MariaDB, PHP's own server, one temp folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import zlib
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.wordpress.content import DOCUMENTS, POSTS, SITE, Document, Post
from tests.wordpress.daemon import Daemon, SiteError, tail
from tests.wordpress.media import pdf, png
from tests.wordpress.packages import LANGUAGE, THEME, WORDPRESS, missing_packages, program

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PHP_FOLDER = Path(__file__).parent / "php"
START_SECONDS = 60
COMMAND_SECONDS = 120
_AT_ONCE = 100  # posts of one PHP process
SOCKET_LENGTH = 107  # bytes that fit in sockaddr_un
SQL_OPTIONS = (
    "--innodb-log-file-size=8M",
    "--innodb-buffer-pool-size=48M",
    "--innodb-flush-log-at-trx-commit=0",  # the data need not outlive the test
)
PHP_OPTIONS = (
    "-d", "display_errors=0", "-d", "log_errors=1", "-d", "sendmail_path=/bin/true",
    "-d", "opcache.enable_cli=1",
)  # fmt: skip
UPLOAD = re.compile(r"\{uploads\}/([\w./-]+)")


class WordPressSite:
    """A running WordPress with the posts of ``content/``, and the hands of its editor.

    >>> with WordPressSite.start(tmp_path) as site:
    ...     httpx.get(f"{site.url}/wp-json/wp/v2/posts").headers["X-WP-Total"]
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.root = self.folder / "www"
        self.uploads = self.root / "wp-content" / "uploads"
        self.url = ""
        self.seconds_to_start = 0.0
        self._socket = self.folder / "db.sock"
        self._daemons: list[Daemon] = []

    @classmethod
    @contextmanager
    def start(cls, folder: Path) -> Iterator[WordPressSite]:
        """Start a freshly filled site in an empty folder; stop it whatever happens inside.

        :raises SiteError: where packages are missing or a part does not start.
        """
        reason = missing_packages()
        if reason is not None:
            raise SiteError(reason)
        site = cls(folder)
        began = time.monotonic()
        try:
            site._copy_files()
            site._start_database()
            site._start_web_server()
            site._fill()
            site.seconds_to_start = time.monotonic() - began
            yield site
        finally:
            site.stop()

    def stop(self) -> None:
        """End every process of the site. Twice does no harm."""
        while self._daemons:
            self._daemons.pop().stop()

    def publish_post(
        self,
        slug: str,
        title: str,
        content: str,
        *,
        date: str = "2024-11-05 08:00:00",
        category: str = "Berita Daerah",
        author: str = "nova",
        tags: Sequence[str] = (),
    ) -> str:
        """Publish one more post, ``date`` in local time; returns its address."""
        post = Post(
            slug=slug, title=title, date=date, category=category, author=author,
            fact="", content=self._expand(content), tags=tuple(tags),
        )  # fmt: skip
        return str(self._control("publish", asdict(post))["url"])

    def publish_many(self, posts: Sequence[Post], documents: Sequence[Document] = ()) -> None:
        """Publish posts in one go, with the PDFs that their ``{uploads}`` name."""
        for start in range(0, len(posts), _AT_ONCE):
            some = self._with_uploads(posts[start : start + _AT_ONCE], documents)
            self._control("publish_many", {"posts": some})

    def edit_post(self, slug: str, content: str) -> None:
        """Replace the text of a post, which renews its ``modified_gmt``."""
        self._control("edit", {"slug": slug, "content": self._expand(content)})

    def delete_post(self, slug: str) -> None:
        """Move a post to the trash: its address answers 404 from then on."""
        if not self._control("delete", {"slug": slug})["trashed"]:
            raise SiteError(f"WordPress did not move {slug!r} to the trash")

    def attach_pdf(self, slug: str, path: str, title: str, pages: Sequence[str]) -> str:
        """Upload a PDF as ``wp-content/uploads/<path>`` that belongs to a post; returns its URL.

        The post's text does not change: link to the PDF with :meth:`edit_post`.
        """
        self._upload(path, pdf(title, pages))
        return str(self._control("attach", {"slug": slug, "path": path, "title": title})["url"])

    def _copy_files(self) -> None:
        packaged = WORDPRESS / "wp-content"
        content = self.root / "wp-content"
        shutil.copytree(
            WORDPRESS,
            self.root,
            ignore_dangling_symlinks=True,  # to scripts of packages that are only recommended
            ignore=lambda folder, _: (
                ("wp-content", "wp-config.php", ".htaccess") if Path(folder) == WORDPRESS else ()
            ),
        )
        shutil.copytree(packaged / "themes" / THEME, content / "themes" / THEME)
        for folder in ("languages", "mu-plugins", "plugins", "uploads"):
            (content / folder).mkdir()
        shutil.copy(packaged / "languages" / f"{LANGUAGE}.mo", content / "languages")
        shutil.copy(PHP_FOLDER / "portal.php", content / "mu-plugins")
        shutil.copy(PHP_FOLDER / "wp-config.php", self.root)

    def _start_database(self) -> None:
        data = self.folder / "db"
        if len(os.fsencode(self._socket)) > SOCKET_LENGTH:
            raise SiteError(f"{self._socket} is too long for a unix socket; use a shorter folder")
        user = ["--user=root"] if os.geteuid() == 0 else []
        self._run(
            [program("mariadb-install-db"), "--no-defaults", f"--datadir={data}", *user,
             "--auth-root-authentication-method=normal", "--skip-test-db", *SQL_OPTIONS],
            log=self.folder / "db-install.log",
        )  # fmt: skip
        first = self.folder / "first.sql"
        first.write_text("CREATE DATABASE wordpress CHARACTER SET utf8mb4;\n", "utf-8")
        database = Daemon(
            "MariaDB",
            [program("mariadbd"), "--no-defaults", f"--datadir={data}", *user, "--skip-networking",
             f"--socket={self._socket}", f"--pid-file={self.folder / 'db.pid'}",
             f"--init-file={first}", *SQL_OPTIONS],
            self.folder / "db.log",
        )  # fmt: skip
        self._daemons.append(database)
        database.wait_until(lambda: _accepts(self._socket), START_SECONDS)

    def _start_web_server(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        server = Daemon(
            "PHP's web server",
            [program("php"), *PHP_OPTIONS, "-S", f"127.0.0.1:{port}", "-t", str(self.root),
             str(PHP_FOLDER / "router.php")],
            self.folder / "web.log",
            environment={"PHP_CLI_SERVER_WORKERS": "4"},
            stop_signal=signal.SIGINT,  # on which it waits for its workers
        )  # fmt: skip
        self._daemons.append(server)
        # A connection would not prove that it is ours; its own word in its own log does.
        server.wait_until(lambda: f"({self.url}) started" in tail(server.log), START_SECONDS)

    def _fill(self) -> None:
        (self.folder / "site.json").write_text(
            json.dumps({"url": self.url, "socket": str(self._socket)}), "utf-8"
        )
        posts = self._with_uploads(POSTS, DOCUMENTS)
        self._control("install", {"title": SITE["title"]})
        self._control("fill", {**SITE, "theme": THEME, "posts": posts})

    def _with_uploads(
        self, posts: Sequence[Post], documents: Sequence[Document]
    ) -> list[dict[str, Any]]:
        by_path = {document.path: document for document in documents}
        found: list[dict[str, Any]] = []
        for post in posts:
            uploads: list[dict[str, str]] = []
            for path in UPLOAD.findall(post.content):
                if path in by_path:
                    title = by_path[path].title
                    self._upload(path, pdf(title, by_path[path].pages))
                else:
                    title = Path(path).stem
                    self._upload(path, png(_colour(path)))
                uploads.append({"path": path, "title": title})
            content = self._expand(post.content)
            found.append({**asdict(post), "content": content, "uploads": uploads})
        return found

    def _expand(self, content: str) -> str:
        return content.replace("{uploads}", f"{self.url}/wp-content/uploads")

    def _upload(self, path: str, data: bytes) -> None:
        file = self.uploads / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def _control(self, command: str, data: dict[str, Any]) -> dict[str, Any]:
        log = self.folder / f"{command}.log"
        output = self._run(
            [program("php"), *PHP_OPTIONS, str(PHP_FOLDER / "control.php"), command,
             str(self.root)],
            log=log,
            stdin=json.dumps(data),
        )  # fmt: skip
        try:
            result: dict[str, Any] = json.loads(output)
        except ValueError as error:
            raise SiteError(
                f"control.php {command} printed {output[:500]!r}; {tail(log)}"
            ) from error
        return result

    def _run(self, command: Sequence[str], *, log: Path, stdin: str = "") -> str:
        with log.open("w", encoding="utf-8") as errors:
            done = subprocess.run(
                command, input=stdin, stdout=subprocess.PIPE, stderr=errors, text=True,
                timeout=COMMAND_SECONDS, check=False,
            )  # fmt: skip
        if done.returncode:
            raise SiteError(
                f"{Path(command[0]).name} ended with status {done.returncode}:\n"
                f"{done.stdout[-2000:]}\n{tail(log)}"
            )
        return done.stdout


def _accepts(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


def _colour(path: str) -> tuple[int, int, int]:
    number = zlib.crc32(path.encode())
    return number & 255, number >> 8 & 255, number >> 16 & 255
