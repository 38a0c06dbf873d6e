"""Pairing the date parts of two texts: what is the same, what was changed, what only one side has."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from amana.align.fidelity.calendars import MONTH_NAMES, WEEKDAY_NAMES, gregorian_years, same_day
from amana.align.fidelity.date_parts import NUMBER_READERS, DatePart, PartKind, read_date_parts
from amana.align.fidelity.number_matching import assign
from amana.align.fidelity.quantities import SILENT, STRONG
from amana.types import Span

_KINDS: tuple[PartKind, ...] = (
    "weekday", "month", "day", "year", "decade", "hijri month", "hijri year", "relative day", "direction"
)  # fmt: skip

_WEEKEND = ("weekend", "نهاية الأسبوع", "نهاية الاسبوع")
_NAMED = ("weekday", "month", "hijri month", "relative day", "direction")


@dataclass(frozen=True, slots=True)
class DateDifference:
    """`kind`: changed (both sides), missing (source only), extra (rendering only)."""

    kind: str
    source: DatePart | None
    rendering: DatePart | None


@dataclass(frozen=True, slots=True)
class DateComparison:
    """`source_spans`, `rendering_spans`: what dates have explained, and words like كانون الثاني, whose "second" is no
    number: the numbers check leaves them alone."""

    differences: tuple[DateDifference, ...]
    source_spans: tuple[Span, ...]
    rendering_spans: tuple[Span, ...]


@lru_cache(maxsize=256)
def compare_dates(source_text: str, rendering_text: str, source_lang: str, rendering_lang: str) -> DateComparison:
    """Part by part, one to one, nearest first. Spans are offsets in the two texts."""
    source, rendering = read_date_parts(source_text, source_lang), read_date_parts(rendering_text, rendering_lang)
    lengths = max(len(source_text), 1), max(len(rendering_text), 1)

    def distance(s: DatePart, t: DatePart) -> float:
        return abs(s.span[0] / lengths[0] - t.span[0] / lengths[1])

    pairs: list[tuple[DatePart, DatePart]] = []
    differences: list[DateDifference] = []
    left: list[DatePart] = []
    right: list[DatePart] = []
    for kind in _KINDS:
        mine, theirs = [p for p in source if p.kind == kind], [p for p in rendering if p.kind == kind]
        same = assign(mine, theirs, _if(_equal, distance))
        pairs += [(mine[i], theirs[j]) for i, j in same]
        left += [p for i, p in enumerate(mine) if i not in {i for i, _ in same}]
        right += [p for j, p in enumerate(theirs) if j not in {j for _, j in same}]
    converted, wrong = _across_calendars(source, rendering, left, right)
    pairs += converted
    differences += wrong
    for kind in _KINDS:
        mine, theirs = [p for p in left if p.kind == kind], [p for p in right if p.kind == kind]
        changed = assign(mine, theirs, _if(_comparable, distance))
        for i, j in changed:
            left.remove(mine[i])
            right.remove(theirs[j])
            differences.append(DateDifference("changed", mine[i], theirs[j]))
    numbers = _plain_numbers(source_text, source_lang), _plain_numbers(rendering_text, rendering_lang)
    # A source that gives both calendars may keep one of them in the rendering.
    dated = any(part.kind in ("month", "hijri month") for part in rendering)
    hijri = {part.mention for part in source if dated and part.kind.startswith("hijri")}
    differences += [
        DateDifference("missing", part, None)
        for part in left
        if part.mention not in hijri and _is_missed(part, rendering, numbers[1])
    ]
    differences += [
        DateDifference("extra", None, part)
        for part in right
        if _is_missed(part, source, numbers[0]) and not _is_copied(rendering_text[slice(*part.span)], source_text)
    ]
    weekend = any(word in text for text in (source_text, rendering_text.lower()) for word in _WEEKEND)
    differences = [d for d in differences if not (weekend and _is_of_weekend(d))]
    differences = [d for d in differences if not _is_misspelled(d, rendering_text)]
    both = [*pairs, *((d.source, d.rendering) for d in differences if d.source and d.rendering)]
    return DateComparison(
        tuple(differences),
        (
            *(s.span for s, _ in both),
            *(p.span for p in source if _is_sure_name(p, source_text) or p.mention in hijri),
        ),
        (*(t.span for _, t in both), *(p.span for p in rendering if p.kind in _NAMED)),
    )


def _is_sure_name(part: DatePart, text: str) -> bool:
    """Whether a named part is no number, even where nothing answers it. A bare اثنين can be "two"."""
    bare = part.kind == "weekday" and part.weight == SILENT and "ال" not in text[slice(*part.span)]
    return part.kind in _NAMED and not bare


def _if(
    allowed: Callable[[DatePart, DatePart], bool], distance: Callable[[DatePart, DatePart], float]
) -> Callable[[DatePart, DatePart], float | None]:
    return lambda s, t: distance(s, t) if allowed(s, t) else None


def _equal(s: DatePart, t: DatePart) -> bool:
    return bool(set(s.values) & set(t.values)) and s.unit == t.unit


def _comparable(s: DatePart, t: DatePart) -> bool:
    return SILENT not in (s.weight, t.weight) and s.unit == t.unit


def _across_calendars(
    source: Sequence[DatePart], rendering: Sequence[DatePart], left: list[DatePart], right: list[DatePart]
) -> tuple[list[tuple[DatePart, DatePart]], list[DateDifference]]:
    """Hijri parts that the rendering gives in the Gregorian calendar, taken out of what is left over: the pairs, and
    the dates that were converted wrongly."""
    found: list[tuple[DatePart, DatePart]] = []
    wrong: list[DateDifference] = []
    for part in [p for p in left if p.kind == "hijri year"]:
        years = gregorian_years(part.values[0])
        match = next((p for p in rendering if p.kind == "year" and p.values[0] in years), None)
        if match is None:
            continue
        matches = [p for p in rendering if p.kind == "year" and p.values[0] in years]  # in 1979 or 1980
        found += [(part, p) for p in matches]
        left.remove(part)
        right[:] = [p for p in right if p not in matches]
        hijri, other = _whole(source, part.mention, "hijri "), _whole(rendering, match.mention, "")
        if not hijri or not other:
            continue
        if not same_day(_values(hijri), _values(other)) and hijri[1] in left and other[1] in right:
            wrong.append(DateDifference("changed", _joined(hijri), _joined(other)))
        for mine, theirs in zip(hijri, other, strict=True):
            if mine in left and theirs in right:
                found.append((mine, theirs))
            left[:] = [p for p in left if p != mine]
            right[:] = [p for p in right if p != theirs]
    return found, wrong


def _joined(parts: tuple[DatePart, DatePart, DatePart]) -> DatePart:
    """The whole date as one part, for a message."""
    spans = [part.span for part in parts]
    return DatePart("date", _values(parts), (min(spans)[0], max(spans)[1]), STRONG)


def _whole(parts: Sequence[DatePart], mention: int, prefix: str) -> tuple[DatePart, DatePart, DatePart] | None:
    """Year, month and day of a mention that has all three."""
    by_kind = {part.kind: part for part in parts if part.mention == mention}
    found = [by_kind.get(f"{prefix}year"), by_kind.get(f"{prefix}month"), by_kind.get("day")]  # type: ignore[call-overload]
    year, month, day = found
    return (year, month, day) if year and month and day else None


def _values(parts: tuple[DatePart, DatePart, DatePart]) -> tuple[int, int, int]:
    return parts[0].values[0], parts[1].values[0], parts[2].values[0]


def _is_of_weekend(difference: DateDifference) -> bool:
    """Whether one side alone has a Friday, Saturday or Sunday: the other may say "the weekend"."""
    part = difference.source or difference.rendering
    return difference.kind != "changed" and part is not None and part.kind == "weekday" and part.values[0] >= 4


def _is_misspelled(difference: DateDifference, rendering_text: str) -> bool:
    """Whether the rendering has the missing month or weekday with a slip of the keyboard: Feburary."""
    part = difference.source
    if difference.kind != "missing" or part is None or part.kind not in ("month", "weekday"):
        return False
    from rapidfuzz.distance import OSA

    name = (MONTH_NAMES if part.kind == "month" else WEEKDAY_NAMES)[part.values[0] - (part.kind == "month")].lower()
    return any(
        OSA.distance(name, word.lower(), score_cutoff=1) <= 1 for word in rendering_text.split() if len(word) > 4
    )


def _is_copied(name: str, source_text: str) -> bool:
    """Whether the source has a month or weekday in the rendering's own letters: (accessed 29 May 2019)."""
    return name.isalpha() and re.search(rf"\b{name}\b", source_text) is not None


def _plain_numbers(text: str, lang: str) -> frozenset[float]:
    return frozenset(value for quantity in NUMBER_READERS[lang](text) for value in quantity.values)


def _is_missed(part: DatePart, other: Sequence[DatePart], numbers: frozenset[float]) -> bool:
    """Whether a part that has no counterpart, not even a bare number, is a finding."""
    if part.weight != STRONG or any(_equal(part, p) for p in other if p.kind == part.kind):
        return False
    if part.kind == "weekday":  # "on Thursday" for أمس: right or wrong, that takes the date of publication
        return not any(p.kind == "relative day" for p in other)
    return part.kind in ("month", "hijri month") or (part.kind in ("year", "day") and not numbers & set(part.values))
