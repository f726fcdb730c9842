"""A large corpus from few regulations: repeated with other figures, places and years.

What is real: the texts, splitting, tagging, storing, every store and every search. What is not:
the model reads only a base of some thousand passages. Every other passage gets the vectors of one
of them, moved: the vector part of the way to one of its ten nearest neighbours, with noise shaped
like the spread of the base, so that the cloud keeps its form; the token vectors filled up or cut
to the length of the passage, and a tenth of them exchanged for tokens of another passage. So
150,000 passages take minutes, not hours.
"""

from __future__ import annotations

import pickle
import random
import re
import tarfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from corpus.ids import content_hash
from corpus.markdown import read_markdown
from corpus.pillars import pillars
from corpus.regions import gazetteer
from evals.shared import shared as shared_folder
from index.embedder import Embedder, Reading

_NOISE = 0.5  # of the spread of the base
_WAY = 0.5  # to a neighbour, at most
_NEIGHBOURS = 10
_EXCHANGED = 10  # one token in so many
_CHARACTERS = 4.2  # to a token of Indonesian law
_MOST = 500  # tokens that the model reads
_FIGURE = re.compile(r"\d{2,}")
_DIGIT = re.compile(r"\d")
_KINDS = ("regulation", "regulation", "article", "masterplan", "report")


def regulations() -> Iterator[tuple[str, str]]:
    """Yield the name and text of each regulation beside the checkout, in order of names."""
    with tarfile.open(shared("regulations") / "regulations.tar.gz") as files:
        for member in sorted(files.getmembers(), key=lambda found: found.name):
            content = files.extractfile(member) if member.isfile() else None
            if content is not None:
                yield member.name, content.read().decode(errors="replace")


def shared(name: str) -> Path:
    """Return a folder of the data beside the checkout.

    :raises SystemExit: when it is not there.
    """
    if folder := shared_folder(name):
        return folder
    raise SystemExit(f"Skipped: ../shared/data/{name} is missing; set PILAR_SHARED.")


def document(name: str, text: str, copy: int) -> Document:
    """Return one copy of a regulation, with figures, place, pillar and year of its own."""
    chance = random.Random(f"{name} {copy}")  # noqa: S311 - variation, not secrets
    if copy:
        text = _FIGURE.sub(lambda found: _other_figure(found[0], chance), text)
    regions = gazetteer().regions
    markdown = read_markdown(text, name)
    return Document(
        origin=f"benchmark:{name}#{copy}",
        source=f"source-{copy % 7}",
        kind=chance.choice(_KINDS),  # type: ignore[arg-type]
        title=f"Peraturan {name.removeprefix('./').removesuffix('.md')} salinan {copy:05d}",
        text=markdown.text,
        blocks=markdown.blocks,
        language="id",
        published=str(2005 + chance.randrange(21)),
        pillars=(chance.choice(pillars()).id,),
        regions=(chance.choice(regions).code,),
    )


class RepeatingEmbedder:
    """Gives every passage the vectors of one that the model has read, moved."""

    def __init__(self, model: Embedder, base: Path) -> None:
        """Take a model and the folder of its base, which ``learn`` fills."""
        self._model = model
        self._folder = base
        self.name = f"{model.name}-repeated"
        self.dimensions = model.dimensions
        if (base / "counts.npy").exists():
            self._load()

    def __getattr__(self, name: str) -> object:
        """Everything else is the model's."""
        return getattr(self._model, name)

    def learn(self, texts: Sequence[str], progress: Callable[[int, int], None]) -> None:
        """Read these texts and keep what the model gave."""
        self._folder.mkdir(parents=True, exist_ok=True)
        readings: list[Reading] = []
        for start in range(0, len(texts), 64):
            part = self._folder / f"{start:06d}.pickle"  # a run that is stopped loses little
            if not part.exists():
                some = self._model.read(texts[start : start + 64], "document")
                part.write_bytes(pickle.dumps(some))
            readings += pickle.loads(part.read_bytes())  # noqa: S301 - our own file
            progress(len(readings), len(texts))
        np.save(self._folder / "pooled.npy", np.stack([reading.vector for reading in readings]))
        tokens = np.concatenate([reading.tokens for reading in readings]).astype(np.float16)
        np.save(self._folder / "tokens.npy", tokens)
        np.save(self._folder / "counts.npy", [len(reading.tokens) for reading in readings])
        self._load()

    def _load(self) -> None:
        self._vectors = np.load(self._folder / "pooled.npy")
        # Mapped, so that the memory that is measured is that of the index.
        self._tokens = np.load(self._folder / "tokens.npy", mmap_mode="r")
        self._ends = np.cumsum(np.load(self._folder / "counts.npy"))
        similar = self._vectors @ self._vectors.T
        np.fill_diagonal(similar, -1)
        self._near = np.argsort(-similar, axis=1)[:, :_NEIGHBOURS]
        values, axes = np.linalg.eigh(np.cov(self._vectors.T))
        self._spread = (axes * np.sqrt(np.maximum(values, 0))).astype(np.float32) * _NOISE

    def read(self, texts: Sequence[str], kind: str) -> list[Reading]:
        """Return the base's vectors for each text, moved a little."""
        if kind == "query":
            return self._model.read(texts, "query")
        return [self._moved(text) for text in texts]

    def _moved(self, text: str) -> Reading:
        chance = np.random.default_rng(int(content_hash(text)[:12], 16))
        number = int(_key(text), 16) % len(self._ends)
        tokens = self._token_vectors(number, max(1, min(_MOST, round(len(text) / _CHARACTERS))))
        places = chance.integers(len(tokens), size=len(tokens) // _EXCHANGED)
        tokens[places] = self._token_vectors(int(chance.integers(len(self._ends))), len(places))
        own, other = self._vectors[number], self._vectors[chance.choice(self._near[number])]
        noise = self._spread @ chance.standard_normal(self.dimensions, dtype=np.float32)
        vector = own + np.float32(chance.uniform(0, _WAY)) * (other - own) + noise
        starts = np.arange(len(tokens)) * int(_CHARACTERS)
        return Reading(
            vector=(vector / np.linalg.norm(vector)).astype(np.float32),
            tokens=tokens,
            spans=np.stack([starts, starts + int(_CHARACTERS)], axis=1).astype(np.int32),
        )

    def _token_vectors(self, number: int, count: int) -> npt.NDArray[np.float32]:
        """Return as many token vectors as asked for, from one passage, over and over."""
        start = int(self._ends[number - 1]) if number else 0
        found = self._tokens[start : int(self._ends[number])]
        chosen: npt.NDArray[np.float32] = found[np.arange(count) % len(found)].astype(np.float32)
        return chosen


def _key(text: str) -> str:
    """Return what a text and its copies have in common."""
    return content_hash(_DIGIT.sub("0", text))


def _other_figure(figure: str, chance: random.Random) -> str:
    first = str(chance.randrange(1, 10)) if figure[0] != "0" else "0"
    return first + "".join(str(chance.randrange(10)) for _ in figure[1:])
