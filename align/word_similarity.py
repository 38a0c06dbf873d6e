"""How near every source word is to every rendering word, from their contextual vectors.

The two directions of a softmax over the similarities, multiplied, are the soft agreement of SimAlign (Jalili Sabet et
al. 2020) and awesome-align (Dou & Neubig 2021). Each language's mean vector is removed first: half of what two words of
one language share is that language.
"""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amana.types import FloatArray

SHARPNESS = 16.0  # of the softmax over cosines; see docs/word-links.md for the table


@cache
def language_means() -> "dict[str, FloatArray]":
    """Language -> mean word vector at the layer used, measured on corpora/newswire by `benchmarks/word_means.py`."""
    import numpy as np

    with files("amana.align").joinpath("data/word_means.npz").open("rb") as stream:
        return {name: array.astype(np.float32) for name, array in np.load(stream).items()}


def similarity(source: "FloatArray", rendering: "FloatArray", source_lang: str, rendering_lang: str) -> "FloatArray":
    """Cosines, shape (source words, rendering words), in -1..1. A language without a measured mean takes the mean of
    the very words, which is good enough from about ten words on; two texts of one language need none."""
    import numpy as np

    if source_lang != rendering_lang:
        source, rendering = _centred(source, source_lang), _centred(rendering, rendering_lang)
    return np.asarray(_unit(source) @ _unit(rendering).T, dtype=np.float32)


def agreement(
    similarities: "FloatArray",
    sharpness: float = SHARPNESS,
    source_weights: "FloatArray | None" = None,
    rendering_weights: "FloatArray | None" = None,
) -> "FloatArray":
    """Geometric mean of the softmax over rows and the softmax over columns, in 0..1.

    Weights (1, or less for a lighter word) say how much a word takes away from the words of weight 1 beside it: so
    "and" and "in" do not starve "partnership" of its link to وبالشراكة. Against a light word everything counts in full.
    """
    import numpy as np

    if not similarities.size:
        return similarities
    scores = np.exp(sharpness * (similarities - similarities.max()))
    rows = scores / _totals(scores, rendering_weights)
    columns = scores / _totals(scores.T, source_weights).T
    return np.asarray(np.sqrt(rows * columns), dtype=np.float32)


def _totals(scores: "FloatArray", weights: "FloatArray | None") -> "FloatArray":
    """What each cell is divided by: its row's sum, weighted where the cell's own column has weight 1."""
    import numpy as np

    whole = scores.sum(axis=1, keepdims=True)
    if weights is not None:
        whole = np.where(weights[None, :] < 1, whole, (scores * weights).sum(axis=1, keepdims=True))
    return np.asarray(np.maximum(whole, 1e-12), dtype=np.float32)


def _centred(vectors: "FloatArray", lang: str) -> "FloatArray":
    mean = language_means().get(lang)
    if mean is None:
        mean = vectors.mean(axis=0) if len(vectors) else vectors
    return vectors - mean


def _unit(vectors: "FloatArray") -> "FloatArray":
    import numpy as np

    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-6), dtype=np.float32)
