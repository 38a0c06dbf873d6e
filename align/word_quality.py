"""Which single words are at fault: word-level quality estimation, a tag for every word and every place between two.

As in the shared tasks of WMT and in OpenKiwi (Kepler et al. 2019), a network is trained on renderings with known faults
and says for each source word whether it was left out, for each word of the rendering whether the source lacks it, and
for each place of the rendering whether something is missing there. Its input are the encoder's states of both sides,
which are there already for the word links; three small layers attend to the own side and to the other one, guided by
the similarity of the words. It was trained on faithful pairs with faults put in (`benchmarks/fit_quality.py`); what it
says is evidence only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from amana.align.word_evidence import position_distance
from amana.align.word_similarity import SHARPNESS
from amana.align.word_support import is_content

if TYPE_CHECKING:
    from amana.types import FloatArray

LANGUAGES = ("ar", "en")  # what it was trained on
HEADS = 4
REACH = 16  # words beyond which a distance counts as this one
EPSILON = 1e-5


@dataclass(frozen=True, slots=True)
class WordFaults:
    """Log-odds: of each source word that it is not rendered, of each word of the rendering that it stands for nothing
    in the source, and that something is missing before each word of the rendering and behind the last."""

    source: tuple[float, ...] = ()
    rendering: tuple[float, ...] = ()
    breaks: tuple[float, ...] = ()


def word_faults(
    words: tuple[Sequence[str], Sequence[str]],
    vectors: "tuple[FloatArray, FloatArray]",
    similarities: "FloatArray",
    langs: tuple[str, str],
) -> WordFaults:
    """Source first, rendering second; `similarities` of shape (source words, rendering words). Nothing for languages
    other than LANGUAGES, nor for vectors of another encoder."""
    weights = _weights()
    if langs != LANGUAGES or not similarities.size or len(weights["source.in.w"]) != inputs(vectors[0].shape[1]):
        return WordFaults()
    odds = log_odds(words, vectors, similarities, weights)
    return WordFaults(*(tuple(round(value, 2) for value in side.tolist()) for side in odds))


def inputs(hidden: int) -> int:
    """Columns of a word's row: its state, six facts about its form, and its best similarity and agreement."""
    return hidden + 8


def forms(words: Sequence[str], lang: str) -> "FloatArray":
    """Six columns: a content word, letters, a capital, a digit, its length, the first word."""
    import numpy as np

    rows = [
        (
            is_content(word, lang),
            any(char.isalpha() for char in word),
            word[:1].isupper(),
            any(char.isdigit() for char in word),
            min(len(word), 10) / 10,
            not index,
        )
        for index, word in enumerate(words)
    ]
    return np.array(rows, dtype=np.float32).reshape(len(words), 6)


def log_odds(
    words: tuple[Sequence[str], Sequence[str]],
    vectors: "tuple[FloatArray, FloatArray]",
    similarities: "FloatArray",
    weights: "Mapping[str, FloatArray]",
) -> "tuple[FloatArray, FloatArray, FloatArray]":
    """Of the source words, the rendering's words, and the places (one more than words)."""
    import numpy as np

    distance = position_distance(*similarities.shape)
    ways = ((similarities, distance), (similarities.T, distance.T))
    agreements = np.sqrt(_softmax(SHARPNESS * similarities) * _softmax(SHARPNESS * similarities.T).T)
    states = []
    for side, (name, agreement) in enumerate((("source", agreements), ("rendering", agreements.T))):
        best = np.stack([ways[side][0].max(axis=1), agreement.max(axis=1)], axis=1)
        row = np.concatenate([vectors[side], forms(words[side], LANGUAGES[side]), best], axis=1)
        states.append(_norm(_linear(row, f"{name}.in", weights), f"{name}.norm", weights))
    layer = 0
    while f"{layer}.qkv.w" in weights:
        states = [_attend_to_self(state, f"{layer}.", weights) for state in states]
        crossed = [
            states[side] + _attend_across(states[side], states[1 - side], *ways[side], f"{layer}.", weights)
            for side in (0, 1)
        ]
        states = [_forward(state, f"{layer}.", weights) for state in crossed]
        layer += 1
    source, rendering = (_norm(state, "norm", weights) for state in states)
    edge = weights["edge"][None]
    places = np.concatenate([np.concatenate([edge, rendering]), np.concatenate([rendering, edge])], axis=1)
    return (
        _decide(source, "source.out", weights),
        _decide(rendering, "rendering.out", weights),
        _decide(places, "breaks.out", weights),
    )


