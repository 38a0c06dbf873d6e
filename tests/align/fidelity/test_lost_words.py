"""Single words that were lost, with the log-odds of word-level quality estimation put in by hand."""

from dataclasses import replace

import pytest
from support_cases import pair_with_links

from amana.align.fidelity.lost_words import HOLE, WORD, LostWord, lost_words
from amana.align.fidelity.omission import check
from amana.types import AlignedPair, CheckContext

SOURCE, RENDERING = "وقع الرئيس قانونا جديدا.", "The President signed a new."
LINKS = [["الرئيس", "President"], ["وقع", "signed"], ["جديدا", "new"]]
LAW, STOP = 2, 5  # the lost word in the source; the full stop of the rendering, before which it is missing


def pair(missing: dict[int, float], breaks: dict[int, float]) -> AlignedPair:
    """Whatever is not named is sound beyond doubt."""
    bare = pair_with_links(SOURCE, RENDERING, LINKS)
    return replace(
        bare,
        source_support=(0.99,) * len(bare.source.tokens),
        source_missing=tuple(missing.get(i, -6.0) for i in range(len(bare.source.tokens))),
        rendering_breaks=tuple(breaks.get(i, -6.0) for i in range(len(bare.rendering.tokens) + 1)),
    )


@pytest.mark.parametrize(
    ("missing", "breaks", "found"),
    [
        ({}, {}, []),
        ({LAW: WORD + 1}, {}, [(LAW, None)]),
        ({LAW: 1.0}, {STOP: HOLE}, [(LAW, STOP)]),
        ({LAW: 1.0}, {STOP: -0.1}, []),  # neither is enough by itself
        ({LAW: WORD + 2, 0: WORD + 1}, {STOP: HOLE}, [(LAW, STOP), (0, None)]),
    ],
)
def test_a_hole_takes_the_word_that_may_have_stood_in_it(
    missing: dict[int, float], breaks: dict[int, float], found: list[tuple[int | None, int | None]]
) -> None:
    assert [(lost.word, lost.hole) for lost in lost_words(pair(missing, breaks))] == found


def test_a_hole_beside_which_every_word_is_rendered_counts_less() -> None:
    assert not list(lost_words(pair({}, {STOP: HOLE})))
    (lost,) = lost_words(pair({}, {STOP: HOLE + 3}))
    assert lost.weight < HOLE + 3


def test_what_is_told_already_is_not_told_again() -> None:
    lost = pair({LAW: WORD + 1}, {STOP: HOLE})
    assert list(lost_words(lost))
    assert not list(lost_words(lost, [lost.source.tokens[LAW].span]))


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert not list(lost_words(replace(pair({LAW: 9.0}, {STOP: 9.0}), source_missing=())))


def test_a_function_word_is_not_missed() -> None:
    bare = pair_with_links("وصل إلى طرابلس", "He arrived Tripoli", [["وصل", "arrived"], ["طرابلس", "Tripoli"]])
    lacking = replace(bare, source_missing=(-6.0, 9.0, -6.0), rendering_breaks=(-6.0, -6.0, -6.0, -6.0))
    assert not list(lost_words(lacking))


def test_the_finding_names_the_word_and_the_place() -> None:
    (finding,) = check(pair({LAW: 1.0}, {STOP: 4.0}), CheckContext())
    assert (finding.type, finding.severity) == ("omission", "minor")
    assert finding.source_span
    assert SOURCE[slice(*finding.source_span)] == "قانونا"
    assert finding.target_span == (len("The President signed a new"),) * 2
    assert "between “new” and “.”" in finding.message
    assert "“قانونا”" in finding.message


def test_a_word_without_a_hole_is_placed_by_its_neighbours() -> None:
    (finding,) = check(pair({LAW: 5.0}, {}), CheckContext())
    assert finding.message == "Perhaps not rendered: “قانونا”."
    assert finding.target_span == (len("The President"),) * 2


def test_a_hole_of_no_word_is_reported_by_its_place() -> None:
    alone = replace(pair({}, {0: 6.0}), links=())
    assert list(lost_words(alone)) == [LostWord(None, 0, 6.0)]
    (finding,) = check(alone, CheckContext())
    assert (finding.source_span, finding.target_span) == (None, (0, 0))
