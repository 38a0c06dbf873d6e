"""Fakes in the place of models: what a test needs to know is what it puts in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from amana.types import Hypothesis

if TYPE_CHECKING:
    from amana.types import FloatArray


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
