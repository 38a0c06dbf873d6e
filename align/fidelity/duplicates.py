"""One fault, one finding: which findings on a pair say again what another one says already."""

from collections.abc import Sequence
from dataclasses import replace

from amana.types import Finding, FindingType, Span

# What a finding of the first type explains when it covers the other's place. A date's day and year are numbers; what
# is missing inside an omitted phrase, or new inside an added one, is no fault of its own.
_SMALL: frozenset[FindingType] = frozenset(
    {"number", "date", "name", "negation", "hedge", "attribution", "terminology"}
)
_EXPLAINS: dict[FindingType, frozenset[FindingType]] = {
    "omission": _SMALL | {"omission"},
    "addition": _SMALL | {"addition"},
    "attribution": frozenset({"attribution", "hedge", "name"}),
    "untranslated": _SMALL | {"omission", "addition", "role_swap"},
    "date": frozenset({"number"}),
    "number": frozenset({"number"}),
}
_SINGLE_WORDS = ("omission.word", "addition.word")


def without_duplicates(findings: Sequence[Finding]) -> list[Finding]:
    """The findings of one pair without those that another one explains. The one that stays is at least as sure.

    A neutral finding explains what lies inside what it declares, and takes no confidence from it.
    """
    kept: list[Finding | None] = list(findings)
    for i, mine in enumerate(findings):
        for j, other in enumerate(findings):
            first = kept[j]
            if i == j or first is None or kept[i] is None or not _explains(other, mine, earlier=j < i):
                continue
            kept[i] = None
            if first.severity != "neutral":
                kept[j] = replace(first, confidence=max(first.confidence, mine.confidence))
    return [finding for finding in kept if finding is not None]


def _explains(large: Finding, small: Finding, *, earlier: bool) -> bool:
    if _is_single_word(small) and not _is_single_word(large):
        return _overlap(large.source_span, small.source_span) or _overlap(large.target_span, small.target_span)
    if large.type == small.type and large.source_span == small.source_span and large.target_span == small.target_span:
        return earlier
    if small.type not in _EXPLAINS.get(large.type, ()) or small.severity == "neutral":
        return False
    if large.type == "untranslated" and small.target_span is None:
        return True  # what is missing from the English is the word that was left in Arabic
    if large.type == "omission" and large.source_span is None and large.severity == "neutral":
        return small.target_span is None  # "[...]" inside a sentence licenses whatever is missing from it
    if large.type in ("omission", "attribution"):
        # A lost cue points at the place that lacks it: it too is missing with the phrase.
        missing = small.target_span is None or small.type in ("hedge", "attribution", "negation")
        return missing and _covers(large.source_span, small.source_span, earlier=earlier)
    if large.type == "addition":
        return small.source_span is None and _covers(large.target_span, small.target_span, earlier=earlier)
    if large.type in ("date", "number"):
        return earlier and (
            _overlap(large.source_span, small.source_span) or _overlap(large.target_span, small.target_span)
        )
    return _covers(large.target_span, small.target_span, earlier=earlier)


def _is_single_word(finding: Finding) -> bool:
    """Whether a finding says of one word only that it has no counterpart: any other finding there says more."""
    return dict(finding.evidence).get("rule", "").startswith(_SINGLE_WORDS)


def _covers(large: Span | None, small: Span | None, *, earlier: bool) -> bool:
    """Whether one span lies within the other; of two equal spans the earlier finding's covers."""
    if large is None or small is None or not (large[0] <= small[0] and small[1] <= large[1]):
        return False
    return large != small or earlier


def _overlap(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]