def _attend_to_self(state: "FloatArray", layer: str, weights: "Mapping[str, FloatArray]") -> "FloatArray":
    """With a bias for each distance in words (Shaw et al. 2018, in the scalar form of T5)."""
    import numpy as np

    at = np.arange(len(state))
    bias = weights[layer + "reach"][:, np.clip(at[None] - at[:, None], -REACH, REACH) + REACH]
    query, key, value = np.split(_linear(_norm(state, layer + "norm1", weights), layer + "qkv", weights), 3, axis=1)
    return state + _linear(_attention(query, key, value, bias), layer + "out1", weights)


def _attend_across(
    state: "FloatArray",
    other: "FloatArray",
    similarities: "FloatArray",
    distance: "FloatArray",
    layer: str,
    weights: "Mapping[str, FloatArray]",
) -> "FloatArray":
    """Each head trusts the similarity, and the place in the sentence, by a share of its own."""
    import numpy as np

    bias = (
        weights[layer + "similar"][:, None, None] * similarities - weights[layer + "distant"][:, None, None] * distance
    )
    query = _linear(_norm(state, layer + "norm2", weights), layer + "q", weights)
    key, value = np.split(_linear(_norm(other, layer + "norm2", weights), layer + "kv", weights), 2, axis=1)
    return _linear(_attention(query, key, value, bias), layer + "out2", weights)


def _forward(state: "FloatArray", layer: str, weights: "Mapping[str, FloatArray]") -> "FloatArray":
    inner = _gelu(_linear(_norm(state, layer + "norm3", weights), layer + "inner", weights))
    return state + _linear(inner, layer + "outer", weights)


def _decide(rows: "FloatArray", name: str, weights: "Mapping[str, FloatArray]") -> "FloatArray":
    return _linear(_gelu(_linear(rows, name + ".hidden", weights)), name, weights)[:, 0]


def _attention(query: "FloatArray", key: "FloatArray", value: "FloatArray", bias: "FloatArray") -> "FloatArray":
    import numpy as np

    size = query.shape[1] // HEADS
    q, k, v = (rows.reshape(len(rows), HEADS, size).transpose(1, 0, 2) for rows in (query, key, value))
    shares = _softmax(q @ k.transpose(0, 2, 1) / np.float32(size**0.5) + bias)
    return (shares @ v).transpose(1, 0, 2).reshape(query.shape)


def _linear(rows: "FloatArray", name: str, weights: "Mapping[str, FloatArray]") -> "FloatArray":
    return rows @ weights[name + ".w"] + weights[name + ".b"]


def _norm(rows: "FloatArray", name: str, weights: "Mapping[str, FloatArray]") -> "FloatArray":
    import numpy as np

    centred = rows - rows.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=1, keepdims=True) + EPSILON)
    return np.asarray(centred / spread * weights[name + ".w"] + weights[name + ".b"], dtype=np.float32)


def _softmax(scores: "FloatArray") -> "FloatArray":
    import numpy as np

    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def _gelu(values: "FloatArray") -> "FloatArray":
    """By the tanh that approximates it to a thousandth, since numpy has no error function."""
    import numpy as np

    inner = 0.7978846 * (values + 0.044715 * values * values * values)
    return np.asarray(0.5 * values * (1 + np.tanh(inner)), dtype=np.float32)


@cache
def _weights() -> "dict[str, FloatArray]":
    import numpy as np

    with files("amana.align").joinpath("data/quality.npz").open("rb") as stream:
        return {name: array.astype(np.float32) for name, array in np.load(stream).items()}
