"""Untranslated text: cases as data, and what one word left in Arabic explains."""

import pytest
from fidelity_cases import found, load, matches

from amana.align.fidelity import untranslated
from amana.align.fidelity.checks import run_checks
from amana.align.pairs import pair_from_texts
from amana.types import CheckContext


@pytest.mark.parametrize("case", load("untranslated"))
def test_untranslated_cases(case: dict) -> None:
    """Each case of tests/cases/fidelity/untranslated.jsonl."""
    pair = pair_from_texts(case["ar"], case["en"])
    findings = run_checks([pair], CheckContext(), only=["untranslated", "dates", "numbers"])
    assert matches(found(findings, case["ar"], case["en"]), case["expect"]), findings


def test_a_rendering_in_arabic_script_is_not_untranslated() -> None:
    """Between two languages of the script there is nothing to see."""
    pair = pair_from_texts("الشرطة", "پلیس", "ar", "fa")
    assert not list(untranslated.check(pair, CheckContext(rendering_lang="fa")))


def test_a_passage_left_in_arabic_is_one_finding() -> None:
    """Punctuation and digits inside the passage do not break it."""
    text = "قال المسؤول، في 12 يوليو: «لن نعود»"
    pair = pair_from_texts("قال", f"He said: {text}")
    findings = list(untranslated.check(pair, CheckContext()))
    assert len(findings) == 1
