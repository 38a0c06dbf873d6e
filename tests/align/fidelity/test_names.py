"""Names in running text: cases in tests/cases/fidelity/names.jsonl, and what a finding says."""

import json
from pathlib import Path
from typing import Any

import pytest
from fidelity_cases import load
from support_cases import pair_with_links

from amana.align.fidelity.names import _names_it, check
from amana.align.pairs import pair_from_texts
from amana.types import CheckContext

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "cases" / "fidelity" / "names.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
CONTEXT = CheckContext()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_cases(case: dict[str, object]) -> None:
    """Each case carries its reason."""
    found = [finding.type for finding in check(pair_from_texts(str(case["ar"]), str(case["en"])), CONTEXT)]
    assert found == case["expect"], case["reason"]


@pytest.mark.parametrize("case", load("linked_names"))
def test_cases_by_their_links(case: dict[str, Any]) -> None:
    """A name that reads as an ordinary word, in either language, is told by the link of the two."""
    pair = pair_with_links(case["ar"], case["en"], case["links"])
    assert [finding.type for finding in check(pair, CONTEXT)] == case["expect"], case["reason"]


def test_a_finding_points_at_both_names() -> None:
    """Spans are in the original texts; the message quotes them."""
    source, rendering = "وصلت القوات الروسية إلى بنغازي أمس", "Russian forces arrived in Damascus yesterday"
    (finding,) = check(pair_from_texts(source, rendering), CONTEXT)
    assert finding.source_span is not None
    assert finding.target_span is not None
    assert source[slice(*finding.source_span)] == "بنغازي"
    assert rendering[slice(*finding.target_span)] == "Damascus"
    assert "بنغازي" in finding.message


def test_other_languages_are_left_alone() -> None:
    """The tables are Arabic and English."""
    assert not list(check(pair_from_texts("A Paris", "In Damascus", "fr"), CheckContext(source_lang="fr")))


@pytest.mark.shared
def test_few_controls_are_flagged(shared: Path) -> None:
    """On untouched pairs of the development set, without links and witness."""
    lines = (shared / "bench/fidelity/dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    flagged = {
        kind: [any(check(pair_from_texts(r["ar"], r["en_error"]), CONTEXT)) for r in rows if r["type"] == kind]
        for kind in ("none", "name")
    }
    assert sum(flagged["none"]) / len(flagged["none"]) < 0.015
    assert sum(flagged["name"]) / len(flagged["name"]) > 0.65


@pytest.mark.parametrize(
    ("translation", "names_it"),
    [
        ("Nikolai Patrushev met the delegation.", True),
        ("The secretary of the council had become archive.", False),
        ("The delegation met Nikolai.", False),
    ],
)
def test_a_translation_without_either_name_speaks_for_neither(translation: str, names_it: bool) -> None:
    assert _names_it(translation, "باتروشيف") is names_it
