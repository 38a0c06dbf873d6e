"""Places where the English breaks off: shapes without a model, and a few sentences with the encoder."""

import numpy as np
import pytest

from amana.align.contextual import ContextualEncoder
from amana.align.word_breaks import breaks, log_odds, neighbours
from amana.align.words import LAYER

DIMENSIONS = 384


def test_there_is_one_place_more_than_words() -> None:
    vectors = np.ones((3, DIMENSIONS), dtype=np.float32)
    assert len(breaks(vectors, "en")) == 4
    rows = neighbours(vectors)
    assert rows.shape == (4, 2 * DIMENSIONS)
    assert not rows[0, :DIMENSIONS].any()
    assert not rows[3, DIMENSIONS:].any()


def test_the_log_odds_are_those_of_the_network() -> None:
    """Two hidden units by hand: one sees the left word, one the right one."""
    weights = {
        "first": np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32),
        "first_bias": np.zeros(2, dtype=np.float32),
        "second": np.array([1.0, 10.0], dtype=np.float32),
        "second_bias": np.array([-1.0], dtype=np.float32),
    }
    found = log_odds(np.array([[2.0]], dtype=np.float32), weights)
    gelu = 1.9546
    assert found.tolist() == pytest.approx([10 * gelu - 1, gelu - 1], abs=1e-3)


@pytest.mark.parametrize(("words", "dimensions", "lang"), [(3, DIMENSIONS, "fr"), (3, 8, "en"), (0, DIMENSIONS, "en")])
def test_nothing_is_known_of_another_language_or_encoder(words: int, dimensions: int, lang: str) -> None:
    assert breaks(np.ones((words, dimensions), dtype=np.float32), lang) == ()


@pytest.mark.model
@pytest.mark.parametrize(
    ("whole", "place"),
    [
        ("The President signed a law on elections .", 4),
        ("The spokesman denied the report of a new offensive .", 4),
        ("In 2002 , the painter was displaced from his village .", 4),
        ("The spokesman said that the war was over .", 5),
    ],
)
def test_a_missing_word_leaves_a_break(whole: str, place: int) -> None:
    """The break is where the word was, and it is no place of the whole sentence."""
    words = whole.split()
    cut = words[:place] + words[place + 1 :]
    before, after = ContextualEncoder(LAYER).words([words, cut])
    odds = breaks(after, "en")
    assert odds.index(max(odds)) == place
    assert max(odds) > max(breaks(before, "en")) + 2
