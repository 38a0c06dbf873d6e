"""Cutting what is too long, and losing nothing."""

from hypothesis import given
from hypothesis import strategies as st

from amana.translate.clauses import cut_at_clauses


@given(st.text(alphabet="اب ،؛و.(", max_size=80), st.integers(1, 20))
def test_parts_fit_and_hold_every_character(text: str, longest: int) -> None:
    parts = cut_at_clauses(text, lambda part: len(part) <= longest)
    assert all(len(part) <= longest for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_what_fits_stays_whole() -> None:
    assert cut_at_clauses("وصل، ثم غادر", lambda part: len(part) < 100) == ["وصل، ثم غادر"]


def test_a_semicolon_is_better_than_a_comma_nearer_the_middle() -> None:
    sentence = "وصل الوفد الروسي؛ ثم التقى القائد، وبعد ذلك غادر"
    assert cut_at_clauses(sentence, lambda part: len(part) < 40)[0] == "وصل الوفد الروسي؛"


def test_a_conjunction_is_better_than_a_space() -> None:
    parts = cut_at_clauses("وصل الوفد الروسي أمس وغادر الوفد التركي اليوم", lambda part: len(part) < 30)
    assert parts == ["وصل الوفد الروسي أمس", "وغادر الوفد التركي اليوم"]
