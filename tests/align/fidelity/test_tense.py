"""Past and future: cases as data."""

from dataclasses import replace

import pytest
from fidelity_cases import found, load, matches

from amana.align.fidelity import tense
from amana.align.pairs import pair_from_texts
from amana.types import CheckContext, Link


@pytest.mark.parametrize("case", load("tense"))
def test_cases(case: dict) -> None:
    """Each case of tests/cases/fidelity/tense.jsonl."""
    findings = tuple(tense.check(pair_from_texts(case["ar"], case["en"]), CheckContext()))
    actual = found(findings, case["ar"], case["en"])
    assert matches(actual, case["expect"]), actual


def test_a_linked_verb_tells_where_other_words_are_past_too() -> None:
    pair = pair_from_texts("هزمت القوات خصومها الذين فروا.", "The forces will defeat their rivals, who had fled.")
    words = [token.text for token in pair.rendering.tokens]
    linked = replace(pair, links=(Link(0, words.index("defeat"), 0.9),))
    assert not list(tense.check(pair, CheckContext()))
    assert [finding.evidence[0][1] for finding in tense.check(linked, CheckContext())] == ["hedge.future.verb"]


def test_a_past_verb_that_is_rendered_as_past_is_no_plan() -> None:
    pair = pair_from_texts("وقع الحاكم قانونا يحظر البيع.", "The governor signed a law that will ban the sale.")
    words = [token.text for token in pair.rendering.tokens]
    assert not list(tense.check(replace(pair, links=(Link(0, words.index("signed"), 0.9),)), CheckContext()))


def test_other_languages_are_left_alone() -> None:
    assert not list(tense.check(pair_from_texts("كان", "It will be.", "fr"), CheckContext(source_lang="fr")))
