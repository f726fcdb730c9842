"""The fields of an entry in a sources file: what each may hold, and what is said of any other."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

import soupsieve
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

from corpus.digest import SEED_SOURCE
from corpus.errors import UnknownNameError
from corpus.pillars import PillarId
from corpus.regions import gazetteer


def _known_region(code: str) -> str:
    try:
        return gazetteer().get(code).code
    except UnknownNameError as error:
        raise ValueError(str(error)) from error


def _free_name(name: str) -> str:
    if name == SEED_SOURCE:
        raise ValueError(f"{SEED_SOURCE!r} is the name of the digests that ship")
    return name


def _web_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("an address that begins with http:// or https:// is expected")
    _ = parts.port  # raises ValueError where it is no number
    if parts.username or parts.password:
        raise ValueError("an address without user name and password is expected")
    return url


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"a regular expression is expected, but {error}") from error
    return text


def _selector(text: str) -> str:
    try:
        soupsieve.compile(text)
    except soupsieve.SelectorSyntaxError as error:
        raise ValueError("a CSS selector such as 'article h2 a' is expected") from error
    return text


def numbered(url: str) -> str:
    """Refuse an address without exactly one ``{id}``."""
    if url.count("{id}") != 1 or "{id}" in (urlsplit(url).hostname or ""):
        raise ValueError("an address with one {id} after the host name is expected")
    return url


def _as_address(value: object) -> object:
    return {"url": value} if isinstance(value, str) else value


Name = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$"), AfterValidator(_free_name)
]
RegionCode = Annotated[str, AfterValidator(_known_region)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Selector = Annotated[str, AfterValidator(_selector)]


class Address(BaseModel):
    """A page or PDF that is named by its address; in YAML the address alone will do.

    :ivar title: what it is called, where the document does not say.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: WebAddress
    title: str = ""
    pillars: tuple[PillarId, ...] = ()
    regions: tuple[RegionCode, ...] = ()


Addresses = tuple[Annotated[Address, BeforeValidator(_as_address)], ...]
