"""Reading the sources: the file that ships, the data folder's own, and the one in the settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from pydantic import TypeAdapter, ValidationError

from corpus.errors import SourcesError, UnknownNameError
from corpus.ids import content_hash
from corpus.settings import Settings
from crawler.site import Site
from crawler.source import KINDS, AnySource, FolderSource, Source, WordPressSource, beside

_ADAPTER: TypeAdapter[AnySource] = TypeAdapter(Source)
_AD_HOC = "Named on the command line."


def load_sources(settings: Settings) -> list[AnySource]:
    """Return every configured source; a later file's entry replaces an earlier one of its name.

    :raises SourcesError: naming file, line and entry, what was found and what is expected.
    """
    shipped = Path(str(files("crawler") / "sources.yaml"))
    own = settings.data_dir / "sources.yaml"
    paths = [
        shipped,
        *([own] if own.is_file() else []),
        *([settings.sources] if settings.sources else []),
    ]
    return list({source.name: source for path in paths for source in _read(path)}.values())


def find_source(argument: str, sources: list[AnySource]) -> AnySource:
    """Return the source that a person means: a name, an existing folder, or an http(s) address.

    :raises UnknownNameError: listing the known names and the nearest.
    """
    by_name = {source.name: source for source in sources}
    if argument in by_name:
        return by_name[argument]
    if Path(argument).is_dir():
        return _folder(Path(argument).resolve(), sources)
    if argument.startswith(("http://", "https://")):
        return _web_site(argument, sources)
    near = get_close_matches(argument, by_name, n=1)
    guess = f"Did you mean {near[0]}? " if near else ""
    raise UnknownNameError(
        f"No source is named {argument!r}, and no such folder exists.",
        f"{guess}The sources are {', '.join(sorted(by_name)) or 'none'}; "
        "a folder or an http(s) address works as well.",
    )


def _folder(path: Path, sources: list[AnySource]) -> FolderSource:
    for source in sources:
        if isinstance(source, FolderSource) and source.path.resolve() == path:
            return source
    # Two folders of one name must not be one source: each would withdraw the other's files.
    stem = "".join(c if c.isascii() and c.isalnum() else "-" for c in path.name.lower()).strip("-")
    name = f"{stem[:60] or 'folder'}-{content_hash(str(path))[:6]}"
    return FolderSource(name=name, kind="folder", path=path, why=_AD_HOC)


def _web_site(url: str, sources: list[AnySource]) -> AnySource:
    for source in sources:
        if isinstance(source, WordPressSource) and _same_place(source.url, url):
            return source
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").strip("[]").replace(":", "-").removeprefix("www.")
        return WordPressSource(
            name=f"{host}-{parts.port}" if parts.port else host,
            kind="wordpress",
            url=url,
            why=_AD_HOC,
            allow_private_hosts=True,  # whoever typed the address chose it
        )
    except ValueError as error:
        raise UnknownNameError(f"{url!r} is no address of a web site.") from error


def _same_place(one: str, other: str) -> bool:
    paths = {urlsplit(url).path.rstrip("/") for url in (one, other)}
    return Site(one).holds(other) and len(paths) == 1


def _read(path: Path) -> list[AnySource]:
    try:
        root = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        remedy = "Check the path in PILAR_SOURCES."
        raise SourcesError(f"{path} cannot be read: {error.strerror}.", remedy) from error
    except UnicodeDecodeError as error:
        raise SourcesError(f"{path} is not UTF-8 text.", "Save it as UTF-8.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it is not valid YAML"
        raise SourcesError(
            f"{path}{where}: {problem}.", "Quote values that hold a colon."
        ) from error
    found = [_entry(path, node) for node in _entry_nodes(path, root)]
    seen: dict[str, int] = {}
    for source, line in found:
        if source.name in seen:
            raise SourcesError(
                f"{path}, line {line}, entry {source.name!r}: the name was used in line "
                f"{seen[source.name]} already; names are expected to differ."
            )
        seen[source.name] = line
    return [source for source, _ in found]


def _entry_nodes(path: Path, root: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if root is None:
        return
    entries = None
    if isinstance(root, yaml.MappingNode):
        entries = next((value for key, value in root.value if key.value == "sources"), None)
    if not isinstance(entries, yaml.SequenceNode):
        raise SourcesError(
            f"{path}, line {root.start_mark.line + 1}: a list under the key 'sources' is expected."
        )
    for node in entries.value:
        if not isinstance(node, yaml.MappingNode):
            raise SourcesError(
                f"{path}, line {node.start_mark.line + 1}: found {node.value!r}, expected an entry "
                "with name, kind and why."
            )
        yield node


def _entry(path: Path, node: yaml.MappingNode) -> tuple[AnySource, int]:
    line = node.start_mark.line + 1
    try:
        values = yaml.constructor.SafeConstructor().construct_document(node)
        source = _ADAPTER.validate_python(beside(path.resolve().parent, values))
    except (yaml.YAMLError, TypeError) as error:
        raise SourcesError(f"{path}, line {line}: the entry is not plain YAML.") from error
    except ValidationError as error:
        raise _wrong(path, node, error) from error
    return source, line


def _wrong(path: Path, node: yaml.MappingNode, error: ValidationError) -> SourcesError:
    first = error.errors(include_url=False)[0]
    place = list(first["loc"])[1:]  # the kind stands before the field
    found = first["input"]
    if "tag" in first["type"]:
        place, found = ["kind"], first.get("ctx", {}).get("tag")
    names = [value.value for key, value in node.value if key.value == "name"]
    about = f"{place[0]}: " if place else ""
    told = f"found {found!r}, " if place and first["type"] != "missing" else ""
    expected = first["msg"].removeprefix("Value error, ")
    if "tag" in first["type"]:
        expected = f"one of {', '.join(KINDS)}"
    return SourcesError(
        f"{path}, line {_line(node, place)}, entry {names[0] if names else 'without a name'!r}: "
        f"{about}{told}expected: {expected[:1].lower()}{expected[1:]}."
    )


def _line(node: yaml.Node, place: Sequence[object]) -> int:
    """Return the line of the field at ``place``, or of the nearest node around it."""
    line = node.start_mark.line + 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == part), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line
