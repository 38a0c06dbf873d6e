"""Sentence vectors that are computed once: an SQLite file in front of any encoder.

A key is a hash of the encoder's signature and the text, so two encoders share one file and a changed encoder misses.
Vectors are kept in half precision (the cosine moves by less than .001), and a fresh vector is rounded the same way
before it is handed out: a rerun gives the very numbers of the first run.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from amana.types import Encoder

if TYPE_CHECKING:
    from amana.types import FloatArray

_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
_Item = TypeVar("_Item")
_ROWS = 500  # keys in one SELECT (SQLite allows 999 variables in old builds), vectors in one commit


def default_store_path() -> Path:
    """`vectors.sqlite` in AMANA_DATA_DIR, or in the user's data directory."""
    folder = os.environ.get("AMANA_DATA_DIR")
    if folder:
        return Path(folder) / "vectors.sqlite"
    from platformdirs import user_data_dir

    return Path(user_data_dir("amana")) / "vectors.sqlite"


class CachedEncoder:
    """An encoder whose vectors are kept in `path`. Safe for several processes at once (write-ahead log)."""

    def __init__(self, inner: Encoder, path: Path | None = None) -> None:
        self.inner = inner
        self.path = path or default_store_path()
        self.path.parent.mkdir(parents=True, exist_ok=True)

    @property
    def signature(self) -> str:
        return self.inner.signature

    def encode(self, texts: Sequence[str]) -> "FloatArray":
        """Vectors in order. What is missing is encoded in pieces, each kept at once: a broken run loses one piece."""
        import numpy as np

        keys = {text: self._key(text) for text in texts}
        found: dict[bytes, bytes] = {}
        with closing(self._connect()) as connection:
            for piece in _pieces(list(keys.values())):
                marks = ",".join("?" * len(piece))
                query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608 (question marks only)
                found.update(connection.execute(query, piece))
            for missing in _pieces([text for text, key in keys.items() if key not in found]):
                vectors = self.inner.encode(missing).astype(np.float16)
                rows = [(keys[text], vector.tobytes()) for text, vector in zip(missing, vectors, strict=True)]
                with connection:
                    connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
                found.update(rows)
        if not texts:
            return self.inner.encode([])
        stored = np.frombuffer(b"".join(found[keys[text]] for text in texts), dtype=np.float16)
        return stored.reshape(len(texts), -1).astype(np.float32)

    def _key(self, text: str) -> bytes:
        return blake2b(f"{self.signature}\0{text}".encode(), digest_size=16).digest()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=60)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(_SCHEMA)
        return connection


def _pieces(items: list[_Item]) -> Iterator[list[_Item]]:
    return (items[start : start + _ROWS] for start in range(0, len(items), _ROWS))
