"""Counting right and wrong findings: on pairs with one known error each, and on excerpts with planted errors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]

# The development sets call a whole sentence left out by a name of its own, and count attribution as hedging.
ALIASES = {
    "omission_sentence": "omission",
    "addition_sentence": "addition",
    "attribution": "hedge",
    "hallucination": "addition",
}


def coarse(kind: str) -> str:
    """The class in which a type of error and a type of finding are compared."""
    return ALIASES.get(kind, kind)


@dataclass(frozen=True, slots=True)
class Judged:
    """One item with what was found on it. `types` is empty for a control."""

    types: tuple[str, ...]  # as the set names them
    found: tuple[str, ...]  # types of the findings
    confidences: tuple[float, ...]
    spans: tuple[tuple[int, int] | None, ...]
    gold_span: tuple[int, int] | None

    @property
    def is_control(self) -> bool:
        return not self.types

    def has(self, kind: str) -> bool:
        return any(coarse(found) == coarse(kind) for found in self.found)

    def span_hit(self) -> bool | None:
        """Whether a rightly typed finding overlaps the error, 15 characters allowed where something was deleted; None
        where no rightly typed finding has a span."""
        if self.gold_span is None:
            return None
        start, end = self.gold_span
        slack = 15 if start == end else 0
        right = [
            span
            for kind, span in zip(self.found, self.spans, strict=True)
            if span and coarse(kind) in {coarse(t) for t in self.types}
        ]
        if not right:
            return None
        return right[0][0] < end + slack and right[0][1] > start - slack


def judge(gold: Sequence[Record], results: Sequence[Record]) -> list[Judged]:
    """Items of a fidelity set (type, en_error, span) with the output of `amana check --pairs` on them.

    "surface" items change nothing in meaning: they count as controls.
    """
    judged = []
    for item, result in zip(gold, results, strict=True):
        kinds = [item["type"]] if item["type"] not in ("none", "surface") else []
        span = item.get("span") or {}
        at = span.get("err") if isinstance(span, dict) else None
        findings = result["findings"]
        judged.append(
            Judged(
                tuple(kinds),
                tuple(f["type"] for f in findings),
                tuple(f["confidence"] for f in findings),
                tuple(tuple(f["target_span"]) if f["target_span"] else None for f in findings),
                (at[0], at[1]) if at else None,
            )
        )
    return judged


@dataclass(frozen=True, slots=True)
class Planted:
    """How findings on an excerpt fared: which planted errors were found, which findings are on none."""

    planted: tuple[str, ...]  # type of each planted error
    located: tuple[bool, ...]  # whether a finding touches it
    typed: tuple[bool, ...]  # whether one of its type does
    false_types: tuple[str, ...]  # findings (not neutral) that touch no planted error


def judge_planted(planted: Sequence[Record], findings: Sequence[Record]) -> Planted:
    """Findings as `results.jsonl` writes them against the planted errors of `gold.jsonl`: they match where their spans
    touch on either side of the same part."""
    touching = [[_touch(error, finding) for finding in findings] for error in planted]
    located = [any(row) for row in touching]
    typed = [
        any(
            hit and coarse(finding["type"]) == coarse(error["type"]) for hit, finding in zip(row, findings, strict=True)
        )
        for row, error in zip(touching, planted, strict=True)
    ]
    false = [
        finding["type"]
        for index, finding in enumerate(findings)
        if finding["severity"] != "neutral" and not any(row[index] for row in touching)
    ]
    return Planted(tuple(error["type"] for error in planted), tuple(located), tuple(typed), tuple(false))


def _touch(error: Record, finding: Record) -> bool:
    if error["part"] != finding["part"]:
        return False
    for side in ("source_span", "target_span"):
        mine, theirs = error[side], finding[side]
        if mine and theirs and mine[0] <= theirs[1] and theirs[0] <= mine[1]:
            return True
    return False
