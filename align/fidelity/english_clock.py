"""Times of day in English: 07:19, 7.30 p.m., noon, half past four, a quarter to three, the seven-forty."""

import re
from collections.abc import Sequence

from amana.align.fidelity.quantities import (
    SILENT,
    STRONG,
    WEAK,
    Lexeme,
    NumberWord,
    Quantity,
    clock,
    english_number_table,
)
from amana.types import Span

_HYPHENS = ("-", "‐", "‑", "–")
_BETWEEN_HOUR_AND_MINUTES = re.compile(r"[\s\-‐‑]|[\s\-‐‑]oh?[\s\-‐‑]")
_NOON = frozenset({"noon", "midday", "midnight"})


def read_english_time(lexemes: Sequence[Lexeme], at: int) -> tuple[Quantity, int] | None:
    """The time of day that begins at a lexeme, and the index after it."""
    if lexemes[at].text.lower() in _NOON:
        return Quantity((lexemes[at].start, lexemes[at].end), (0.0, 12.0, 24.0), "time", SILENT), at + 1
    return _in_digits(lexemes, at) if lexemes[at].kind == "d" else _in_words(lexemes, at)


def _in_digits(lexemes: Sequence[Lexeme], at: int) -> tuple[Quantity, int] | None:
    hour, minute, end = lexemes[at].text, "", at + 1
    if at + 2 < len(lexemes) and _is(lexemes, at + 1, ":") and lexemes[at + 1].glued and lexemes[at + 2].glued:
        minute, end = lexemes[at + 2].text, at + 3
    elif "." in hour and (
        _is(lexemes, end, "am", "pm") or (_is(lexemes, end, "a", "p") and _is(lexemes, end + 1, "."))
    ):
        hour, _, minute = hour.partition(".")
    if not (hour.isdigit() and minute.isdigit() and len(minute) == 2 and int(hour) < 25 and int(minute) < 60):
        return None
    while end + 1 < len(lexemes) and _is(lexemes, end, ":") and lexemes[end + 1].kind == "d":
        end += 2
    return Quantity((lexemes[at].start, lexemes[end - 1].end), clock(hour, minute), "time", STRONG, digits=True), end


def _in_words(lexemes: Sequence[Lexeme], at: int) -> tuple[Quantity, int] | None:
    """half past four, (a) quarter to three, ten (minutes) past six, twenty-five past nine."""
    start = at
    at += lexemes[at].text.lower() == "a"
    read = _minutes(lexemes, at)
    if read is None:
        return None
    minutes, end = read
    counted = _is(lexemes, end, "minutes")
    end += counted or _is(lexemes, end, *_HYPHENS)
    if not _is(lexemes, end, "past", "to", "before"):
        return None
    if _is(lexemes, end, "to") and not counted and not _is(lexemes, at, "quarter"):
        return None  # "ten to three" is a score or a range more often than a time
    end += 1 + _is(lexemes, end + 1, *_HYPHENS)
    hour = english_number_table().get(lexemes[end].text.lower()) if end < len(lexemes) else None
    if hour is None or hour.value > 12 or hour.kind not in ("unit", "teen"):
        return None
    after = any(_is(lexemes, i, "past") for i in (end - 1, end - 2))
    total = hour.value * 60 + (minutes if after else -minutes)
    return _time((lexemes[start].start, lexemes[end].end), total), end + 1


def _minutes(lexemes: Sequence[Lexeme], at: int) -> tuple[float, int] | None:
    """Up to half an hour in words, and the index after them; shares of an hour are "half" and "quarter"."""
    table = english_number_table()
    word = table.get(lexemes[at].text.lower()) if at < len(lexemes) else None
    if word is None:
        return None
    if word.kind == "fraction":
        return word.value * 60, at + 1
    end = at + 1 + _is(lexemes, at + 1, *_HYPHENS)
    more = table.get(lexemes[end].text.lower()) if word.kind == "tens" and end < len(lexemes) else None
    if more and more.kind == "unit":
        word, end = NumberWord("tens", word.value + more.value), end + 1
    else:
        end = at + 1
    return (word.value, end) if word.kind in ("unit", "teen", "tens") and word.value < 30 else None


def with_spoken_times(text: str, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities with those joined that can be a time: the seven-forty, five twenty-five, twenty to three.

    Only for a text of which the other side gives a time: alone they can be scores and ranges.
    """
    found = list(quantities)
    for i in range(len(found) - 2, -1, -1):
        first, second = found[i], found[i + 1]
        between = text[first.span[1] : second.span[0]].lower()
        a, b = first.values[0], second.values[0]
        if any(q.kind != "cardinal" or q.digits or q.unit or q.values[0] % 1 for q in (first, second)):
            continue
        span = first.span[0], second.span[1]
        if (
            _BETWEEN_HOUR_AND_MINUTES.fullmatch(between)
            and 1 <= a <= 12
            and 1 <= b < 60
            and (b >= 10 or "o" in between)
        ):
            found[i : i + 2] = [_time(span, a * 60 + b)]
        elif between in (" to ", " before ", " past ", " after ") and 1 <= a < 30 and 1 <= b <= 12:
            after = between in (" past ", " after ")
            found[i : i + 2] = [_time(span, b * 60 + (a if after else -a))]
    return tuple(found)


def _time(span: Span, minutes: float) -> Quantity:
    return Quantity(span, clock(f"{minutes // 60:.0f}", f"{minutes % 60:02.0f}"), "time", WEAK)


def _is(lexemes: Sequence[Lexeme], at: int, *texts: str) -> bool:
    return at < len(lexemes) and lexemes[at].text.lower() in texts
