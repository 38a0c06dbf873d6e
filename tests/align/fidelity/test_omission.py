"""Omissions inside a sentence, with the support of each word put in by hand."""

from dataclasses import replace
from typing import Any

import pytest
from fidelity_cases import load
from support_cases import pair_with_links, with_support

from amana.align.fidelity.omission import check, place_in_rendering
from amana.types import CheckContext


@pytest.mark.parametrize("case", load("omission"))
def test_cases(case: dict[str, Any]) -> None:
    pair = with_support(pair_with_links(case["ar"], case["en"], case["links"]), source=case["unsupported"])
    findings = list(check(pair, CheckContext()))
    quoted = [case["ar"][slice(*finding.source_span)] for finding in findings if finding.source_span]
    assert len(findings) == len(case["expect"])
    assert all(want in got for want, got in zip(case["expect"], quoted, strict=True))
    assert {finding.type for finding in findings} <= {"omission"}


def test_a_lost_head_of_speech_is_an_attribution() -> None:
    source = "أغلقت السلطات المطار بحسب مصادر محلية مطلعة في المدينة."
    pair = with_support(pair_with_links(source, "Authorities closed the airport."), source="بحسب مصادر محلية مطلعة")
    assert [finding.type for finding in check(pair, CheckContext())] == ["attribution"]


def test_nothing_is_said_without_support() -> None:
    assert not list(check(pair_with_links("أغلقت السلطات المطار.", "Closed."), CheckContext()))


@pytest.mark.parametrize(
    ("links", "at"),
    [
        ([["قال", "said"]], "behind said"),
        ([["هنا", "here"]], "before here"),
        ([["قال", "said"], ["هنا", "here"]], "behind said"),
        ([], None),
    ],
)
def test_the_place_where_the_words_would_stand(links: list[list[str]], at: str | None) -> None:
    pair = pair_with_links("قال أمس هنا", "He said here", links)
    place = place_in_rendering(pair, 1, 2)
    _, said, here = pair.rendering.tokens
    assert place == {"behind said": (said.span[1],) * 2, "before here": (here.span[0],) * 2, None: None}[at]


@pytest.mark.parametrize(("odds", "at"), [(2.0, "behind here"), (-2.0, "behind said")])
def test_a_break_nearby_tells_the_place_better(odds: float, at: str) -> None:
    pair = pair_with_links("قال أمس هنا", "He said here", [["قال", "said"]])
    pair = replace(pair, rendering_breaks=(-6.0, -6.0, -6.0, odds))
    _, said, here = pair.rendering.tokens
    assert (
        place_in_rendering(pair, 1, 2) == {"behind here": (here.span[1],) * 2, "behind said": (said.span[1],) * 2}[at]
    )


def test_a_gap_has_no_findings() -> None:
    pair = pair_with_links("أغلقت السلطات المطار.", "")
    assert not list(check(replace(pair, source_support=()), CheckContext()))


@pytest.mark.parametrize(
    ("support", "linked", "found"), [(0.2, "هيئة", 0), (0.02, None, 0), (0.02, "هيئة", 0), (0.02, "العاصمة", 1)]
)
def test_initials_stand_for_a_name_unless_it_is_surely_lost_and_they_are_another_words(
    support: float, linked: str | None, found: int
) -> None:
    source = "وقّعت الحكومة الاتفاق مع هيئة الطيران المدني الوطنية في العاصمة."
    links = [["الحكومة", "government"], ["العاصمة", "capital"]] + ([[linked, "NCAA"]] if linked else [])
    pair = with_support(
        pair_with_links(source, "The government signed the agreement with the NCAA in the capital.", links),
        source="هيئة الطيران المدني الوطنية",
    )
    pair = replace(pair, source_support=tuple(max(value, support) for value in pair.source_support))
    assert len(list(check(pair, CheckContext()))) == found


@pytest.mark.parametrize(
    ("rendering", "found"), [("She won the Prix de Rome in 1935.", 0), ("She won a prize in 1935.", 1)]
)
def test_words_that_the_source_glosses_in_latin_script_are_rendered_by_the_gloss(rendering: str, found: int) -> None:
    pair = with_support(
        pair_with_links("فازت بجائزة بريكس دي روما (Prix de Rome) عام 1935.", rendering), source="بريكس دي روما"
    )
    assert len(list(check(pair, CheckContext()))) == found


@pytest.mark.parametrize(
    ("source", "lost", "rendering", "found"),
    [
        ("عرض المسلسل على بي بي سي أمريكا (BBC America) ليلا.", "بي بي سي", "The series was shown on BBC America.", 0),
        ("سقطت طائرة مقاتلة حديثة الطراز (F-16) قرب المطار.", "مقاتلة حديثة الطراز", "A plane, F-16, fell there.", 1),
        ("ظهر في كتابه «أخبار عن الملوك» (Du nouveau) أمس.", "أخبار عن الملوك", "It came out in his Du nouveau.", 0),
    ],
)
def test_a_gloss_stands_for_about_as_many_words(source: str, lost: str, rendering: str, found: int) -> None:
    pair = with_support(pair_with_links(source, rendering), source=lost)
    assert len(list(check(pair, CheckContext()))) == found
