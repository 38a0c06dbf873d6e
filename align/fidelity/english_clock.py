"""Times of day in English: 07:19, 7.30 p.m., noon, half past four, a quarter to three."""

from collections.abc import Sequence

from amana.align.fidelity.quantities import (
    SILENT,
    STRONG,
    WEAK,
    Lexeme,
    Quantity,
    clock,
    english_number_table,
)

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
    """half past four, (a) quarter to three, ten (minutes) past six."""
    table = english_number_table()
    start = at
    at += lexemes[at].text.lower() == "a"
    if at >= len(lexemes):
        return None
    word = table.get(lexemes[at].text.lower())
    end = at + 1
    if word is None or not (word.kind == "fraction" or (word.kind in ("unit", "teen", "tens") and word.value < 30)):
        return None
    minutes = word.value * 60 if word.kind == "fraction" else word.value
    end += _is(lexemes, end, "minutes")
    if not _is(lexemes, end, "past", "to", "before"):
        return None
    if word.kind != "fraction" and _is(lexemes, end, "to") and not _is(lexemes, end - 1, "minutes"):
        return None  # "ten to three" is a score or a range more often than a time
    hour = table.get(lexemes[end + 1].text.lower()) if end + 1 < len(lexemes) else None
    if hour is None or hour.value > 12 or hour.kind not in ("unit", "teen"):
        return None
    total = hour.value * 60 + (minutes if _is(lexemes, end, "past") else -minutes)
    values = clock(f"{total // 60:.0f}", f"{total % 60:02.0f}")
    return Quantity((lexemes[start].start, lexemes[end + 1].end), values, "time", WEAK), end + 2


def _is(lexemes: Sequence[Lexeme], at: int, *texts: str) -> bool:
    return at < len(lexemes) and lexemes[at].text.lower() in texts
