"""Normalisation: what each profile gives, what it reports, and the way back to the original."""

import ast
import csv
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.translate.folding import fold
from amana.translate.normalization import PROFILES, STEPS, Profile, is_arabic, normalize
from amana.translate.tokens import tokenize

CASES = Path(__file__).parent.parent / "cases" / "translate" / "normalization.tsv"
# Letters with and without marks, joiners, controls, presentation forms, digits and spaces of every kind, and anything.
TRICKY = st.text(
    st.one_of(
        st.sampled_from("اأإآٱىيیكکةهءؤئبـ \n\r\t\u00a0\u2029\u200f\u200c\u200b\u202b.،٠٫٬٪۵’‑aİßΣ³ﷺﷲﻻﺁﹰﹸﭐﬁ"),
        st.sampled_from("\u064b\u064e\u0651\u0652\u0653\u0654\u0655\u0670\u06d6\u06dd\u0301\u0345\u1161\u11a8"),
        st.characters(),
    )
)


def _cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return [{key: _unescape(value) for key, value in row.items()} for row in rows]


def _unescape(value: str) -> str:
    return re.sub(r"\\u[0-9a-f]{4}|\\[nr]", lambda match: str(ast.literal_eval(f'"{match.group()}"')), value)


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["label"])
def test_case(case: dict[str, str]) -> None:
    for profile in PROFILES:
        if case[profile] != "-":
            assert normalize(case["input"], profile, case["lang"]).text == case[profile], case["reason"]


@given(TRICKY, st.sampled_from(PROFILES), st.sampled_from(["ar", "fa", "en"]))
def test_a_second_time_changes_nothing(text: str, profile: Profile, lang: str) -> None:
    once = normalize(text, profile, lang).text
    again = normalize(once, profile, lang)
    assert (again.text, again.changes) == (once, ())


@given(TRICKY, st.sampled_from(PROFILES))
def test_offsets_rise_and_their_spans_tile_the_original(text: str, profile: Profile) -> None:
    result = normalize(text, profile)
    assert len(result.offsets) == len(result.text) + 1
    assert list(result.offsets) == sorted(result.offsets)
    assert result.offsets[-1] == len(text)
    for position in range(len(result.text)):
        start, end = result.original_span((position, position + 1))
        assert 0 <= start < end <= len(text), "every character came from somewhere"
    assert bool(result.changes) == (result.text != text)


@given(TRICKY, st.sampled_from(PROFILES))
def test_a_step_is_its_units_put_together(text: str, profile: Profile) -> None:
    for step in STEPS[profile]:
        pieces, done = [], 0
        for start, end in step.units(text):
            pieces += [text[done:start], step.apply(text[start:end])]
            done = end
        assert "".join([*pieces, text[done:]]) == step.apply(text), step.name


@given(TRICKY)
def test_the_original_of_a_span_gives_the_span_again(text: str) -> None:
    """Cut at white space and normalised apart, the words of the original are the words of the normalised text."""
    result = normalize(text, "matching")
    start = 0
    for word in result.text.split():
        start = result.text.index(word, start)
        left, right = result.original_span((start, start + len(word)))
        assert normalize(text[left:right], "matching").text == word
        start += len(word)


@given(TRICKY)
def test_folding_a_word_is_the_matching_profile(text: str) -> None:
    for word in (*text.split(), *(token.text for token in tokenize(text))):
        assert fold(word) == normalize(word, "matching").text


def test_steps_that_changed_something_are_counted() -> None:
    result = normalize("\u200fمُـحَمّد  ٢٠", "matching")
    assert [(c.step, c.count) for c in result.changes] == [
        ("invisible", 1), ("spaces", 1), ("tatweel", 1), ("diacritics", 3), ("digits", 2),
    ]  # fmt: skip


def test_an_expanded_character_is_quoted_whole() -> None:
    result = normalize("قال ﷲ", "display")
    assert result.text == "قال الله"
    assert result.original_span((4, 6)) == (4, 5)


def test_word_count_is_kept_by_the_matching_profile() -> None:
    text = "قالَ ﷺ إنَّ 10³ أمتارٍ ﷽"
    assert len(normalize(text, "matching").text.split()) == len(text.split())


def test_other_languages_keep_their_letters() -> None:
    assert normalize("می‌روی", "matching", "fa").text == "می‌روی"
    assert is_arabic("ar")
    assert not is_arabic("arn")  # Mapuche


def test_plain_news_text_does_not_pay_for_the_slow_import() -> None:
    code = (
        "import sys; from amana.translate.normalization import normalize; "
        "normalize('قال حفتر إلى 10', 'translation'); assert 'camel_tools.utils.dediac' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd="/")


def test_composition_is_canonical() -> None:
    assert normalize("\u0627\u0654", "display").text == unicodedata.normalize("NFC", "\u0627\u0654") == "أ"
