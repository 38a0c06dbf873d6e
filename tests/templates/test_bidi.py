"""Where an English sentence turns right-to-left, and what may not act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.templates.bidi import direction, plain, runs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no Arabic at all (25).", []),
        ("“لا ترغب” is rendered “wants”.", ["لا ترغب"]),
        ("Source: ٢٨ أيلول/سبتمبر ٢٠٢٣ = 2023-09-28.", ["٢٨ أيلول/سبتمبر ٢٠٢٣"]),
        ("١٫٥ مليون and 1.5 million", ["١٫٥ مليون"]),
        ("معلن", ["معلن"]),
        ("Left out: “وصل على متن IL-76 «ليلا».”", ["وصل على متن IL-76 «ليلا»."]),
        ("“Benghazi بنغازي” and “٢٥”", ["بنغازي", "٢٥"]),
        ("طائرة IL-76 روسية", ["طائرة", "روسية"]),
        ("سيقابَل.", ["سيقابَل"]),
        ("שלום and سلام", ["שלום", "سلام"]),
    ],
)
def test_right_to_left_runs_end_at_their_last_letter(text: str, expected: list[str]) -> None:
    assert [run.text for run in runs(text) if run.rtl] == expected


@given(st.text(alphabet="ab“”لا٢3.“”\u064e\u202e()-"))
def test_runs_join_to_the_text(text: str) -> None:
    joined = "".join("\u202e" if run.control else run.text for run in runs(text))
    assert joined == text


def test_direction_follows_the_language_and_a_script_overrules_it() -> None:
    assert [direction(lang) for lang in ("ar", "he", "fa", "ur", "ar-Latn", "uz-Arab", "fr", "en-GB")] == [
        "rtl", "rtl", "rtl", "rtl", "ltr", "rtl", "ltr", "ltr",
    ]  # fmt: skip


def test_plain_text_has_no_control_that_acts() -> None:
    assert plain("x\u202ey\u2069\x00 z") == "x⟨RLO⟩y⟨PDI⟩⟨U+0000⟩ z"
