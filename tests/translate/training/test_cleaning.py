"""Cleaning: cases as data, one line each."""

from pathlib import Path

import pytest

from amana.translate.training.cleaning import MAX_WORDS, Dropped, Pair, clean_pair, folded_key

CASES = Path(__file__).parents[2] / "cases" / "training" / "cleaning.tsv"


def _cases() -> list[tuple[str, ...]]:
    lines = CASES.read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("label", "reason", "arabic", "english", "expected"), _cases(), ids=lambda value: value[:20])
def test_a_pair_is_cleaned_or_dropped_for_a_reason(
    label: str, reason: str, arabic: str, english: str, expected: str
) -> None:
    result = clean_pair(arabic, english)
    actual = f"drop: {result.reason}" if isinstance(result, Dropped) else result.english
    assert expected == actual, reason


def test_cleaning_twice_changes_nothing_more() -> None:
    once = clean_pair("قال\u200f إنّ  ‘الوضع’ صعب", "He said the “situation” is hard")
    assert isinstance(once, Pair)
    assert once == clean_pair(*once)


def test_a_side_longer_than_any_batch_shape_is_dropped() -> None:
    long = " ".join(["كلمة"] * (MAX_WORDS + 1))
    assert Dropped("too long") == clean_pair(long, " ".join(["word"] * 100))


def test_the_key_of_a_sentence_ignores_marks_and_signs() -> None:
    assert folded_key("أعْلنت الحكومةُ، ٢٥ قرارًا.") == folded_key("اعلنت الحكومه 25 قرارا")
