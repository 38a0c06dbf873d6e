"""Evidence for a word link beside the vectors: the same number, the same letters, the same place in the sentence."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from amana.translate.folding import fold

if TYPE_CHECKING:
    from amana.types import FloatArray

SAME_FORM = 0.3  # of two digit strings or two Latin words that are equal once folded
PUNCTUATION = {"،": ",", "؛": ";", "؟": "?", "«": '"', "»": '"', "“": '"', "”": '"'}


def lexical_evidence(source: Sequence[str], rendering: Sequence[str]) -> "FloatArray":
    """A bonus where two words are one and the same sign: 25 and ٢٥, IL-76 and IL-76, ، and a comma."""
    import numpy as np

    bonus = np.zeros((len(source), len(rendering)), dtype=np.float32)
    places: dict[str, list[int]] = {}
    for j, word in enumerate(rendering):
        places.setdefault(_sign(word), []).append(j)
    for i, word in enumerate(source):
        for j in places.get(_sign(word), ()):
            bonus[i, j] = SAME_FORM
    return bonus


def position_distance(source: int, rendering: int) -> "FloatArray":
    """How far apart two words stand in their sentences, each measured 0..1; shape (source, rendering)."""
    import numpy as np

    rows = np.arange(source, dtype=np.float32) / max(source - 1, 1)
    columns = np.arange(rendering, dtype=np.float32) / max(rendering - 1, 1)
    return np.asarray(np.abs(rows[:, None] - columns[None, :]), dtype=np.float32)


def _sign(word: str) -> str:
    return PUNCTUATION.get(word, fold(word))
