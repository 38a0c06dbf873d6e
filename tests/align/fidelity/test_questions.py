"""Statements and questions: cases as data."""

import pytest
from fidelity_cases import found, load, matches

from amana.align.fidelity import questions
from amana.align.pairs import pair_from_texts
from amana.types import CheckContext


@pytest.mark.parametrize("case", load("questions"))
def test_cases(case: dict) -> None:
    """Each case of tests/cases/fidelity/questions.jsonl."""
    findings = tuple(questions.check(pair_from_texts(case["ar"], case["en"]), CheckContext()))
    actual = found(findings, case["ar"], case["en"])
    assert matches(actual, case["expect"]), actual


def test_other_languages_are_left_alone() -> None:
    context = CheckContext(source_lang="fr")
    assert not list(questions.check(pair_from_texts("Il pleut.", "Is it raining?", "fr"), context))
