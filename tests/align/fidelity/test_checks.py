"""The list of checks and the loop that runs them: order, selection, duplicates, output shapes."""

import time

import pytest

from amana.align.fidelity.calibration import confidence, table
from amana.align.fidelity.checks import CHECKS, run_checks
from amana.align.fidelity.duplicates import without_duplicates
from amana.align.fidelity.evaluation import check_documents, check_pairs
from amana.align.fidelity.witness import witness_adjust
from amana.align.pairs import pair_from_texts
from amana.errors import InputError
from amana.types import CATEGORIES, Bead, CheckContext, Finding

CONTEXT = CheckContext()
PAIR = pair_from_texts("قتل 12 جنديا يوم الجمعة", "15 الجنود were killed on Sunday [in Sirte]")


def finding(kind: str, source: tuple[int, int] | None, target: tuple[int, int] | None, sure: float = 0.5) -> Finding:
    return Finding(kind, "major", sure, "", source, target, kind)  # type: ignore[arg-type]


def test_names_are_unique_and_described() -> None:
    """`amana check --list` shows them; --only and --skip take them."""
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert all(check.description and (check.each_pair or check.all_pairs) for check in CHECKS)


def test_findings_come_in_report_order() -> None:
    """By pair, then in the order of CHECKS."""
    order = [check.name for check in CHECKS]
    found = [f.check for f in run_checks([PAIR], CONTEXT, only=["numbers", "gaps", "untranslated", "dates"])]
    assert found == sorted(found, key=order.index)
    assert set(found) == {"gaps", "untranslated", "dates", "numbers"}


def test_only_and_skip_select_and_unknown_names_are_refused() -> None:
    """The error names what is there."""
    assert {f.check for f in run_checks([PAIR], CONTEXT, only=["numbers"])} == {"numbers"}
    assert "numbers" not in {f.check for f in run_checks([PAIR], CONTEXT, skip=["numbers"])}
    with pytest.raises(InputError, match="untranslated"):
        run_checks([PAIR], CONTEXT, only=["number"])


def test_confidence_and_severity_filter() -> None:
    """What is below the bar is left out."""
    assert not run_checks([PAIR], CONTEXT, min_confidence=1.0)
    assert {f.severity for f in run_checks([PAIR], CONTEXT, only=["gaps"], severities=["neutral"])} == {"neutral"}


def test_what_an_omission_covers_is_one_finding() -> None:
    """The omission stays, as sure as the surest of the two."""
    (kept,) = without_duplicates([finding("number", (5, 7), None, 0.9), finding("omission", (0, 20), None, 0.4)])
    assert (kept.type, kept.confidence) == ("omission", 0.9)


def test_a_changed_number_is_not_explained_by_an_omission() -> None:
    """It has a place in the rendering."""
    both = [finding("number", (5, 7), (3, 5)), finding("omission", (0, 20), None)]
    assert without_duplicates(both) == both


def test_a_number_inside_a_date_is_the_date() -> None:
    """Whichever side they overlap on."""
    (kept,) = without_duplicates([finding("date", (0, 10), (0, 8)), finding("number", (3, 5), None)])
    assert kept.type == "date"


def test_the_same_finding_twice_is_one() -> None:
    """Two rules that saw the same words."""
    assert len(without_duplicates([finding("number", (0, 1), (0, 1)), finding("number", (0, 1), (0, 1))])) == 1


def test_every_confidence_is_a_share() -> None:
    """And a rule without one is refused by name."""
    assert all(0 < share < 1 for share in table().values())
    with pytest.raises(KeyError, match=r"no\.such\.rule"):
        confidence("no.such.rule")


def test_the_witness_only_moves() -> None:
    """Both or neither: no help."""
    assert witness_adjust(0.8, says_source=True, says_rendering=False)[0] > 0.8
    assert witness_adjust(0.8, says_source=False, says_rendering=True)[0] < 0.8
    assert witness_adjust(0.8, says_source=True, says_rendering=True) == (0.8, ())


def test_pair_records_keep_their_shape() -> None:
    """One line out for each line in, in order, an empty record too."""
    records = [{"id": 1, "ar": "قتل 12", "en": "15 killed"}, {"id": "b", "ar": "", "en": ""}]
    out = list(check_pairs(records))
    assert [line["id"] for line in out] == [1, "b"]
    assert out[1]["findings"] == []
    (one,) = out[0]["findings"]
    assert list(one) == ["type", "category", "severity", "confidence", "message", "source_span", "target_span"]
    assert one["category"] == CATEGORIES["number"]
    assert one["target_span"] == [0, 2]


def test_document_records_name_sentences_and_spans() -> None:
    """`en_span` is an offset in the joined text of the sentences in `en`; a gap has no rendering sentence."""
    beads = [Bead((0,), (0,), 1.0), Bead((1,), (), 1.0), Bead((2, 3), (1, 2), 1.0)]
    record = {
        "doc_id": "d",
        "ar": ["أولا.", "ثانيا.", "قتل خمسة جنود.", "وجرح 12 آخرون."],
        "en": ["First.", "Five soldiers were killed.", "And 15 others were wounded."],
    }
    (out,) = check_documents([record], lambda _source, _rendering: beads)
    assert out["links"] == [[[0], [0]], [[1], []], [[2, 3], [1, 2]]]
    gap, number = [f for f in out["findings"] if f["type"] in ("omission", "number")]
    assert (gap["ar"], gap["en"], gap["en_span"]) == ([1], [], None)
    assert (number["ar"], number["en"], number["en_span"]) == ([3], [2], [4, 6])


def test_numbers_and_dates_keep_pace() -> None:
    """Hundreds of pairs a second; the bar is far below what is measured, for loaded machines."""
    pairs = [
        pair_from_texts(
            f"قتل {n} جنديا في هجوم وقع يوم الجمعة 12 يوليو", f"{n} soldiers were killed on Friday, July 12"
        )
        for n in range(300)
    ]
    start = time.perf_counter()
    run_checks(pairs, CONTEXT, only=["gaps", "untranslated", "dates", "numbers"])
    assert time.perf_counter() - start < 5
