"""Additions inside a sentence, with the support of each word put in by hand."""

from dataclasses import replace
from typing import Any

import pytest
from fidelity_cases import load
from support_cases import pair_with_links, with_support

from amana.align.fidelity.addition import SURE_WORD, WORD, check
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


@pytest.mark.parametrize(
    ("odds", "rule"), [(WORD - 0.1, None), (WORD, "addition.word"), (SURE_WORD, "addition.word.sure")]
)
def test_a_single_word_that_quality_estimation_takes_for_added(odds: float, rule: str | None) -> None:
    bare = pair_with_links("وقع الرئيس قانونا.", "The President signed a secret law.")
    words = [token.text for token in bare.rendering.tokens]
    pair = replace(
        bare,
        rendering_support=(0.99,) * len(words),
        rendering_added=tuple(odds if word in ("secret", "a") else -6.0 for word in words),
    )
    findings = list(check(pair, CheckContext()))
    assert [dict(finding.evidence)["rule"] for finding in findings] == ([rule] if rule else [])
    assert all(finding.message == "Perhaps not in the source: “secret”." for finding in findings)
    assert all(finding.severity == "minor" for finding in findings)


def test_a_declared_word_is_no_addition() -> None:
    bare = pair_with_links("وقع الرئيس قانونا.", "The President signed a [secret] law.")
    words = [token.text for token in bare.rendering.tokens]
    pair = replace(
        bare,
        rendering_support=(0.99,) * len(words),
        rendering_added=tuple(9.0 if word == "secret" else -6.0 for word in words),
    )
    assert not list(check(pair, CheckContext()))
