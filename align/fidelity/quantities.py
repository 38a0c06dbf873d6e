"""The record that number readers make, and what both readers share: cutting a text into digits, words and signs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from amana.align.fidelity.data_files import data_rows
from amana.translate.folding import fold
from amana.types import Span

Kind = Literal["cardinal", "ordinal", "fraction", "vague", "decade", "time", "code"]

# How much a quantity asks of the other side.
SILENT = 0  # may account for a number over there, asks for none: "both", "once", أحد
WEAK = 1  # asks for one only where another number stands in its place: "first", "two", a dual
STRONG = 2  # has to be there


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as read. `values`: every value that the form can have ("1.500" is 1.5 or 1500); times of day are in
    minutes after noon or midnight. `unit` is an id of units.tsv."""

    span: Span
    values: tuple[float, ...]
    kind: Kind
    weight: int
    unit: str | None = None
    unit_span: Span | None = None
    digits: bool = False
    article: bool = False


class Lexeme(NamedTuple):
    """`kind`: d(igits), a(rabic word), l(atin word), s(ign). `text` is folded; `glued`: nothing stands before it."""

    kind: str
    text: str
    start: int
    end: int
    glued: bool


_DIGITS = {0x660 + i: str(i) for i in range(10)} | {0x6F0 + i: str(i) for i in range(10)}
_DIGITS |= {ord("٫"): ".", ord("٬"): ",", ord("٪"): "%", 0x2009: " ", 0x202F: "\u00a0", ord("⁄"): "/"}
_LEXEME = re.compile(
    r"(?P<skip>(?:https?://|www\.)\S+|[\w.+-]+@\w+\.\w+|</?[a-zA-Z][^<>]*>)"
    r"|(?P<d>000(?: 000)* \d{1,3}(?![\d.,])|\d{1,3}(?: 000)+(?![\d.,])"
    r"|\d{1,3}(?:[,،]\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:[.\u00a0'’]\d{3})+(?:,\d+)?(?![\d.])|\d+(?:[.,،]\d+)?)"
    r"|(?P<a>[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]+)"
    r"|(?P<l>[A-Za-zÀ-ɏ]+(?:['’](?:s|t|re|ve|ll|d|m)\b)?)"
    r"|(?P<s>[^\s\u200b-\u200f\u202a-\u202e\u2066-\u2069])"
)
_VULGAR = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75}


@lru_cache(maxsize=512)
def read_lexemes(text: str) -> tuple[Lexeme, ...]:
    """Digits in any script, words and signs, in order; white space, bidi controls and addresses left out."""
    plain = text.translate(_DIGITS)  # one character for one, so that offsets stay
    found = []
    end = -1
    for match in _LEXEME.finditer(plain):
        kind = match.lastgroup or "s"
        if kind != "skip":
            word = fold(match.group()) if kind == "a" else match.group().replace("’", "'")
            found.append(Lexeme(kind, word, match.start(), match.end(), match.start() == end))
        end = match.end()
    return tuple(found)


def digit_values(text: str) -> tuple[float, ...]:
    """The values that a run of digits can have: a point or comma before three digits is read both ways.

    >>> digit_values("1,500"), digit_values("1.500"), digit_values("12,5"), digit_values("1,234,567.5")
    ((1500.0, 1.5), (1.5, 1500.0), (12.5,), (1234567.5,))
    """
    if text.startswith("000 "):  # right-to-left typing turned the groups of 100 000 round
        text = " ".join(reversed(text.split()))
    text = text.replace("،", ",").replace("'", "").replace("\u00a0", "").replace(" ", "")
    commas, points = text.count(","), text.count(".")
    if commas + points == 0:
        return (float(text),)
    if commas and points:
        thousands = "," if text.rfind(",") < text.rfind(".") else "."
        return (float(text.replace(thousands, "").replace(",", ".")),)
    sign = "," if commas else "."
    grouped = float(text.replace(sign, ""))
    if commas + points > 1:
        return (grouped,)
    decimal = float(text.replace(sign, "."))
    whole, _, rest = text.partition(sign)
    if len(rest) != 3 or whole.startswith("0"):
        return (decimal,)
    return (grouped, decimal) if commas else (decimal, grouped)


def clock(hour: str, minute: str) -> tuple[float, ...]:
    """The values of a time: minutes after noon or midnight, as written (4.40, 1200), at the full hour the hour."""
    values = [float((int(hour) * 60 + int(minute)) % 720), int(hour) + int(minute) / 100, float(hour + minute)]
    if int(minute) == 0:
        values += [float(hour), float(int(hour) % 12)]
    return tuple(dict.fromkeys(values))


def decade_values(value: float) -> tuple[float, ...]:
    """What "the thirties" can be: of any century or life."""
    return (1900 + value, value, *(century + value for century in range(1000, 2100, 100) if century != 1900))


def range_end(lexemes: Sequence[Lexeme], at: int, value: float) -> tuple[float, ...]:
    """What the end of a range means by the digits it leaves out: 1953 in 1950-53, 1946 in 1943–6, 2022 in 2019/22."""
    if at < 2 or lexemes[at - 1].text not in "-‐‑–/":
        return ()
    before, text = lexemes[at - 2].text, lexemes[at].text
    if not (before.isdigit() and text.isdigit() and len(text) < len(before) and 3 <= len(before) <= 4):
        return ()
    whole = float(before[: -len(text)] + text)
    return (whole,) if whole > float(before) else ()


def vulgar_fraction(sign: str) -> float | None:
    return _VULGAR.get(sign)


class NumberWord(NamedTuple):
    kind: str  # the class column
    value: float


def number_words(name: str) -> Iterator[tuple[str, NumberWord]]:
    """Forms with their class and value, from a data file."""
    for form, kind, value in data_rows(name):
        top, _, bottom = value.partition("/")
        yield form, NumberWord(kind, float(top) / float(bottom or 1))


@cache
def english_number_table() -> dict[str, NumberWord]:
    return dict(number_words("english_numbers.tsv"))
