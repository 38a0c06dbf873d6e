"""Attribution: cases as data."""

import pytest
from fidelity_cases import found, load, matches
from support_cases import pair_with_links

from amana.align.fidelity import attribution
from amana.types import CheckContext


@pytest.mark.parametrize("case", load("attribution"))
def test_attribution_cases(case: dict) -> None:
    """Each case of tests/cases/fidelity/attribution.jsonl."""
    findings = tuple(attribution.check(pair_with_links(case["ar"], case["en"], case.get("links", ())), CheckContext()))
    actual = found(findings, case["ar"], case["en"])
    assert matches(actual, case["expect"]), actual
