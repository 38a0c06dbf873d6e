"""Hedging, modality and approximate figures: cases as data; the witness."""

import pytest
from fidelity_cases import found, load, matches

from amana.align.fidelity import hedging
from amana.align.pairs import pair_from_texts
from amana.types import CheckContext, Hypothesis


@pytest.mark.parametrize("case", load("hedging"))
def test_hedging_cases(case: dict) -> None:
    """Each case of tests/cases/fidelity/hedging.jsonl."""
    findings = tuple(hedging.check(pair_from_texts(case["ar"], case["en"]), CheckContext()))
    actual = found(findings, case["ar"], case["en"])
    assert matches(actual, case["expect"]), actual


def test_a_witness_that_hedges_makes_it_surer() -> None:
    """The machine translation kept the reserve that the rendering lost."""
    texts = "ربما غادر السفير البلاد.", "The ambassador has left the country."
    (alone,) = hedging.check(pair_from_texts(*texts), CheckContext())
    heard = pair_from_texts(*texts, hypotheses=[Hypothesis("Perhaps the ambassador has left the country.")])
    (backed,) = hedging.check(heard, CheckContext())
    assert backed.confidence > alone.confidence
    assert ("machine translation", "agrees with the source") in backed.evidence


def test_a_lost_hedge_is_major_and_a_lost_about_minor() -> None:
    """A guess that became a fact is worse than a rounded figure."""
    (guess,) = hedging.check(pair_from_texts("ربما غادر السفير.", "The ambassador has left."), CheckContext())
    (figure,) = hedging.check(pair_from_texts("وصل نحو ٣٠٠ جندي.", "300 soldiers arrived."), CheckContext())
    assert (guess.severity, figure.severity) == ("major", "minor")
