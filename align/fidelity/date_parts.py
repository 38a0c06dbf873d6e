"""The parts of dates in a text: weekdays, days, months in every tradition, years, decades, "yesterday", "last week"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from amana.align.fidelity.arabic_numbers import read_arabic_numbers
from amana.align.fidelity.calendars import MONTH_NAMES
from amana.align.fidelity.date_words import find_phrases
from amana.align.fidelity.english_numbers import read_english_numbers
from amana.align.fidelity.quantities import SILENT, STRONG, WEAK, Lexeme, Quantity, read_lexemes
from amana.align.fidelity.surroundings import touches
from amana.types import Span

PartKind = Literal[
    "weekday", "month", "day", "year", "decade", "hijri month", "hijri year", "relative day", "direction", "date"
]  # fmt: skip

NUMBER_READERS: dict[str, Callable[[str], tuple[Quantity, ...]]] = {
    "ar": read_arabic_numbers,
    "en": read_english_numbers,
}
_LINK = r"[\s,،.\-–/(]*"
_DAY_TO_MONTH = {
    "ar": re.compile(r"\s*(?:من\s+)?(?:شهر\s+)?"),
    "en": re.compile(r"[\s\-]*(?:of\s+)?(?:the\s+month\s+of\s+)?"),
}
_MONTH_TO_DAY = re.compile(r"\.?[\s\-]*(?:the\s+)?")
_PART_OF_MONTH = re.compile(r"(?:النصف|الأسبوع|الاسبوع|الربع|الثلث|الشطر|العشر|half|week)\s+$")  # النصف الأول من أكتوبر
_RANGE = re.compile(r"\s*(?:[-‐–‑/]|و\s?|أو|او|to|and|or|إلى|الى|حتى|until)\s*(?:the\s+)?")
_OF_THAT_MONTH = re.compile(
    r"\s*(?:منه\b|من\s+(?:الشهر\s+(?:نفسه|ذاته|عينه)|نفس\s+الشهر|ذات\s+الشهر)|of\s+(?:the\s+same|that)\s+month)"
)
_IN_ONE_DATE = re.compile(
    rf"{_LINK}(?:(?:of|the|on|في|من|شهر|يوم|عام|سنة|لعام|لسنة|الموافق){_LINK})*|\s*(?:[ap]\.?m\.?)?{_LINK}"
)
_YEAR_BEFORE = {
    "ar": re.compile(r"(?:عام|عامي|عاما|سنة|سنتي|منذ|بحلول|موسم|دورة|انتخابات|\()\s*(?:\d{4}\s*[و\-–]?\s*)?$"),
    "en": re.compile(
        r"(?:\b(?:in|since|by|until|till|from|during|before|after|early|late|mid|year|circa|AD|between|through)\s+(?:the\s+)?"
        r"|\()(?:\d{4}\s*(?:to|and|[-–])\s*)?$",
        re.IGNORECASE,
    ),
}
_GLOSS = re.compile(rf"\s*\(\s*(?!(?:{'|'.join(MONTH_NAMES)})\b)[A-Za-z]")  # أطباء مايو (Mayo): a name
_AH = re.compile(r"\s*(?:هـ|ه\b|هجري|للهجرة|A\.?H\.?\b|H\b)")
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<s2>[-/.])(?P<m2>\d{1,2})(?P=s2)(?P<y2>\d{4}))(?![\d/-])"
)
_ATTACKS = re.compile(r"(?<![\d/])(?P<month>9)/(?P<day>11)(?![\d/])")  # a name, day and month read in one way only


@dataclass(frozen=True, slots=True)
class DatePart:
    """`values`: all that the form can mean; of a direction -1, 0 or 1, with the `unit` it goes with. `mention`: parts
    of one date share it."""

    kind: PartKind
    values: tuple[int, ...]
    span: Span
    weight: int
    unit: str = ""
    mention: int = 0


@lru_cache(maxsize=512)
def read_date_parts(text: str, lang: str) -> tuple[DatePart, ...]:
    """The parts in order of their place. Spans are offsets in `text`."""
    lexemes = read_lexemes(text)
    quantities = NUMBER_READERS[lang](text)
    parts = list(_numeric(text))
    covered = [part.span for part in parts]
    parts += _named(text, lexemes, quantities, lang)
    parts += _years(text, quantities, lang, [*covered, *(part.span for part in parts)])
    parts += [
        DatePart("decade", tuple(int(value) for value in q.values), q.span, WEAK)
        for q in quantities
        if q.kind == "decade"
    ]
    return tuple(_grouped(text, sorted(parts, key=lambda part: part.span)))


def _numeric(text: str) -> Iterator[DatePart]:
    """28/9/2023, 2023-09-28: day and month are read both ways where both can be."""
    plain = text.translate(_ascii_digits())
    for match in _NUMERIC.finditer(plain):
        which = "1" if match["y1"] else "2"
        day, month = int(match["d" + which]), int(match["m" + which])
        if not (1 <= day <= 31 and 1 <= month <= 31 and min(day, month) <= 12):
            continue
        pair = (day, month) if which == "1" or day > 12 or month > 12 else (day, month, 0)
        if month > 12:
            day, month = month, day
        swap = len(pair) == 3
        yield DatePart("day", (day, month) if swap else (day,), match.span("d" + which), STRONG)
        yield DatePart("month", (month, day) if swap else (month,), match.span("m" + which), STRONG)
        yield DatePart("year", (int(match["y" + which]),), match.span("y" + which), STRONG)
    for match in _ATTACKS.finditer(text):
        yield DatePart("month", (9,), match.span("month"), SILENT)
        yield DatePart("day", (11,), match.span("day"), SILENT)


@cache
def _ascii_digits() -> dict[int, str]:
    return {base + i: str(i) for base in (0x660, 0x6F0) for i in range(10)}


def _named(text: str, lexemes: tuple[Lexeme, ...], quantities: tuple[Quantity, ...], lang: str) -> Iterator[DatePart]:
    """Months with their days, weekdays, relative days, directions."""
    phrases = list(find_phrases(text, lexemes, lang))
    whole: dict[Span, Span] = {}  # تشرين الأول/أكتوبر: one month, named twice
    repeated: set[Span] = set()
    for first, second in pairwise(phrases):
        if "month" in first.kind and re.fullmatch(r"\s*[/(]\s*", text[first.span[1] : second.span[0]]):
            whole[first.span] = (first.span[0], second.span[1])
            repeated.add(second.span)
    months = [phrase.span for phrase in phrases if "month" in phrase.kind]
    quantities = tuple(q for q in quantities if not touches(q.span, months))  # الثاني of كانون الثاني is no day
    for phrase in phrases:
        if phrase.kind in ("month", "hijri month"):
            until = next((span[0] for span in months if span[0] > phrase.span[0]), len(text))
            days = list(_days(text, phrase.span, quantities, lang, until))
            beside_date = bool(days) or _year_follows(text, phrase.span)
            sure = phrase.needs == "no" or beside_date or (phrase.needs != "day" and phrase.in_context)
            sure = sure and phrase.needs != "never" and not _GLOSS.match(text, phrase.span[1])
            if phrase.span in repeated:
                continue
            span = whole.get(phrase.span, phrase.span)
            yield DatePart(phrase.kind, (phrase.value,), span, STRONG if sure else SILENT)
            for day in days if sure else ():
                yield DatePart("day", tuple(int(value) for value in day.values), day.span, STRONG)
        elif phrase.kind == "weekday":
            sure = phrase.needs == "no" or (phrase.needs != "never" and phrase.in_context)
            if not sure and phrase.needs == "only" and text[slice(*phrase.span)].endswith("أحد"):
                continue  # "one of"
            yield DatePart("weekday", (phrase.value,), phrase.span, STRONG if sure else SILENT)
        else:
            yield DatePart(phrase.kind, (phrase.value,), phrase.span, WEAK, phrase.unit)


def _days(text: str, month: Span, quantities: tuple[Quantity, ...], lang: str, until: int) -> Iterator[Quantity]:
    """The day numbers of a month: before it, back through a range, or else after it; the next month is at `until`."""
    found = False
    start, link = month[0], _DAY_TO_MONTH[lang]
    for quantity in reversed([q for q in quantities if q.span[1] <= month[0]]):
        if not link.fullmatch(text[quantity.span[1] : start]) or not _is_day(quantity):
            break
        if _PART_OF_MONTH.search(text[: quantity.span[0]]):
            break
        found = True
        yield quantity
        start, link = quantity.span[0], _RANGE
    end, link = month[1], _MONTH_TO_DAY
    for quantity in () if found else [q for q in quantities if q.span[0] >= month[1]]:
        if not link.fullmatch(text[end : quantity.span[0]]) or not _is_day(quantity):
            break
        found = True
        yield quantity
        end, link = quantity.span[1], _RANGE
    if not found:
        return
    for quantity in [q for q in quantities if end <= q.span[0] < until]:  # الثاني عشر من آب أو الثالث عشر منه
        if _is_day(quantity) and _OF_THAT_MONTH.match(text, quantity.span[1]):
            yield quantity
            return


def _is_day(quantity: Quantity) -> bool:
    value = quantity.values[0]
    return (
        quantity.weight > SILENT
        and quantity.kind in ("cardinal", "ordinal")
        and value % 1 == 0
        and 1 <= value <= 31
        and quantity.unit is None
    )


def _year_follows(text: str, month: Span) -> bool:
    return re.match(r"\s*(?:من\s+)?(?:عام\s+|سنة\s+|,\s*)?[\d٠-٩]{4}\b", text[month[1] :]) is not None


def _years(text: str, quantities: tuple[Quantity, ...], lang: str, covered: list[Span]) -> Iterator[DatePart]:
    """Four digits without separator and unit. Whether one really is a year shows where the other side has one too."""
    for quantity in quantities:
        start, end = quantity.span
        digits = text[start:end]
        if touches(quantity.span, covered) or quantity.kind != "cardinal":
            continue
        if not quantity.digits:
            if _is_year_in_words(text, quantity, lang):
                yield DatePart("year", (int(quantity.values[0]),), quantity.span, STRONG)
            continue
        after = _AH.match(text, end)
        if after and digits.isdigit() and 1 <= int(digits) <= 1600:
            yield DatePart("hijri year", (int(digits),), quantity.span, WEAK)
        elif len(digits) == 4 and digits.isdigit() and 1000 <= int(digits) <= 2150 and quantity.unit is None:
            sure = _YEAR_BEFORE[lang].search(text[:start]) is not None
            yield DatePart("year", (int(digits),), quantity.span, STRONG if sure else WEAK)


def _is_year_in_words(text: str, quantity: Quantity, lang: str) -> bool:
    """عام ألفين وثلاثة, in nineteen forty-eight."""
    if not 1000 <= quantity.values[0] <= 2150:
        return False
    if lang == "ar":
        return quantity.unit == "year" and quantity.unit_span is not None and quantity.unit_span < quantity.span
    told = _YEAR_BEFORE["en"].search(text[: quantity.span[0]]) is not None
    return told and quantity.unit is None and quantity.values[0] % 100 > 0


def _grouped(text: str, parts: list[DatePart]) -> Iterator[DatePart]:
    """Parts that stand side by side are one mention."""
    mention = 0
    for before, part in zip([None, *parts], parts, strict=False):
        if before is None or not _IN_ONE_DATE.fullmatch(text[before.span[1] : part.span[0]]):
            mention += 1
        yield DatePart(part.kind, part.values, part.span, part.weight, part.unit, mention)
