"""Additions inside a sentence, with the support of each word put in by hand."""

from dataclasses import replace
from typing import Any

import pytest
from fidelity_cases import load
from support_cases import pair_with_links, with_support

from amana.align.fidelity.addition import check
from amana.types import CheckContext, Hypothesis

SOURCE, PHRASE = "أغلقت السلطات المطار.", "rockets hit several parked civilian aircraft"
RENDERING = f"Authorities closed the airport after {PHRASE}."


@pytest.mark.parametrize("case", load("addition"))
def test_cases(case: dict[str, Any]) -> None:
    pair = with_support(pair_with_links(case["ar"], case["en"]), rendering=case["unsupported"])
    findings = list(check(pair, CheckContext()))
    assert [case["en"][slice(*finding.target_span)] for finding in findings if finding.target_span] == case["expect"]
    assert {finding.type for finding in findings} <= {"addition"}
    assert all(finding.source_span is None for finding in findings)


def test_the_machine_translation_moves_the_confidence() -> None:
    pair = with_support(pair_with_links(SOURCE, RENDERING), rendering=PHRASE)

    def sure(*said: Hypothesis) -> float:
        return next(check(replace(pair, hypotheses=said), CheckContext())).confidence

    lacks, has = Hypothesis("The authorities closed the airport."), Hypothesis(RENDERING)
    assert sure(has) < sure() <= sure(lacks)
    assert sure(replace(has, faults=("loop",))) == sure()  # a faulty translation is no witness


def test_nothing_is_said_without_support() -> None:
    assert not list(check(pair_with_links(SOURCE, RENDERING), CheckContext()))
