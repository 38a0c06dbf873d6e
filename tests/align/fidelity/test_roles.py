"""Names that changed places, with links put in by hand."""

from typing import Any

import pytest
from fidelity_cases import load
from support_cases import pair_with_links

from amana.align.fidelity.role_names import name_runs
from amana.align.fidelity.roles import check
from amana.align.pairs import pair_from_texts
from amana.types import CheckContext


@pytest.mark.parametrize("case", load("roles"))
def test_cases(case: dict[str, Any]) -> None:
    findings = list(check(pair_with_links(case["ar"], case["en"], case["links"]), CheckContext()))
    assert [finding.type for finding in findings] == ["role_swap"] * case["expect"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Khalifa Haftar met Vladimir Putin.", ["Khalifa Haftar", "Vladimir Putin"]),
        ("Officials met on Monday in Moscow.", ["Moscow"]),
        ("He left in May for Rome.", ["Rome"]),
    ],
)
def test_names_are_runs_of_capitals_but_not_days(text: str, names: list[str]) -> None:
    side = pair_from_texts("x", text).rendering
    spans = [(side.tokens[a].span[0], side.tokens[b - 1].span[1]) for a, b in name_runs(side)]
    assert [text[start:end] for start, end in spans] == names
