"""Negation: cases as data; links, the witness and longer texts."""

import pytest
from fidelity_cases import found, load, matches
from support_cases import pair_with_links

from amana.align.fidelity import negation
from amana.align.pairs import pair_from_texts
from amana.types import CheckContext, Hypothesis

DROPPED = "لم تصل الشحنة إلى الميناء.", "The shipment reached the port."


@pytest.mark.parametrize("case", load("negation"))
def test_negation_cases(case: dict) -> None:
    """Each case of tests/cases/fidelity/negation.jsonl."""
    findings = tuple(negation.check(pair_with_links(case["ar"], case["en"], case.get("links", ())), CheckContext()))
    actual = found(findings, case["ar"], case["en"])
    assert matches(actual, case["expect"]), actual


def test_the_witness_moves_confidence_both_ways() -> None:
    """An MT that denies too makes the finding surer; one that affirms as the rendering does, less sure."""
    sure = []
    for hypothesis in ("The shipment did not reach the port.", "The shipment reached the port."):
        pair = pair_from_texts(*DROPPED, hypotheses=[Hypothesis(hypothesis)])
        sure += [finding.confidence for finding in negation.check(pair, CheckContext())]
    (alone,) = (finding.confidence for finding in negation.check(pair_from_texts(*DROPPED), CheckContext()))
    assert sure[0] > alone > sure[1]


def test_a_message_names_the_cue_and_its_gloss() -> None:
    """A reader without Arabic sees what was lost."""
    (finding,) = negation.check(pair_from_texts(*DROPPED), CheckContext())
    assert "لم (did not)" in finding.message
    assert (finding.severity, finding.check, finding.category) == (
        "critical", "negation", "accuracy/mistranslation/polarity",
    )  # fmt: skip


def test_other_languages_are_left_alone() -> None:
    """The cue lists are Arabic and English."""
    pair = pair_from_texts("Il n'est pas venu.", "He came.", "fr", "en")
    assert not list(negation.check(pair, CheckContext(source_lang="fr")))
