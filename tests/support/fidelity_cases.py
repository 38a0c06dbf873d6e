"""Cases of tests/cases/fidelity, and how a finding is compared with one."""

import json
from pathlib import Path

import pytest

from amana.types import Finding

CASES = Path(__file__).resolve().parents[1] / "cases" / "fidelity"


def load(name: str) -> list[dict]:
    rows = [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row, id=row["label"]) for row in rows]


def found(findings: tuple[Finding, ...], source: str, rendering: str) -> list[tuple[str, str | None, str | None]]:
    """Rule and quoted texts, to compare with a case."""
    return [
        (
            dict(finding.evidence)["rule"],
            source[slice(*finding.source_span)] if finding.source_span else None,
            rendering[slice(*finding.target_span)] if finding.target_span else None,
        )
        for finding in findings
    ]


def matches(actual: list[tuple[str, str | None, str | None]], expected: list[list[str | None]]) -> bool:
    """The rule may be a finer one than the case names, and the quoted text may hold the unit too."""
    return len(actual) == len(expected) and all(
        got[0].startswith(want[0] or "") and all((w is None) == (g is None) and (w or "") in (g or "") for g, w in
                                                 zip(got[1:], want[1:], strict=True))
        for got, want in zip(actual, expected, strict=True)
    )  # fmt: skip
