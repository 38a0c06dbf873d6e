"""Numbers of an English text by value: digits, number words, compounds, scales, decades, times, Roman numerals."""

from copy import copy
from functools import lru_cache

from amana.align.fidelity.english_clock import read_english_time
from amana.align.fidelity.english_compounds import Compound, roman_numeral
from amana.align.fidelity.number_context import with_neighbours
from amana.align.fidelity.quantities import (
    SILENT,
    STRONG,
    WEAK,
    NumberWord,
    Quantity,
    decade_values,
    digit_values,
    english_number_table,
    range_end,
    read_lexemes,
    vulgar_fraction,
)
from amana.align.fidelity.units import Unit, english_unit
from amana.types import Span

_GIGATONS = ("gigaton", "gigatons", "gigatonne", "gigatonnes")  # a billion tons, or a unit of its own
_HYPHENS = "-‐‑–"


@lru_cache(maxsize=512)
def read_english_numbers(text: str) -> tuple[Quantity, ...]:
    """The quantities in order of their place. Spans are offsets in `text`."""
    return with_neighbours(text, _Reader(text).read(), "en")


class _Reader:
    def __init__(self, text: str) -> None:
        self.lexemes = read_lexemes(text)
        self.lower = [lexeme.text.lower() for lexeme in self.lexemes]

    def read(self) -> list[Quantity]:
        found: list[Quantity] = []
        at = 0
        while at < len(self.lexemes):
            step = (
                read_english_time(self.lexemes, at)
                or self._decade(at)
                or self._number(at)
                or self._vague(at)
                or self._simple(at)
            )
            if step:
                found.append(step[0])
                at = step[1]
            else:
                at += 1
        return found

    def _word(self, at: int) -> NumberWord | None:
        if 0 <= at < len(self.lexemes) and self.lexemes[at].kind == "l":
            return english_number_table().get(self.lower[at])
        return None

    def _is(self, at: int, *texts: str) -> bool:
        return 0 <= at < len(self.lexemes) and self.lower[at] in texts

    def _hyphen(self, at: int) -> bool:
        """A hyphen that ties two words together."""
        return (
            at + 1 < len(self.lexemes)
            and self.lexemes[at].text in _HYPHENS
            and self.lexemes[at].glued
            and self.lexemes[at + 1].glued
        )

    def _number(self, at: int) -> tuple[Quantity, int] | None:
        number = Compound()
        before_and: tuple[Compound, int] | None = None
        end = at
        while end < len(self.lexemes):
            kept = copy(number) if number.last else number
            taken = self._extend(number, end)
            if taken is None:
                break
            if number.last and self._is(end, "and") and number.last != "and a half":
                before_and = kept, end
            end = taken
        follower = self._word(end)
        if before_and and follower and follower.kind in ("hundred", "scale"):
            number, end = before_and  # "three thousand and four thousand" are two numbers
        return self._finished(number, at, end) if number.last else None

    def _extend(self, number: Compound, at: int) -> int | None:
        """Take the next element into the number; the index after it, or None where the number has ended."""
        if not number.last:
            return self._begin(number, at)
        if self._is(at, "and"):
            if self._is(at + 1, "a") and (word := self._word(at + 2)) and word.kind == "fraction":
                return at + 3 if number.add_half(word.value) else None
            word = self._word(at + 1)
            if number.digits or word is None or number.last not in ("hundred", "scale"):
                return None
            return at + 2 if number.add(word, joined=True) else None
        sign = vulgar_fraction(self.lexemes[at].text)
        if sign is not None and number.last == "digits" and number.group is not None:
            number.group += sign
            return at + 1
        tied = self._hyphen(at)
        word = self._word(at + tied)
        if word is None:
            return None
        if number.last == "scale" and word.kind in ("unit", "teen", "tens") and not self._leads_to_scale(at):
            return None
        if number.kind == "fraction" and word.kind not in ("scale", "dozen"):
            return None
        if word.kind == "abbreviation" and self.lower[at] in ("m", "k", "b") and not self._is_money(at):
            return None  # "5 m" is five metres, "MQ-9B" a drone
        return at + tied + 1 if number.add(word, joined=False) else None

    def _begin(self, number: Compound, at: int) -> int | None:
        lexeme = self.lexemes[at]
        sign = vulgar_fraction(lexeme.text)
        if lexeme.kind == "d" or sign is not None:
            number.add_digits(digit_values(lexeme.text) if sign is None else (sign,))
            suffix = self.lower[at + 1] if at + 1 < len(self.lexemes) and self.lexemes[at + 1].glued else ""
            if suffix in ("st", "nd", "rd", "th"):
                number.kind, number.last = "ordinal", "ordinal"
                return at + 2
            return at + 1
        if lexeme.text.lower() in ("a", "an") and (word := self._word(at + 1)):
            if word.kind in ("hundred", "scale", "dozen", "fraction") and number.add(word, joined=False):
                return at + 2 + (self._share_of_scale(at + 2) if word.kind == "fraction" else 0)
            if word.kind == "ordinal" and word.value >= 3:
                if self._is(at + 2, "of"):
                    number.add(NumberWord("unit", 1), joined=False)
                number.add(word, joined=False)
                number.other = (1 / word.value, word.value)[number.kind == "fraction" :]
                return at + 2
            return None
        word = self._word(at)
        if word is None or word.kind in ("abbreviation", "vague", "decade", "silent", "plural_scale", "share"):
            return None
        if not number.add(word, joined=False):
            return None
        return at + 1 + self._share_of_scale(at + 1) if word.kind == "fraction" else at + 1

    def _is_money(self, at: int) -> bool:
        """Whether a letter right after digits can be a scale."""
        before = self.lexemes[at - 2] if at > 1 and self.lexemes[at - 1].glued else None
        return self.lexemes[at].glued and not (before and (before.kind == "l" or before.text in _HYPHENS))

    def _share_of_scale(self, at: int) -> int:
        """The words between fraction and scale: half a million, a quarter of a million."""
        i = at + self._is(at, "of")
        i += self._is(i, "a")
        return i - at if i > at and self._is(i, "million", "billion", "trillion", "thousand", "dozen") else 0

    def _leads_to_scale(self, at: int) -> bool:
        """Whether number words run on to a hundred or a scale: two million five hundred thousand. Else a small number
        right after a scale is one of its own: below two thousand six years ago."""
        while word := self._word(at + self._hyphen(at)):
            at += self._hyphen(at) + 1
            if word.kind in ("hundred", "scale"):
                return True
            if word.kind not in ("unit", "teen", "tens"):
                return False
        return False

    def _finished(self, number: Compound, at: int, end: int) -> tuple[Quantity, int]:
        values = number.values
        if number.last == "abbreviation" and self.lower[end - 1] in ("m", "b", *_GIGATONS):
            values += (number.total / (1e6 if self.lower[end - 1] == "m" else 1e9),)  # 100m, verse 26b
        ends = number.last in ("ordinal", "fractions") and not number.digits
        share = english_number_table()[self.lower[end - 1]].value if ends else 1.0
        if share < 0.01 or share >= 1e3:
            values += (round(1 / share),) if share < 1 else (1 / values[0],)  # billionths, a ten-millionth
        if number.kind == "ordinal" and not number.digits and values[0] >= 3 and self._is(end, "of"):
            values += (1 / values[0],)
        weight = self._weight(number, values)
        if weight == STRONG and not number.digits and self._is_name(at):
            weight = WEAK  # Three Mile Island
        kind = number.kind
        if number.digits and number.last == "digits" and self._is_code(at, end):
            kind, weight = "code", WEAK
        if self._is(at - 1, "[") and self._is(end, "]"):
            weight = SILENT  # a footnote
        elif values[0] == 0 or self._is_score(at):
            weight = min(weight, WEAK)  # "دون رد" is "to nil"
        if number.last == "digits":
            values += range_end(self.lexemes, at, values[0])
        unit, unit_span, after = self._unit(at, end)
        if number.digits and end < len(self.lexemes) and self.lexemes[end].text == "G" and values[0] <= 6:
            kind, weight, unit, unit_span = "ordinal", WEAK, None, None  # 5G: the fifth generation
        if unit and unit.id == "second" and number.kind == "ordinal":
            unit, unit_span, after = None, None, end  # "the first second"
        span = self.lexemes[at].start, self.lexemes[end - 1].end
        return Quantity(span, values, kind, weight, unit.id if unit else None, unit_span, number.digits), after

    def _weight(self, number: Compound, values: tuple[float, ...]) -> int:
        if number.digits:
            return STRONG
        if number.kind == "cardinal" and values[0] == 1:
            return SILENT
        if number.kind in ("ordinal", "fraction") or number.last == "dozen" or values[0] <= 2:
            return WEAK
        return STRONG

    def _is_name(self, at: int) -> bool:
        """A number word with a capital inside a sentence."""
        before = self.lexemes[at - 1] if at else None
        return self.lexemes[at].text[0].isupper() and before is not None and before.kind in "ld"

    def _is_code(self, at: int, end: int) -> bool:
        """B-52, F16, COVID-19, 4G: digits tied to letters, but not to a unit."""
        lexemes = self.lexemes
        if lexemes[at].glued and at > 0:
            if lexemes[at - 1].kind == "l":
                return True
            if lexemes[at - 1].text in _HYPHENS and lexemes[at - 1].glued and at > 1 and lexemes[at - 2].kind == "l":
                return self.lower[at - 2] not in ("mid", "pre", "post", "early", "late")
        return end < len(lexemes) and lexemes[end].glued and lexemes[end].kind == "l" and not english_unit(lexemes, end)

    def _is_score(self, at: int) -> bool:
        """3-0: Arabic often writes it in words, and duals (هدفين لهدف)."""

        def small(index: int) -> bool:
            return (
                0 <= index < len(self.lexemes)
                and self.lexemes[index].kind == "d"
                and len(self.lexemes[index].text) <= 2
            )

        return small(at) and (
            (self._hyphen(at + 1) and small(at + 2)) or (at > 1 and self._hyphen(at - 1) and small(at - 2))
        )

    def _unit(self, at: int, end: int) -> tuple[Unit | None, Span | None, int]:
        """The unit after a number (31-year-old, 5km, 200 miles) or the sign before it, and the index after both."""
        half = self._word(end - 1)
        begin = end + self._hyphen(end)
        begin += half is not None and half.kind == "fraction" and self._is(begin, "a", "an")  # half a year
        found = english_unit(self.lexemes, begin)
        if found and not (self.lower[begin] in ("c", "f", "in") and not self.lexemes[begin].glued):
            return found[0], (self.lexemes[begin].start, self.lexemes[found[1] - 1].end), found[1]
        if at > 0 and self.lexemes[at - 1].kind == "s":
            found = english_unit(self.lexemes, at - 1)
            if found and found[0].dimension == "currency":
                return found[0], (self.lexemes[at - 1].start, self.lexemes[at - 1].end), end
        return None, None, end

    def _vague(self, at: int) -> tuple[Quantity, int] | None:
        """dozens, hundreds of thousands, tens of millions."""
        word = self._word(at)
        if word is None or word.kind not in ("vague", "plural_scale"):
            return None
        value, end = word.value, at + 1
        while self._is(end, "of") and (more := self._word(end + 1)) and more.kind == "plural_scale":
            value, end = value * more.value, end + 2
        return Quantity((self.lexemes[at].start, self.lexemes[end - 1].end), (value,), "vague", WEAK), end

    def _decade(self, at: int) -> tuple[Quantity, int] | None:
        """1980s, '80s, the eighties."""
        lexeme, word = self.lexemes[at], self._word(at)
        span_end = at + 1
        if word and word.kind == "decade":
            values = decade_values(word.value)
        elif lexeme.kind == "d" and lexeme.text.isdigit() and len(lexeme.text) in (2, 4) and lexeme.text.endswith("0"):
            tick = self._is(at + 1, "'")  # 1850's
            span_end = at + 1 + tick + 1
            if not (self._is(span_end - 1, "s") and self.lexemes[span_end - 1].glued):
                return None
            value = float(lexeme.text)
            values = (value,) if value >= 100 else decade_values(value)
            if value % 100 == 0:
                values = (value, value / 100 + 1)  # the 2000s: the 21st century
        else:
            return None
        return Quantity((lexeme.start, self.lexemes[span_end - 1].end), values, "decade", WEAK), span_end

    def _simple(self, at: int) -> tuple[Quantity, int] | None:
        """Words that hold a number without being one, and Roman numerals: both, doubled, Elizabeth II."""
        lexeme, word = self.lexemes[at], self._word(at)
        span = lexeme.start, lexeme.end
        unit = english_unit(self.lexemes, at) if lexeme.kind == "l" else None
        if unit and unit[0].dimension == "time" and unit[0].id != "second" and not lexeme.text.endswith("s"):
            return Quantity(span, (1.0,), "cardinal", SILENT, unit[0].id), at + 1
        if word and word.kind == "silent":
            return Quantity(span, (word.value,), "cardinal", SILENT), at + 1
        if word and word.kind == "share":
            return Quantity(span, (word.value, round(1 / word.value)), "fraction", SILENT), at + 1
        roman = roman_numeral(lexeme.text) if lexeme.kind == "l" else None
        if roman is not None:
            return Quantity(
                span, (roman,), "ordinal", WEAK if at and self.lexemes[at - 1].kind == "l" else SILENT
            ), at + 1
        return None
