"""The published tables, on items made by hand: counting, intervals, and what is said where there is nothing to run."""

import json
from pathlib import Path
from typing import Any

import pytest

from amana.bench import fidelity, run_bench
from amana.bench import names as names_table
from amana.bench.bootstrap import interval, ratio_with_interval
from amana.bench.fidelity import detection_table, reliability_table
from amana.bench.fidelity_scores import Judged, coarse, judge, judge_planted
from amana.bench.run import BenchOptions, sets
from amana.bench.tables import machine, markdown
from amana.errors import InputError

Record = dict[str, Any]


def gold(kind: str, at: tuple[int, int] | None = None) -> Record:
    return {"type": kind, "span": {"err": [*at, "words"]} if at else None}


def result(*findings: tuple[str, float, tuple[int, int] | None]) -> Record:
    return {"findings": [{"type": t, "confidence": c, "target_span": list(s) if s else None} for t, c, s in findings]}


def judged_one(item: Record, found: Record) -> Judged:
    (judged,) = judge([item], [found])
    return judged


def cells(table: str) -> dict[str, list[str]]:
    """The rows of a Markdown table by their first cell."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {row[0]: row[1:] for row in rows}


@pytest.mark.parametrize("kind", ["none", "surface"])
def test_items_that_change_no_meaning_are_controls(kind: str) -> None:
    assert judged_one(gold(kind), result()).is_control


def test_a_type_is_compared_in_its_coarse_class() -> None:
    assert coarse("omission_sentence") == "omission"
    assert coarse("hallucination") == "addition"
    assert coarse("number") == "number"
    assert judged_one(gold("hedge"), result(("attribution", 0.7, None))).has("hedge")
    assert not judged_one(gold("hedge"), result(("number", 0.7, None))).has("hedge")


@pytest.mark.parametrize(
    ("at", "found", "hit"),
    [
        ((10, 14), (8, 11), True),  # overlap
        ((10, 14), (14, 20), False),  # half-open: they only touch
        ((10, 14), (30, 40), False),
        ((10, 10), (20, 24), True),  # words were deleted at 10: 15 characters are allowed
        ((10, 10), (26, 30), False),
        ((10, 14), None, None),  # no place was said
        (None, (8, 11), None),  # the set does not say where
    ],
)
def test_span_hit(at: tuple[int, int] | None, found: tuple[int, int] | None, hit: bool | None) -> None:
    assert judged_one(gold("number", at), result(("number", 0.9, found))).span_hit() is hit


def test_a_finding_of_another_type_is_no_span_hit() -> None:
    assert judged_one(gold("number", (10, 14)), result(("name", 0.9, (10, 14)))).span_hit() is None


def test_items_and_results_must_be_of_one_length() -> None:
    with pytest.raises(ValueError, match="zip"):
        judge([gold("none")], [])


def error(kind: str, source: tuple[int, int] | None, target: tuple[int, int] | None, part: str = "body") -> Record:
    return {"type": kind, "source_span": source, "target_span": target, "part": part}


def finding(
    kind: str,
    source: tuple[int, int] | None,
    target: tuple[int, int] | None,
    *,
    part: str = "body",
    severity: str = "major",
) -> Record:
    return {"type": kind, "source_span": source, "target_span": target, "part": part, "severity": severity}


def test_planted_errors_are_found_by_touching_on_either_side() -> None:
    planted = [error("number", (0, 5), (0, 4)), error("omission", (20, 30), None), error("name", (50, 55), (60, 66))]
    found = [finding("number", None, (2, 3)), finding("name", (25, 28), None)]
    judged = judge_planted(planted, found)
    assert judged.planted == ("number", "omission", "name")
    assert judged.located == (True, True, False)
    assert judged.typed == (True, False, False)
    assert judged.false_types == ()


def test_findings_on_nothing_planted_are_false_unless_neutral() -> None:
    planted = [error("number", (0, 5), (0, 4))]
    found = [
        finding("number", (0, 5), (0, 4), part="title"),  # the right place of the wrong part
        finding("date", None, (40, 44)),
        finding("omission", (80, 90), None, severity="neutral"),
    ]
    judged = judge_planted(planted, found)
    assert judged.located == (False,)
    assert judged.false_types == ("number", "date")


def test_detection_table_counts_each_type_and_the_controls() -> None:
    golds = [gold("number", (0, 4)), gold("number", (0, 4)), gold("date", (5, 9)), gold("none"), gold("none")]
    results = [
        result(("number", 0.9, (0, 4))),
        result(),
        result(("number", 0.6, (5, 9))),
        result(),
        result(("date", 0.6, None)),
    ]
    rows = cells(detection_table(judge(golds, results)))
    items, found, typed, precision, alarms, hit = rows["number"]
    assert (items, found.split()[0], typed.split()[0], precision.split()[0]) == ("2", "0.500", "0.500", "0.500")
    assert (alarms, hit) == ("0.00% (0.0-0.0)", "1.00")
    items, found, typed, precision, alarms, hit = rows["date"]
    assert (items, found.split()[0], typed.split()[0], precision.split()[0]) == ("1", "1.000", "0.000", "0.000")
    assert (alarms, hit) == ("50.00% (0.0-100.0)", "–")
    assert rows["all"][3].split()[0] == "0.667"  # two errors flagged, one control
    assert rows["all"][4] == "50.00% (0.0-100.0) of 2"


def test_detection_table_of_nothing_is_only_the_last_row() -> None:
    assert list(cells(detection_table([]))) == ["all"]


def test_reliability_table_has_a_band_only_where_something_was_found() -> None:
    golds = [gold("number"), gold("none"), gold("omission_sentence")]
    results = [
        result(("number", 0.9, None)),
        result(("name", 0.55, None)),
        result(("omission", 1.0, None), ("name", 0.5, None)),
    ]
    rows = cells(reliability_table(judge(golds, results)))
    assert {band: (row[0], row[1].split()[0]) for band, row in rows.items()} == {
        "0.5-0.6": ("2", "0.000"),
        "0.9-1.0": ("2", "1.000"),
    }


def test_intervals_hold_the_figure_and_are_the_same_at_every_run() -> None:
    hits, totals = [1] * 80 + [0] * 20, [1] * 100
    text = ratio_with_interval(hits, totals)
    assert text == ratio_with_interval(hits, totals)
    figure, bounds = text.split()
    low, high = map(float, bounds.strip("()").split("-"))
    assert figure == "0.800"
    assert 0.68 < low < 0.76  # the normal approximation gives 0.72 and 0.88
    assert 0.84 < high < 0.92


def test_a_ratio_without_variation_has_no_width_and_one_of_nothing_is_a_dash() -> None:
    assert ratio_with_interval([1, 1, 1], [1, 1, 1]) == "1.000 (1.00-1.00)"
    assert ratio_with_interval([], []) == "–"
    assert ratio_with_interval([0], [0]) == "–"


def test_interval_of_no_items_is_zero() -> None:
    import numpy as np

    assert interval(np.zeros((0, 2), dtype=np.int64), lambda sums: sums[:, 0] / 1.0) == (0.0, 0.0)


def test_markdown_aligns_numbers_right_and_shows_nothing_as_a_dash() -> None:
    assert markdown(("error", "items"), [("name", 90), ("date", None)]).splitlines() == [
        "| error | items |",
        "|-------|------:|",
        "| name  |    90 |",
        "| date  |     – |",
    ]


def test_machine_says_cores_and_versions() -> None:
    assert "cores, Python 3." in machine()
    assert "amana" in machine()


def test_an_unknown_table_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(InputError, match="no table is called speling: expected some of alignment, words, fidelity"):
        run_bench(["speling"], None)


def test_a_data_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a folder"):
        run_bench(["names"], tmp_path / "missing")


def test_a_folder_without_sets_of_names_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_bench(["names"], tmp_path)
    printed = capsys.readouterr().out
    assert "## names" in printed
    assert "not run" in printed
    assert sets(BenchOptions(None, None, "ct2"), "names") == []


def test_names_table_leaves_exonyms_out_of_the_totals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = [
        ("حفتر", "Haftar", True, "main"),
        ("حفتر", "Hifter", True, "alternate"),
        ("حفتر", "Putin", False, "neg_random"),
        ("الخليل", "Brazil", True, "exonym"),
    ]
    rows = [
        {"id": str(n), "ar": ar, "en": en, "label": int(label), "pair_type": kind}
        for n, (ar, en, label, kind) in enumerate(pairs)
    ]
    (tmp_path / "names").mkdir()
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "names" / "dev.jsonl").write_text(text, encoding="utf-8")
    run_bench(["names"], tmp_path)
    table = names_table.table(BenchOptions(tmp_path, None, "ct2")).split("\n\n", 1)[1]
    assert table in capsys.readouterr().out
    figures = cells(table)
    assert [figures[key][0] for key in ("precision", "recall", "F1")] == ["1.000", "1.000", "1.000"]
    assert figures["matched of neg_random"][0] == "0.000"
    assert figures["matched of exonym"][0] == "0.000"


def test_fidelity_sets_are_judged_and_other_files_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The checks are faked: what is tested is which files are read, and that they are judged."""
    (tmp_path / "fidelity").mkdir()
    item = {"ar": "نص", "en_error": "text", "type": "number", "span": {"err": [0, 4, "text"]}}
    (tmp_path / "fidelity" / "a.jsonl").write_text(json.dumps(item) + "\n\n", encoding="utf-8")
    (tmp_path / "fidelity" / "b.jsonl").write_text('{"label": 1}\n', encoding="utf-8")
    (tmp_path / "fidelity" / "c.jsonl").write_text("", encoding="utf-8")
    monkeypatch.setattr(fidelity, "bundled_table", lambda _: "### Bundled corpus")
    monkeypatch.setattr(fidelity, "check", lambda items, _: [result(("number", 0.9, (0, 4)))] * len(items))
    run_bench(["fidelity"], tmp_path)
    printed = capsys.readouterr().out
    assert "### a.jsonl: 1 pairs" in printed
    assert "b.jsonl" not in printed
    assert "c.jsonl" not in printed
    assert "0.9-1.0" in printed
