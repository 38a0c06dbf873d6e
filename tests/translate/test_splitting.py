"""Sentence splitting: cases by language, and the properties that the report's spans rest on."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.translate.paragraphs import paragraph_spans
from amana.translate.splitting import split_sentences

CASES = Path(__file__).parent.parent / "cases" / "translate" / "splitting.tsv"
_PIECES = [
    *("د.", "قال", "م.", "عام", "ﻻ", "The", "he", "Gen.", "U.S. ", "No. ", "1.", "5", "😀"),
    *("«", "»", "(", ")", '"', "[...]", ". ", ".", "…", "...", "؟ ", "\n", "\n\n", "\r\n", " ", "\u200f", "\u00a0"),
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(_PIECES)).map("".join))
LANGUAGES = st.sampled_from(["ar", "en", "fr", "zh", "xx"])


def _cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=3))
    return [{**row, "text": row["text"].replace("\\n", "\n").replace("\\u200f", "\u200f")} for row in rows]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case['lang']} {case['label']}")
def test_case(case: dict[str, str]) -> None:
    expected = [sentence.strip(" \n\u200f") for sentence in case["text"].split("|") if sentence.strip()]
    text = case["text"].replace("|", "")
    assert [segment.text for segment in split_sentences(text, case["lang"])] == expected, case["reason"]


@given(TEXTS, LANGUAGES)
def test_every_visible_character_is_in_one_sentence(text: str, lang: str) -> None:
    segments = split_sentences(text, lang)
    covered = [position for segment in segments for position in range(*segment.span)]
    assert covered == sorted(set(covered))
    lost = {text[position] for position in range(len(text))} if not segments else set()
    if segments:
        lost = {char for position, char in enumerate(text) if position not in set(covered)}
    assert all(char.isspace() or not char.isprintable() for char in lost)


@given(TEXTS, LANGUAGES)
def test_spans_quote_the_original(text: str, lang: str) -> None:
    segments = split_sentences(text, lang)
    assert [segment.index for segment in segments] == list(range(len(segments)))
    for segment in segments:
        assert segment.text == text[slice(*segment.span)] == segment.text.strip() != ""
    paragraphs = [segment.paragraph for segment in segments]
    assert paragraphs == sorted(paragraphs)


@given(TEXTS, LANGUAGES)
def test_no_sentence_reaches_over_a_blank_line(text: str, lang: str) -> None:
    assert not any("\n\n" in segment.text for segment in split_sentences(text, lang))


def test_a_sentence_that_ends_one_paragraph_does_not_begin_the_next() -> None:
    first, second, third = split_sentences("عاد الوفد. ثم غادر\n\nوصل غيره", "ar")
    assert (first.paragraph, second.paragraph, third.paragraph) == (0, 0, 1)


def test_a_long_quotation_is_split_and_a_short_one_is_not() -> None:
    sentence = "We have been here for a long time and we are going to stay. "
    for quoted, expected in ((2, 2), (8, 9)):
        text = f"He said: “{(sentence * quoted).strip()}” Then he left."
        assert len(split_sentences(text, "en")) == expected


def test_equal_lengths_of_two_headlines_are_no_wrapping() -> None:
    text = "Haftar meets Russian officials in Moscow\nErdogan meets Qatari officials in Doha"
    assert len([*paragraph_spans(text)]) == 2


def test_a_long_text_takes_time_in_proportion() -> None:
    text = "وأضاف د. أحمد: «نعم. لا.» ثم غادر في 3.5 ساعة. " * 2000
    assert len(split_sentences(text, "ar")) == 4000
