"""Quotation marks: cases as data, and reading them."""

import pytest
from fidelity_cases import found, load, matches

from amana.align.fidelity import quotation
from amana.align.pairs import pair_from_texts
from amana.types import CheckContext


@pytest.mark.parametrize("case", load("quotation"))
def test_quotation_cases(case: dict) -> None:
    """Each case of tests/cases/fidelity/quotation.jsonl."""
    findings = tuple(quotation.check(pair_from_texts(case["ar"], case["en"]), CheckContext()))
    actual = found(findings, case["ar"], case["en"])
    assert matches(actual, case["expect"]), actual


@pytest.mark.parametrize(
    ("text", "inside", "is_open"),
    [
        ("قال «نعم».", ["«نعم»"], False),
        ("قال «نعم.", [], True),
        ('"a" and "b"', ['"a"', '"b"'], False),
        ("", [], False),
    ],
)
def test_quotations_are_read(text: str, inside: list[str], is_open: bool) -> None:
    """Marks of every kind, and one that never closes."""
    side = pair_from_texts(text, "x").source
    spans, opened = quotation.quotations(side)
    assert ([text[slice(*span)] for span in spans], opened is not None) == (inside, is_open)
