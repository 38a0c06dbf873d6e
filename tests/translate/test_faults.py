"""Faults of a machine translation."""

import csv
from pathlib import Path

import pytest

from amana.translate.faults import find_faults

CASES = Path(__file__).parent.parent / "cases" / "translate" / "faults.tsv"


def _cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=3))


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["label"])
def test_case(case: dict[str, str]) -> None:
    expected = () if case["faults"] == "-" else tuple(case["faults"].split())
    assert find_faults(case["source"], case["hypothesis"], source_lang=case["lang"]) == expected, case["reason"]


def test_a_translation_that_reached_the_length_limit_is_truncated() -> None:
    assert find_faults("وصل الوفد الروسي.", "The Russian delegation", finished=False) == ("truncated",)


@pytest.mark.shared
def test_no_published_translation_is_faulty(shared: Path) -> None:
    """A false alarm would take a good witness away: of 1,488 human translations at most five may be marked."""
    rows = [line.split("\t") for line in (shared / "bench/mt/dev.tsv").read_text(encoding="utf-8").splitlines()]
    marked = [row for row in rows if find_faults(row[1], row[2])]
    assert len(marked) <= 5
