"""The translation memory: a Translator in front of another, which translates only what was never translated before."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from amana.errors import InputError, OutputError
from amana.translate.normalization import normalize
from amana.types import Hypothesis, Translator

# Raised when the table changes; a memory of another version lies beside in a file of its own.
FILE = "translations-1.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS translation (
    signature TEXT NOT NULL, source TEXT NOT NULL, text TEXT NOT NULL, score REAL, faults TEXT NOT NULL,
    PRIMARY KEY (signature, source)
) WITHOUT ROWID
"""
_SELECT = "SELECT source, text, score, faults FROM translation WHERE signature = ? AND source IN ({})"
_WAIT_SECONDS = 60  # for another process that is writing
_VARIABLES = 500  # in one statement


class CachedTranslator:
    """`inner` with a memory in the SQLite file `path`. Safe for several processes. An exception of `inner` passes
    through, and nothing of that call is kept. `hits` and `misses` count sentences."""

    def __init__(self, inner: Translator, path: Path, lang: str = "ar") -> None:
        self.hits = self.misses = 0
        self._inner = inner
        self._path = path
        self._lang = lang
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"{path.parent} cannot be made ({error}): set AMANA_DATA_DIR, or use no memory"
            ) from error
        with self._connection() as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(_SCHEMA)

    @property
    def signature(self) -> str:
        return self._inner.signature

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """One hypothesis for each sentence, in order; sentences that differ only in normalisation are one."""
        keys = [normalize(sentence, "translation", self._lang).text for sentence in sentences]
        known = self._read(sorted(set(keys)))
        missing = [key for key in dict.fromkeys(keys) if key not in known]
        if missing:
            new = dict(zip(missing, self._inner.translate(missing), strict=True))
            self._write(new)
            known |= new
        self.misses += len(missing)
        self.hits += len(keys) - len(missing)
        return [known[key] for key in keys]

    def _read(self, keys: Sequence[str]) -> dict[str, Hypothesis]:
        known: dict[str, Hypothesis] = {}
        with self._connection() as connection:
            for start in range(0, len(keys), _VARIABLES):
                some = keys[start : start + _VARIABLES]
                rows = connection.execute(
                    _SELECT.format(",".join("?" * len(some))),
                    (self.signature, *some),
                )
                known |= {key: Hypothesis(text, score, tuple(faults.split())) for key, text, score, faults in rows}
        return known

    def _write(self, new: dict[str, Hypothesis]) -> None:
        rows = [(self.signature, key, h.text, h.score, " ".join(h.faults)) for key, h in new.items()]
        with self._connection() as connection:
            connection.executemany("INSERT OR REPLACE INTO translation VALUES (?, ?, ?, ?, ?)", rows)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection for one transaction: none is open while the model runs, nor when a process forks."""
        try:
            connection = sqlite3.connect(self._path, timeout=_WAIT_SECONDS)
            try:
                with connection:
                    yield connection
            finally:
                connection.close()
        except sqlite3.OperationalError as error:  # a kind of DatabaseError: has to come first
            raise OutputError(
                f"translation memory {self._path} cannot be used ({error}): check that the folder can be written and "
                f"the disk has space, set AMANA_DATA_DIR to another folder, or use no memory"
            ) from error
        except sqlite3.DatabaseError as error:
            raise InputError(
                f"translation memory {self._path} is damaged ({error}): delete it (what it held is translated again), "
                f"or use no memory"
            ) from error
