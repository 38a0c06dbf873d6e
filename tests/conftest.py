"""Fakes and guards that every test may use. No test reaches the network."""

import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from amana.types import Hypothesis

if TYPE_CHECKING:
    from amana.types import FloatArray

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"


class LookupTranslator:
    """Translates what it was given, and echoes nothing: an unknown sentence is a KeyError, so a test cannot drift."""

    signature = "lookup"

    def __init__(self, table: dict[str, str]) -> None:
        self.table = table
        self.calls: list[list[str]] = []

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        self.calls.append(list(sentences))
        return [Hypothesis(self.table[s] if s else "") for s in sentences]


class BagEncoder:
    """Vectors of shared words: two texts are as near as the concepts that `lexicon` finds in both."""

    signature = "bag"

    def __init__(self, lexicon: dict[str, int], dimension: int = 64) -> None:
        self.lexicon = lexicon
        self.dimension = dimension

    def encode(self, texts: Sequence[str]) -> "FloatArray":
        vectors = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.split():
                if word in self.lexicon:
                    vectors[row, self.lexicon[word] % self.dimension] += 1.0
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / norms, dtype=np.float32)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs without network; loopback stays, for the browser."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "::1", "localhost"):
            raise OSError(f"a test tried to reach {address}: tests run without network")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _own_directories(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A user's translation memory and vector store are neither read nor written. Converted models are kept for the
    whole run (they are derived from the bundled weights alone)."""
    monkeypatch.setenv("AMANA_DATA_DIR", str(tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development sets beside a developer's checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there: development sets lie beside a developer's checkout only")
    return SHARED
