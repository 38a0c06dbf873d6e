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


@pytest.mark.parametrize(("odds", "found"), [(4.0, 1), (-4.0, 0)])
def test_the_vectors_tell_a_hole_between_words_that_the_table_does_not_know(odds: float, found: int) -> None:
    pair = with_support(
        pair_with_links("وقع الرئيس قانونا جديدا.", "The President signed new.", [["الرئيس", "President"]]),
        source="قانونا",
    )
    pair = replace(pair, rendering_breaks=(-5.0, -5.0, -5.0, -5.0, odds, -5.0))
    assert len(list(holes(pair))) == found


def test_a_form_of_to_be_before_a_preposition_is_sound_unless_the_source_word_is_lost() -> None:
    words = "المدينة في المناطق الجنوبية.", "The city is in the south.", [["المدينة", "city"], ["الجنوبية", "south"]]
    rendered, lost = (with_support(pair_with_links(*words), source=lacking) for lacking in ("", "المناطق"))
    odds = (-5.0, -5.0, -5.0, 6.0, -5.0, -5.0, -5.0, -5.0)
    assert not list(holes(replace(rendered, rendering_breaks=odds)))
    assert len(list(holes(replace(lost, rendering_breaks=odds)))) == 1
