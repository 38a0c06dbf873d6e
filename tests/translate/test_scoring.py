"""Forced decoding: the two engines agree, and pieces come home to their words."""

import numpy as np
import pytest

from amana.translate.scoring import ForcedDecoder
from amana.translate.tokens import tokenize

pytestmark = pytest.mark.model

SOURCE = "قالَ الرئيس، إن الحكومة ستدعم الجيش في ليبيا."
RIGHT = "The president said that the government will support the army in Libya."
WRONG = "The president said that the elephant will support the army in Libya."


@pytest.fixture(scope="module")
def decoder() -> ForcedDecoder:
    return ForcedDecoder(threads=1)


def test_one_entry_a_word_on_both_sides(decoder: ForcedDecoder) -> None:
    (score,) = decoder.score([(SOURCE, RIGHT)])
    assert score is not None
    assert score.attention.shape == (len(tokenize(RIGHT)), len(tokenize(SOURCE)))
    assert score.attention.dtype == np.float32
    assert len(score.logprobs) == len(score.piece_counts) == len(tokenize(RIGHT))
    assert (score.logprobs <= 0).all()
    assert (score.attention >= 0).all()
    assert (score.attention.sum(axis=1) <= 1.001).all()


def test_a_wrong_word_is_less_likely(decoder: ForcedDecoder) -> None:
    right, wrong = decoder.score([(SOURCE, RIGHT), (SOURCE, WRONG)])
    assert right is not None
    assert wrong is not None
    position = [token.text for token in tokenize(WRONG)].index("elephant")
    assert wrong.logprobs[position] < right.logprobs[position] - 2
    assert wrong.logprobs[:position] == pytest.approx(right.logprobs[:position], abs=0.2)


def test_both_engines_agree(decoder: ForcedDecoder) -> None:
    pairs = [(SOURCE, RIGHT), ("وصل الوفد إلى موسكو.", "The delegation arrived in Moscow.")]
    theirs = ForcedDecoder(engine="transformers", threads=1).score(pairs)
    for fast, slow in zip(decoder.score(pairs), theirs, strict=True):
        assert fast is not None
        assert slow is not None
        assert fast.piece_counts == slow.piece_counts
        assert np.abs(fast.logprobs - slow.logprobs).mean() < 0.5  # sums over pieces, and eight-bit weights
        assert np.abs(fast.attention - slow.attention).mean() < 0.03


def test_order_is_kept_and_a_batch_gives_what_each_pair_gives(decoder: ForcedDecoder) -> None:
    pairs = [(SOURCE, RIGHT), ("نعم", "Yes"), (SOURCE, WRONG)]
    for together, (alone,) in zip(decoder.score(pairs), [decoder.score([pair]) for pair in pairs], strict=True):
        assert together is not None
        assert alone is not None
        assert together.logprobs == pytest.approx(alone.logprobs, abs=0.1)


def test_words_may_be_given(decoder: ForcedDecoder) -> None:
    (score,) = decoder.score([("وصل الوفد", "They came")], words=[([(0, 3), (4, 9)], [(0, 4), (5, 9)])])
    assert score is not None
    assert score.attention.shape == (2, 2)


@pytest.mark.parametrize("pair", [("", "Yes"), ("نعم", " "), ("نعم " * 700, "Yes")], ids=["source", "target", "long"])
def test_no_evidence_is_none_and_nothing_is_cut(decoder: ForcedDecoder, pair: tuple[str, str]) -> None:
    assert decoder.score([pair]) == [None]


def test_nothing_gives_nothing(decoder: ForcedDecoder) -> None:
    assert decoder.score([]) == []
