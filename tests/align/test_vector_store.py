"""The vector store: nothing is encoded twice, and a rerun gives the same numbers."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from amana.align.vector_store import CachedEncoder

if TYPE_CHECKING:
    from amana.types import FloatArray


class CountingEncoder:
    def __init__(self, signature: str = "counting") -> None:
        self.signature = signature
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> "FloatArray":
        self.seen += texts
        return np.array([[len(text), 1.0 / 3.0] for text in texts], dtype=np.float32).reshape(len(texts), 2)


def test_a_rerun_encodes_nothing_and_gives_the_same_numbers(tmp_path: Path) -> None:
    texts = [f"sentence {number}" for number in range(1200)] + ["sentence 1"]
    first = CountingEncoder()
    vectors = CachedEncoder(first, tmp_path / "store" / "v.sqlite").encode(texts)
    assert len(first.seen) == 1200
    second = CountingEncoder()
    assert np.array_equal(CachedEncoder(second, tmp_path / "store" / "v.sqlite").encode(texts), vectors)
    assert second.seen == []


def test_another_encoder_does_not_get_these_vectors(tmp_path: Path) -> None:
    CachedEncoder(CountingEncoder(), tmp_path / "v.sqlite").encode(["a"])
    other = CountingEncoder("other")
    CachedEncoder(other, tmp_path / "v.sqlite").encode(["a"])
    assert other.seen == ["a"]


def test_no_texts_give_no_rows(tmp_path: Path) -> None:
    assert CachedEncoder(CountingEncoder(), tmp_path / "v.sqlite").encode([]).shape == (0, 2)
