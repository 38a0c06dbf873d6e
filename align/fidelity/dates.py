"""Dates: months in three traditions and Hijri, weekdays, days, years, decades, "yesterday" and "last week"."""

from collections.abc import Iterator
from datetime import date, timedelta

from amana.align.fidelity.calendars import WEEKDAY_NAMES, weekday
from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.date_matching import DateDifference, compare_dates
from amana.align.fidelity.date_parts import DatePart, read_date_parts
from amana.align.fidelity.number_homographs import is_transliterated, token_at
from amana.align.fidelity.surroundings import lost_or_added_phrase
from amana.align.fidelity.witness import Evidence, witness_adjust
from amana.types import AlignedPair, CheckContext, Finding, FindingType, Side, Span

_NAMED = ("month", "hijri month", "weekday")
LANGUAGES = ("ar", "en")


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """One finding a part of a date that differs, and one where weekday and date of the rendering contradict."""
    langs = context.source_lang, context.rendering_lang
    if langs[0] not in LANGUAGES or langs[1] not in LANGUAGES:
        return
    comparison = compare_dates(pair.source.text, pair.rendering.text, *langs)
    told = read_date_parts(pair.witness, langs[1]) if comparison.differences and pair.witness else None
    conflicts = list(_weekday_conflicts(pair, context))
    for difference in comparison.differences:
        if _is_name(difference, pair):
            continue
        finding = _finding(difference, pair, told)
        if difference.kind == "changed" and difference.rendering and difference.rendering.kind != "relative day":
            conflicts.clear()  # a changed day or weekday contradicts the rest of its date as well: one fault
        if difference.kind == "changed" or finding.target_span not in [c.target_span for c in conflicts]:
            yield finding
    yield from conflicts
    if not any(d.rendering and d.rendering.kind == "weekday" for d in comparison.differences):
        yield from _relative_conflicts(pair, context)


def _is_name(difference: DateDifference, pair: AlignedPair) -> bool:
    """Whether a month or weekday that the rendering lacks is a name that it spells: رجب Recep, تموز Tammuz."""
    part = difference.source
    at = token_at(pair.source, part.span) if part and difference.kind == "missing" and part.kind in _NAMED else None
    return at is not None and is_transliterated(pair, at)


def _finding(difference: DateDifference, pair: AlignedPair, told: tuple[DatePart, ...] | None) -> Finding:
    source, rendering = difference.source, difference.rendering
    part = source or rendering
    kind = part.kind if part else ""
    rule = f"date.{difference.kind}.{kind.replace(' ', '_')}"
    name = "date" if kind in ("relative day", "direction") else kind
    here = _quote(pair.source, source), _quote(pair.rendering, rendering)
    message = {
        "changed": f"Another {name}: the source has {here[0]}, the rendering {here[1]}.",
        "missing": f"The source gives the {name} {here[0]}; the rendering has none.",
        "extra": f"The rendering gives the {name} {here[1]}; the source has none.",
    }[difference.kind]
    spans = _span(pair.source, source), _span(pair.rendering, rendering)
    phrase = lost_or_added_phrase(difference.kind, pair, *spans)
    what: FindingType = phrase or "date"
    if phrase:
        rule = f"date.{difference.kind}.phrase"
    sure = confidence(rule)
    testimony: Evidence = ()
    if told is not None:
        sure, testimony = witness_adjust(sure, **_testimony(difference, told))
    return Finding(
        type=what,
        severity="major" if difference.kind == "changed" else "minor",
        confidence=sure,
        message=message,
        source_span=spans[0],
        target_span=spans[1],
        check="dates",
        part=pair.part,
        evidence=(("rule", rule), *testimony),
    )


def _testimony(difference: DateDifference, told: tuple[DatePart, ...]) -> dict[str, bool]:
    def says(part: DatePart | None) -> bool:
        return part is not None and any(
            part.kind == p.kind and part.unit == p.unit and set(part.values) & set(p.values) for p in told
        )

    if difference.kind == "missing":
        return {"says_source": says(difference.source), "says_rendering": not says(difference.source)}
    if difference.kind == "extra":
        return {"says_source": not says(difference.rendering), "says_rendering": says(difference.rendering)}
    return {"says_source": says(difference.source), "says_rendering": says(difference.rendering)}


def _relative_conflicts(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """أمس rendered as a weekday, or a weekday as "yesterday": right only for the right date of publication."""
    published = _published(context)
    if published is None:
        return
    source = read_date_parts(pair.source.text, context.source_lang)
    rendering = read_date_parts(pair.rendering.text, context.rendering_lang)
    for relative, other, turned in ((source, rendering, False), (rendering, source, True)):
        days = [p for p in relative if p.kind == "relative day"]
        weekdays = [p for p in other if p.kind == "weekday"]
        if len(days) != 1 or len(weekdays) != 1 or any(p.kind == "weekday" for p in relative):
            continue
        meant = (published + timedelta(days=days[0].values[0])).weekday()
        if days[0].values[0] == 0 or meant == weekdays[0].values[0]:
            continue
        mine, theirs = (weekdays[0], days[0]) if turned else (days[0], weekdays[0])
        yield Finding(
            type="date",
            severity="major",
            confidence=confidence("date.relative"),
            message=f"The source has {_quote(pair.source, mine)}, the rendering {_quote(pair.rendering, theirs)}: "
            f"seen from {published.isoformat()}, {_quote(pair.rendering if turned else pair.source, days[0])} was "
            f"{WEEKDAY_NAMES[meant]}.",
            source_span=_span(pair.source, mine),
            target_span=_span(pair.rendering, theirs),
            check="dates",
            part=pair.part,
            evidence=(("rule", "date.relative"), ("published", published.isoformat())),
        )


def _weekday_conflicts(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """A weekday that its date did not have, in the rendering and not in the source."""
    if any(_contradictions(pair.source, context.source_lang, context)):
        return
    for part, meant in _contradictions(pair.rendering, context.rendering_lang, context):
        yield Finding(
            type="date",
            severity="minor",
            confidence=confidence("date.conflict"),
            message=f"The rendering says {_quote(pair.rendering, part)} of a day that was a {WEEKDAY_NAMES[meant]}.",
            source_span=None,
            target_span=_span(pair.rendering, part),
            check="dates",
            part=pair.part,
            evidence=(("rule", "date.conflict"),),
        )


def _contradictions(side: Side, lang: str, context: CheckContext) -> Iterator[tuple[DatePart, int]]:
    parts = read_date_parts(side.text, lang)
    published = _published(context)
    for part in parts:
        if part.kind != "weekday":
            continue
        beside = {p.kind: p for p in parts if p.mention == part.mention}
        if "month" not in beside or "day" not in beside:
            continue
        year = beside["year"].values[0] if "year" in beside else published.year if published else None
        meant = weekday(year, beside["month"].values[0], beside["day"].values[0]) if year else None
        if meant is not None and meant != part.values[0]:
            yield part, meant


def _published(context: CheckContext) -> date | None:
    try:
        return date.fromisoformat((context.source_date or "")[:10])
    except ValueError:
        return None


def _quote(side: Side, part: DatePart | None) -> str:
    span = _span(side, part)
    return f"“{side.part_text[slice(*span)]}”" if span else ""


def _span(side: Side, part: DatePart | None) -> Span | None:
    return (part.span[0] + side.span[0], part.span[1] + side.span[0]) if part else None
