"""Runs of words that the other side does not support: the ground of omissions and additions inside a sentence.

Two witnesses are added up for each word: how it is matched by the other side's words (word_support.py), and what
word-level quality estimation says of it (word_quality.py)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log

from amana.align.fidelity.surroundings import touches
from amana.align.word_support import is_content
from amana.types import Side, Span

FUNCTION_WEIGHT = 0.5  # of a function word's evidence: it may come and go by itself
FEWEST_CONTENT_WORDS = 2  # one word without a counterpart is a free translation more often than a loss
# What a run loses where the rest of its side is ill supported too (a free translation, words that the encoder does not
# know): per unit of the mean lack of support of the other content words, and at most.
_FREEDOM, _MOST_FREEDOM = 30.0, 3.0
# Summed log-odds from which a run is shown, and from which it is sure: each has its precision in data/calibration.tsv.
SHOWN, SURE = 4.0, 7.0
SHOWN_ALONE, CLAUSE = 3.3, 6  # of a run that the network says nothing of; content words from which it is a clause
QUALITY_SHARE = 0.5  # what word-level quality estimation counts beside the support
_QUALITY_BOUNDS = (-4.0, 8.0)  # log-odds beyond which it says no more
_BARRED = -1e3  # log-odds that no run can afford
_CLOSING = frozenset(".,;:!?،؛؟…)]}»”’\"'")
_OPENING = frozenset("([{«“‘")


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first` to `last` (half-open) of a side. `weight` is the summed log-odds that they have no counterpart,
    less what the freedom of the rest takes off; `sure`: the support alone is enough."""

    first: int
    last: int
    weight: float
    content: int
    span: Span
    sure: bool = False


def runs_without_counterpart(
    side: Side, support: Sequence[float], faults: Sequence[float], barred: Sequence[Span] = ()
) -> list[Run]:
    """First what the support alone shows: what it is sure of, and clauses and sentences, which the network, having
    learnt from short phrases, takes for sound. Then, in the rest, what both witnesses show. In order of the text."""
    alone = [
        replace(run, sure=run.weight >= SURE)
        for run in unsupported_runs(side, support, (), SHOWN_ALONE, barred)
        if run.weight >= SURE or run.content >= CLAUSE
    ]
    both = unsupported_runs(side, support, faults, SHOWN, [*barred, *(run.span for run in alone)])
    return sorted([*alone, *both], key=lambda run: run.first)


def unsupported_runs(
    side: Side, support: Sequence[float], faults: Sequence[float], threshold: float, barred: Sequence[Span] = ()
) -> Iterator[Run]:
    """The runs of greatest weight, none overlapping, each at or above the threshold, in order of the text.

    `faults`: log-odds that each word is missing on the other side, by word_quality.py; empty where that is not known.
    `barred` spans (declared additions, say) are never part of a run. The heaviest run is the maximum subarray (Bentley
    1984), then again to its left and right.
    """
    if len(support) != len(side.tokens):
        return
    content = [is_content(token.text, side.lang) for token in side.tokens]
    odds = [
        _BARRED
        if touches(token.span, barred)
        else _odds(value, heavy) + QUALITY_SHARE * min(max(fault, _QUALITY_BOUNDS[0]), _QUALITY_BOUNDS[1])
        for token, value, heavy, fault in zip(
            side.tokens, support, content, faults or [0.0] * len(support), strict=True
        )
    ]
    found = []
    pending = [(0, len(odds))]
    while pending:
        low, high = pending.pop()
        weight, first, last = _heaviest(odds, low, high)
        if weight < threshold:
            continue
        pending += [(low, first), (last, high)]
        first, last = _trim(side, first, last)
        heavy = sum(content[first:last])
        rest = [
            1 - support[i] for i, value in enumerate(odds) if content[i] and value > _BARRED and not first <= i < last
        ]
        weight -= min(_FREEDOM * sum(rest) / max(len(rest), 1), _MOST_FREEDOM)
        if heavy >= FEWEST_CONTENT_WORDS and weight >= threshold:
            found.append(Run(first, last, weight, heavy, (side.tokens[first].span[0], side.tokens[last - 1].span[1])))
    yield from sorted(found, key=lambda run: run.first)


def log_odds_missing(support: float) -> float:
    """How likely a word of that support has no counterpart; bounded, since no support is certain."""
    bounded = min(max(support, 0.001), 0.999)
    return log((1 - bounded) / bounded)


def _odds(value: float, heavy: bool) -> float:
    return log_odds_missing(value) * (1.0 if heavy else FUNCTION_WEIGHT)


def _heaviest(odds: Sequence[float], low: int, high: int) -> tuple[float, int, int]:
    best = (0.0, low, low)
    total, start = 0.0, low
    for index in range(low, high):
        if total <= 0:
            total, start = 0.0, index
        total += odds[index]
        if total > best[0]:
            best = (total, start, index + 1)
    return best


def _trim(side: Side, first: int, last: int) -> tuple[int, int]:
    """The run without punctuation at its ends."""
    while first < last and side.tokens[first].text in _CLOSING | _OPENING:
        first += 1
    while last > first and side.tokens[last - 1].text in _CLOSING | _OPENING:
        last -= 1
    return first, last
