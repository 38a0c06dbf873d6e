"""Places where a sentence breaks off because a word is missing, told from the words' vectors alone.

The states of the encoder know what should come next to a word: a small network reads those of two neighbours and says
how likely it is that something was cut out between them. Trained on the authored newswire with words cut out
(`benchmarks/fit_breaks.py`); nothing is known of another language than English. What it says is evidence only, which
align/fidelity/holes.py weighs with what the source has there.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amana.types import FloatArray


def breaks(vectors: "FloatArray", lang: str) -> tuple[float, ...]:
    """Log-odds that a word is missing before each word and behind the last; empty for another language or encoder."""
    if lang != "en" or not len(vectors) or 2 * vectors.shape[1] != len(_weights()["first"]):
        return ()
    return tuple(round(value, 2) for value in log_odds(vectors, _weights()).tolist())


def log_odds(vectors: "FloatArray", weights: "Mapping[str, FloatArray]") -> "FloatArray":
    """One more than there are words: the ends have zeros for a neighbour."""
    import numpy as np

    hidden = neighbours(vectors) @ weights["first"].astype(np.float32) + weights["first_bias"]
    return np.asarray(_gelu(hidden) @ weights["second"] + weights["second_bias"], dtype=np.float32)


def neighbours(vectors: "FloatArray") -> "FloatArray":
    """For each place between two words, both vectors in one row."""
    import numpy as np

    nothing = np.zeros((1, vectors.shape[1]), dtype=np.float32)
    return np.concatenate([np.concatenate([nothing, vectors]), np.concatenate([vectors, nothing])], axis=1)


def _gelu(values: "FloatArray") -> "FloatArray":
    """By the tanh that approximates it to a thousandth, since numpy has no error function."""
    import numpy as np

    return np.asarray(0.5 * values * (1 + np.tanh(0.7978846 * (values + 0.044715 * values**3))), dtype=np.float32)


@cache
def _weights() -> "dict[str, FloatArray]":
    import numpy as np

    with files("amana.align").joinpath("data/breaks_en.npz").open("rb") as stream:
        return {name: array.astype(np.float32) for name, array in np.load(stream).items()}
