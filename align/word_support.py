"""Whether a word has a counterpart on the other side: the evidence for omissions and additions inside a sentence.

A logistic model over what the similarity matrix shows of each word, one set of weights for content words and one for
function words. Fitted on the authored newswire pairs with phrases cut out of the rendering or put into it
(`benchmarks/fit_support.py`), so that no development set is in it; the weights are in data/support.tsv.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from amana.translate.folding import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from amana.types import FloatArray

FEATURES = (
    "best cosine",
    "second best cosine",
    "best agreement",
    "mutual best",
    "best cosine around",
    "best agreement around",
    "length",
    "capital or digit",
    "mean best of the sentence",
    "bias",
)
_CLITICS = "وفبلك"


@cache
def function_words(lang: str) -> frozenset[str]:
    """Words that may come and go in a translation; empty for a language without a list."""
    text = files("amana.align").joinpath("data/function_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(word for name, words in rows if name == lang for word in words.split())


@cache
def is_content(word: str, lang: str) -> bool:
    """Whether a word carries meaning of its own: letters or digits, and not on the list of function words."""
    folded = fold(word)
    if not any(char.isalnum() for char in folded):
        return False
    listed = function_words(lang)
    if folded in listed:
        return False
    return not (lang == "ar" and len(folded) > 2 and folded[0] in _CLITICS and folded[1:] in listed)


def features(similarities: "FloatArray", agreements: "FloatArray", words: Sequence[str]) -> "FloatArray":
    """One row a source word (transpose both matrices for the rendering's words), columns as FEATURES."""
    import numpy as np

    count, others = similarities.shape
    if not others:
        return np.zeros((count, len(FEATURES)), dtype=np.float32)
    ordered = np.sort(similarities, axis=1)
    best = ordered[:, -1]
    second = ordered[:, -2] if others > 1 else best
    agreed = agreements.max(axis=1)
    mutual = similarities.max(axis=0)[similarities.argmax(axis=1)] <= best
    return np.column_stack(
        [
            best,
            second,
            agreed,
            mutual,
            _around(best),
            _around(agreed),
            [min(len(word), 10) / 10 for word in words],
            [any(c.isupper() or c.isdigit() for c in word) for word in words],
            np.full(count, best.mean()),
            np.ones(count),
        ]
    ).astype(np.float32)


def support(rows: "FloatArray", words: Sequence[str], lang: str) -> tuple[float, ...]:
    """The probability of a counterpart for each word, from `features`."""
    import numpy as np

    weights = _weights()
    content = np.array([is_content(word, lang) for word in words], dtype=bool)
    chosen = np.where(content[:, None], weights["content"], weights["function"])
    logits = (rows * chosen).sum(axis=1, dtype=np.float64)  # float32 would print .995 as .9950000048
    return tuple(np.round(1 / (1 + np.exp(-logits)), 3).tolist())


@cache
def _weights() -> "dict[str, NDArray[np.float32]]":
    import numpy as np

    text = files("amana.align").joinpath("data/support.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    table = {row[0]: {name: float(value) for name, value in (cell.split("=") for cell in row[1:])} for row in rows}
    return {kind: np.array([values[name] for name in FEATURES], dtype=np.float32) for kind, values in table.items()}


def _around(values: "NDArray[np.float32]", reach: int = 2) -> "NDArray[np.float32]":
    """Mean over a window of `reach` words on either side, shorter at the ends."""
    import numpy as np

    sums = np.cumsum(np.concatenate([[0.0], values]))
    at = np.arange(len(values))
    low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, len(values))
    return np.asarray((sums[high] - sums[low]) / (high - low), dtype=np.float32)
