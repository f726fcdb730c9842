"""The news of Kabupaten Suryanegara, read from ``content/*.toml``. Every word of it is invented."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parent / "content"

Status = Literal["publish", "draft", "private"]


@dataclass(frozen=True, kw_only=True)
class Post:
    """One post as its author wrote it.

    ``date`` is local time (Asia/Jakarta, UTC+7), ``fact`` a piece of the text that stands in no
    other post, page or PDF of the site, and ``{uploads}`` in ``content`` stands for the address of
    the upload folder.
    """

    slug: str
    title: str
    date: str
    category: str
    author: str
    fact: str
    content: str
    tags: tuple[str, ...] = ()
    status: Status = "publish"
    password: str = ""
    sticky: bool = False
    language: Literal["id", "en"] = "id"

    @property
    def path(self) -> str:
        """The address within the site, for example ``/2021/04/siraman-maret-2021/``."""
        return f"/{self.date[:4]}/{self.date[5:7]}/{self.slug}/"

    @property
    def is_public(self) -> bool:
        """Whether anybody may read the text."""
        return self.status == "publish" and not self.password


@dataclass(frozen=True, kw_only=True)
class Document:
    """A PDF among the uploads: the text of each physical page, and a fact that only it holds."""

    path: str  # below wp-content/uploads
    title: str
    post: str  # slug of the post that links to it
    fact: str
    fact_page: int  # counted from 1
    pages: tuple[str, ...]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def _post(entry: dict[str, Any]) -> Post:
    return Post(**{**entry, "tags": tuple(entry.get("tags", ()))})


SITE = _read("site.toml")  # title, users, categories, pages: handed to WordPress as they are
POSTS = tuple(
    _post(entry)
    for file in sorted(FOLDER.glob("posts_*.toml"))
    for entry in _read(file.name)["posts"]
)
DOCUMENTS = tuple(
    Document(**{**entry, "pages": tuple(entry["pages"])})
    for entry in _read("documents.toml")["documents"]
)


def post(slug: str) -> Post:
    """Return the post with this slug."""
    return next(post for post in POSTS if post.slug == slug)
