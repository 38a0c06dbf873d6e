"""Holes in the English, with links and support put in by hand."""

from dataclasses import replace
from typing import Any

import pytest
from fidelity_cases import load
from support_cases import pair_with_links, with_support

from amana.align.fidelity.holes import holes, neighbours
from amana.align.fidelity.omission import check
from amana.types import CheckContext


@pytest.mark.parametrize("case", load("holes"))
def test_cases(case: dict[str, Any]) -> None:
    pair = with_support(pair_with_links(case["ar"], case["en"], case["links"]), source=case["unsupported"])
    assert [[hole.left, hole.right] for hole in holes(pair)] == case["expect"]


def test_the_check_names_the_word_and_the_place() -> None:
    source = "وقع الرئيس قانونا جديدا بشأن الانتخابات."
    pair = with_support(
        pair_with_links(source, "The President signed a on elections.", [["الرئيس", "President"]]), source="قانونا"
    )
    (finding,) = check(pair, CheckContext())
    assert (finding.type, finding.severity, finding.target_span) == ("omission", "minor", (22, 22))
    assert finding.source_span
    assert source[slice(*finding.source_span)] == "قانونا"
    assert "“a” and “on”" in finding.message


def test_nothing_is_known_of_another_language() -> None:
    pair = with_support(
        pair_with_links("وقع الرئيس قانونا.", "The President signed a.", [["الرئيس", "President"]]), source="قانونا"
    )
    french = replace(pair, rendering=replace(pair.rendering, lang="fr"))
    assert list(holes(pair))
    assert not list(holes(french))


def test_the_table_holds_no_pair_that_healthy_text_has() -> None:
    assert not {("of", "the"), ("in", "the"), ("was", "in"), ("it", "is"), ("has", "to")} & set(neighbours())
