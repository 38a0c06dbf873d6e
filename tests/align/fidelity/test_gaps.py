"""Gaps: what is not rendered or added, and what the rendering declares about it."""

from collections.abc import Sequence

import pytest

from amana.align.fidelity.checks import run_checks
from amana.align.fidelity.evaluation import document_pairs
from amana.align.pairs import pair_from_texts
from amana.types import Bead, CheckContext, Finding

CONTEXT = CheckContext()


def findings(
    source: Sequence[str], rendering: Sequence[str], beads: Sequence[tuple[list[int], list[int]]]
) -> list[Finding]:
    pairs = document_pairs(source, rendering, [Bead(tuple(s), tuple(t), 0.9) for s, t in beads], CONTEXT)
    return list(run_checks(pairs, CONTEXT, only=["gaps"]))


def sentences(count: int) -> list[str]:
    return [f"هذه الجملة {'ا' * (i + 1)}." for i in range(count)]


def test_an_undeclared_gap_is_a_major_omission() -> None:
    """The span is the whole sentence of the source."""
    source = ["أولا.", "ثانيا.", "ثالثا."]
    (finding,) = findings(source, ["First.", "Third."], [([0], [0]), ([1], []), ([2], [1])])
    assert (finding.type, finding.severity) == ("omission", "major")
    assert " ".join(source)[slice(*finding.source_span or (0, 0))] == "ثانيا."


@pytest.mark.parametrize(
    "rendering",
    [
        ["First. [...]", "Third."],
        ["First. […]", "Third."],
        ["First …", "Third."],
        ["First...", "Third."],
        ["First.", "... Third."],
        ["First.", "[...] Third."],
        ["First.", "(...) “Third.”"],
        ["First. [excerpt]", "Third."],
        ["“First …”", "Third."],
    ],
)
def test_a_declared_gap_is_one_neutral_omission(rendering: list[str]) -> None:
    """At the end of the sentence before, or the beginning of the one after."""
    (finding,) = findings(["أولا.", "ثانيا.", "ثالثا."], rendering, [([0], [0]), ([1], []), ([2], [1])])
    assert (finding.type, finding.severity) == ("omission", "neutral")
    assert finding.source_span
    assert finding.target_span


def test_a_mark_that_is_a_segment_of_its_own_declares_the_gap() -> None:
    """It is neither an addition nor a second finding."""
    beads: list[tuple[list[int], list[int]]] = [([0], [0]), ([1], []), ([2], []), ([], [1]), ([3], [2])]
    (finding,) = findings(["أولا.", "ثانيا.", "ثالثا.", "رابعا."], ["First.", "[...]", "Fourth."], beads)
    assert (finding.type, finding.severity) == ("omission", "neutral")


def test_an_ellipsis_of_the_source_declares_nothing() -> None:
    """The rendering only repeats what the source has."""
    (finding,) = findings(["أولا...", "ثانيا.", "ثالثا."], ["First...", "Third."], [([0], [0]), ([1], []), ([2], [1])])
    assert finding.severity == "major"


def test_an_ellipsis_far_from_the_gap_declares_nothing() -> None:
    """Inside the neighbouring sentence, a plain ellipsis is a pause."""
    result = findings(["أولا.", "ثانيا.", "ثالثا."], ["Fi... rst.", "Third."], [([0], [0]), ([1], []), ([2], [1])])
    assert [f.severity for f in result if f.source_span] == ["major"]


def test_gaps_in_the_middle_are_a_finding_a_sentence() -> None:
    """Three sentences left out: three places to look at."""
    beads = [([0], [0]), ([1], []), ([2], []), ([3], []), ([4], [1])]
    assert [f.severity for f in findings(sentences(5), ["A.", "B."], beads)] == ["major"] * 3


@pytest.mark.parametrize("at_end", [False, True])
def test_a_long_unrendered_edge_is_one_minor_finding(at_end: bool) -> None:
    """The rendering is of a part of the source: said once, over the whole stretch."""
    gap = [([i], []) for i in range(30)]
    beads = [([0], [0]), *[([i + 1], []) for i in range(30)]] if at_end else [*gap, ([30], [0])]
    (finding,) = findings(sentences(31), ["A."], beads)
    assert finding.severity == "minor"
    assert "30 sentences" in finding.message


def test_a_sentence_without_source_is_a_major_addition() -> None:
    """Its span is in the rendering."""
    (finding,) = findings(["أولا."], ["First.", "Second."], [([0], [0]), ([], [1])])
    assert (finding.type, finding.severity, finding.target_span) == ("addition", "major", (7, 14))


def test_bracketed_words_are_a_neutral_addition() -> None:
    """A whole sentence in brackets, and words inside one."""
    (whole,) = findings(["أولا."], ["First.", "[Editor's note.]"], [([0], [0]), ([], [1])])
    (inside,) = findings(["أولا."], ["He [Haftar] said."], [([0], [0])])
    assert [(f.type, f.severity) for f in (whole, inside)] == [("addition", "neutral")] * 2


@pytest.mark.parametrize("rendering", ["[T]he army left.", "The army left.[12]"])
def test_changed_letters_and_footnotes_are_no_addition(rendering: str) -> None:
    """[T]he and [12] add no words."""
    assert not findings(["غادر الجيش."], [rendering], [([0], [0])])


def test_an_omission_declared_inside_a_sentence_licenses_a_missing_number() -> None:
    """One neutral finding, and no alarm about the number."""
    pair = pair_from_texts("قتل 12 جنديا في الهجوم على القاعدة", "Soldiers [...] were killed in the attack on the base")
    assert [f.severity for f in run_checks([pair], CONTEXT, only=["gaps", "numbers"])] == ["neutral"]


def test_empty_sides_are_gaps() -> None:
    """A record with one empty side is one finding; other checks never see it."""
    (omitted,) = run_checks([pair_from_texts("قتل 12 جنديا", "")], CONTEXT)
    (added,) = run_checks([pair_from_texts("", "12 soldiers")], CONTEXT)
    assert (omitted.type, added.type) == ("omission", "addition")
