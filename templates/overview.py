"""The index of a report: totals, figures by type, and one row an excerpt, the broken ones too."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from amana.templates.bidi import Run, runs
from amana.templates.citation import Citation, cite
from amana.templates.pages import (
    Card,
    Chip,
    State,
    chrf_text,
    excerpt_state,
    excerpt_title,
    failure,
    share_text,
)
from amana.templates.wording import SEVERITY_NAMES, TYPES, changes_text
from amana.types import SEVERITIES, Comparison, FindingType, Severity, StepChange

_WORST_FIRST: tuple[Severity, ...] = tuple(reversed(SEVERITIES))


@dataclass(frozen=True, slots=True)
class Count:
    """Findings of one severity: the number, and its share of the longest bar in percent."""

    severity: Severity
    name: str
    number: int
    percent: float = 0.0


@dataclass(frozen=True, slots=True)
class Bar:
    type: FindingType
    label: str
    total: int
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """One excerpt. The `_key` values are what its row is sorted by."""

    position: int
    href: str
    id: str
    title: str
    source: Citation | None
    rendering: Citation | None
    state: State
    reason: tuple[Run, ...]
    rendered: str
    rendered_key: float
    counts: tuple[Count, ...]
    weight: float  # for sorting: any critical finding outweighs all major ones, and so on
    types: tuple[tuple[str, int], ...]
    type_keys: str
    chrf: str


@dataclass(frozen=True, slots=True)
class IndexView:
    cards: tuple[Card, ...]
    chips: tuple[Chip, ...]
    bars: tuple[Bar, ...]
    entries: tuple[EntryView, ...]
    errors: int
    changes: tuple[tuple[str, str], ...]
    signatures: tuple[tuple[str, int], ...]
    model_notes: tuple[tuple[str, int], ...]


def build_index(comparisons: Sequence[Comparison], names: Sequence[str]) -> IndexView:
    """The view of the index; `names` are the files of the pages."""
    states = Counter(excerpt_state(comparison) for comparison in comparisons)
    return IndexView(
        cards=_cards(comparisons, states),
        chips=_chips(comparisons, states),
        bars=_bars(comparisons),
        entries=tuple(
            _entry(comparison, name, position)
            for position, (comparison, name) in enumerate(zip(comparisons, names, strict=True), 1)
        ),
        errors=states["error"],
        changes=_changes(comparisons),
        signatures=_distinct(comparisons, lambda comparison: comparison.signature),
        model_notes=_distinct(comparisons, lambda comparison: comparison.model_note),
    )


def _counts(comparison: Comparison) -> tuple[Count, ...]:
    return tuple(Count(severity, SEVERITY_NAMES[severity], comparison.count(severity)) for severity in _WORST_FIRST)


def _entry(comparison: Comparison, name: str, position: int) -> EntryView:
    excerpt = comparison.excerpt
    types = Counter(finding.type for finding in comparison.findings if finding.severity != "neutral")
    # most_common breaks ties by first sight; the order of the types is the same on every page.
    ranked = sorted(types, key=lambda kind: (-types[kind], list(TYPES).index(kind)))
    scores = comparison.scores
    return EntryView(
        position=position,
        href=name,
        id=excerpt.id,
        title=excerpt_title(comparison),
        source=cite(excerpt.source) if excerpt.source else None,
        rendering=cite(excerpt.rendering) if excerpt.rendering else None,
        state=excerpt_state(comparison),
        reason=runs(failure(comparison)),
        rendered=share_text(comparison, "source_rendered", "source_segments"),
        rendered_key=scores.get("source_rendered", 0.0) / max(scores.get("source_segments", 1.0), 1.0),
        counts=_counts(comparison),
        weight=sum(comparison.count(severity) * 1000.0**rank for rank, severity in enumerate(SEVERITIES)),
        types=tuple((TYPES[kind], types[kind]) for kind in ranked),
        type_keys=" ".join(sorted({finding.type for finding in comparison.findings})),
        chrf=chrf_text(comparison),
    )


def _cards(comparisons: Sequence[Comparison], states: Counter[State]) -> tuple[Card, ...]:
    cards = [Card(f"{len(comparisons):,}", "excerpt" if len(comparisons) == 1 else "excerpts")]
    if states["error"]:
        cards.append(Card(f"{states['error']:,}", "not compared"))
    for severity in _WORST_FIRST:
        count = sum(comparison.count(severity) for comparison in comparisons)
        cards.append(Card(f"{count:,}", SEVERITY_NAMES[severity], severity, none=not count))
    # A source without a rendering is not unrendered: it has none to compare.
    compared = [comparison.scores for comparison in comparisons if "source_rendered" in comparison.scores]
    rendered = sum(scores["source_rendered"] for scores in compared)
    sentences = sum(scores.get("source_segments", 0.0) for scores in compared)
    if sentences:
        cards.append(Card(f"{rendered:,.0f} / {sentences:,.0f}", "source sentences rendered"))
    chrfs = [comparison.scores["chrf"] for comparison in comparisons if "chrf" in comparison.scores]
    if chrfs:
        cards.append(Card(f"{sum(chrfs) / len(chrfs):.1f}", "mean chrF, rendering vs MT"))
    return tuple(cards)


def _chips(comparisons: Sequence[Comparison], states: Counter[State]) -> tuple[Chip, ...]:
    """Filters by what an excerpt has; each counts excerpts."""
    chips = []
    for severity in _WORST_FIRST:
        having = sum(comparison.count(severity) > 0 for comparison in comparisons)
        if having:
            chips.append(Chip("severity", severity, SEVERITY_NAMES[severity], having))
    clean = sum(excerpt_state(comparison) == "compared" and not comparison.findings for comparison in comparisons)
    if clean:
        chips.append(Chip("severity", "nothing-found", "no findings", clean))
    if states["error"]:
        chips.append(Chip("severity", "not-compared", "not compared", states["error"]))
    return tuple(chips)


def _bars(comparisons: Sequence[Comparison]) -> tuple[Bar, ...]:
    """Findings by type, the most frequent first, each bar split by severity."""
    numbers = Counter((finding.type, finding.severity) for comparison in comparisons for finding in comparison.findings)
    totals = {kind: sum(numbers[kind, severity] for severity in SEVERITIES) for kind in TYPES}
    longest = max(totals.values(), default=0)
    return tuple(
        Bar(
            type=kind,
            label=TYPES[kind],
            total=total,
            counts=tuple(
                Count(severity, SEVERITY_NAMES[severity], number, round(100 * number / longest, 2))
                for severity in _WORST_FIRST
                if (number := numbers[kind, severity])
            ),
        )
        for kind, total in sorted(totals.items(), key=lambda item: -item[1])
        if total
    )


def _changes(comparisons: Sequence[Comparison]) -> tuple[tuple[str, str], ...]:
    """What normalisation did in the whole report, by side."""
    sides: dict[str, Counter[str]] = {}
    for comparison in comparisons:
        for side, changes in comparison.changes.items():
            sides.setdefault(side, Counter()).update({change.step: change.count for change in changes})
    return tuple(
        (side, changes_text(tuple(StepChange(step, count) for step, count in sorted(steps.items()))))
        for side, steps in sides.items()
        if steps
    )


def _distinct(comparisons: Sequence[Comparison], line: Callable[[Comparison], str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(text for comparison in comparisons if (text := line(comparison))).items())
