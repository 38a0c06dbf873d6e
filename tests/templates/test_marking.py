"""Cutting texts at marks: nothing is lost, overlaps are kept apart, Arabic words stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.templates.marking import Mark, Word, cut, in_lanes
from amana.types import Comparison

TEXT = "ولا ترغب موسكو في إعلان وجودها رسميا."


def mark(number: int, start: int, end: int) -> Mark:
    return Mark(number, "major", "Negation", (start, end), f"f{number}-s")


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(spans, max_size=6), spans)
def test_the_pieces_join_to_the_text_and_every_mark_covers_its_span(
    marked: list[tuple[int, int]], shown: tuple[int, int]
) -> None:
    marks = [mark(number, *span) for number, span in enumerate(marked, 1)]
    pieces = cut(TEXT, shown, marks)
    assert "".join(piece.text for piece in pieces) == TEXT[slice(*shown)]
    for number, (start, end) in enumerate(marked, 1):
        covered = "".join(piece.text for piece in pieces if any(m.number == number for m in piece.marks))
        assert covered == TEXT[max(start, shown[0]) : max(min(end, shown[1]), max(start, shown[0]))]


@given(st.lists(spans, max_size=6))
def test_every_mark_that_is_shown_is_anchored_once_and_numbered_once(marked: list[tuple[int, int]]) -> None:
    pieces = cut(TEXT, (0, len(TEXT)), [mark(number, *span) for number, span in enumerate(marked, 1)])
    expected = list(range(1, len(marked) + 1))
    assert sorted(m.number for piece in pieces for m in piece.anchored) == expected
    assert sorted(m.number for piece in pieces for m in piece.references) == expected


@given(st.lists(spans, max_size=6))
def test_overlapping_marks_are_in_different_lanes(marked: list[tuple[int, int]]) -> None:
    placed = in_lanes(mark(number, *span) for number, span in enumerate(marked, 1))
    for one in placed:
        for other in placed:
            if one.number < other.number and max(one.span[0], other.span[0]) < min(one.span[1], other.span[1]):
                assert one.lane != other.lane


def test_a_longer_mark_runs_below_the_marks_inside_it() -> None:
    lanes = {m.number: m.lane for m in in_lanes([mark(1, 0, 20), mark(2, 4, 8), mark(3, 10, 12)])}
    assert lanes == {1: 1, 2: 0, 3: 0}


def test_a_mark_may_begin_inside_an_arabic_word_and_its_number_waits_for_the_end_of_the_word() -> None:
    pieces = cut(TEXT, (0, len(TEXT)), [mark(1, 1, 2)])
    assert [piece.text for piece in pieces][:3] == ["و", "ل", "ا"]
    assert [bool(piece.references) for piece in pieces][:3] == [False, False, True]


def test_a_mark_never_parts_a_letter_from_its_vowel_sign() -> None:
    text = "سيقابَل بعقوبات"
    pieces = cut(text, (0, len(text)), [mark(1, 0, text.index("\u064e"))])
    assert pieces[0].text == "سيقابَ"


def test_an_empty_mark_is_a_place_with_a_number() -> None:
    pieces = cut(TEXT, (0, len(TEXT)), [mark(1, 4, 4)])
    assert [(piece.text, len(piece.references)) for piece in pieces][:2] == [("ولا ", 0), ("", 1)]


def test_a_word_that_a_mark_cuts_stays_one_word() -> None:
    pieces = cut(TEXT, (0, len(TEXT)), [mark(1, 1, 3)], [Word(7, (0, 3))])
    assert [(piece.text, piece.word) for piece in pieces][:2] == [("و", 7), ("لا", 7)]


def test_control_characters_stand_alone() -> None:
    pieces = cut("a\u202eb\x07", (0, 4))
    assert [(piece.text, piece.control) for piece in pieces] == [
        ("a", ""),
        ("\u202e", "RLO"),
        ("b", ""),
        ("\x07", "U+0007"),
    ]


@pytest.mark.parametrize("side", ["source", "rendering"])
def test_the_rows_show_every_character_of_both_texts(samples: list[Comparison], side: str) -> None:
    """What lies between two sentences and belongs to neither is shown too."""
    from amana.templates.rows import build_rows

    for comparison in samples:
        document = getattr(comparison.excerpt, side)
        rows, _ = build_rows(comparison)
        if document is None or not rows:
            continue
        for title in (True, False):
            text = "".join(piece.text for row in rows if row.title == title for piece in getattr(row, side).pieces)
            expected = document.part("title" if title else "body")
            if any(row.title == title for row in rows):
                assert sorted("".join(text.split())) == sorted("".join(expected.split())), comparison.excerpt.id
