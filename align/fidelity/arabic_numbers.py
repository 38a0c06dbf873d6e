"""Numbers of an Arabic text by value: digits, number words with clitics and gender, compounds, scales, duals."""

from copy import copy
from functools import lru_cache

from amana.align.fidelity.arabic_clock import read_arabic_time
from amana.align.fidelity.arabic_compounds import Compound
from amana.align.fidelity.arabic_words import (
    Reading,
    arabic_dual_table,
    arabic_number_table,
    not_numbers,
    strip_clitics,
)
from amana.align.fidelity.number_context import is_footnote, leads_noun, with_neighbours
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
from amana.align.fidelity.units import Unit, arabic_dual_unit, arabic_unit, english_unit
from amana.types import Span

_CENTURY = frozenset({"القرن", "للقرن", "والقرن", "بالقرن"})
_WEEKDAYS = ("الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت")
_NAMES_OF_PLACES = ("الخمس", "السبع", "الست")  # Khoms in Libya; a number after its noun only: السنوات الخمس
_ALSO_OTHER_WORDS = frozenset({"بليون", "الفا"})  # "in Lyon", "alpha" as well
_WRITTEN = ("عده", "بعض", "كتاب", "كتابا", "كتبا", "روايه", "روايات", "مقطوعه", "ست", "خمس")  # what one writes: ألف
_OPENING, _CLOSING = ("(", "'", "[", "‘", "’"), (")", "'", "]", "‘", "’")
_BEHIND_GOALS = ("نظيفه", "بيضاء", "دون", "مقابل", "لهدف", "بلا")  # خماسية نظيفة: five nil
_SHADDA = "\u0651"
_TANWIN = "\u064b"


@lru_cache(maxsize=512)
def read_arabic_numbers(text: str) -> tuple[Quantity, ...]:
    """The quantities in order of their place. Spans are offsets in `text`."""
    return with_neighbours(text, _Reader(text).read(), "ar")


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lexemes = read_lexemes(text)
        self.words = arabic_number_table()
        self.duals = arabic_dual_table()

    def read(self) -> list[Quantity]:
        found: list[Quantity] = []
        at = 0
        while at < len(self.lexemes):
            step = self._no_number(at)
            if step:
                found += [step[0]] if step[0].values else []
                at = step[1]
                continue
            step = (
                read_arabic_time(self.lexemes, at, self._word, self._number)
                or self._number(at)
                or self._vague(at)
                or self._decade(at)
                or self._simple(at)
            )
            if step:
                found.append(step[0])
                at = step[1]
            else:
                at += 1
        return found

    def _no_number(self, at: int) -> tuple[Quantity, int] | None:
        """A phrase like "Kiryat Arba": what it may account for, which can be nothing."""
        reading = not_numbers().get(self.lexemes[at].text)
        for rest, values in reading.entry if reading else ():
            end = at + 1 + len(rest)
            if tuple(lexeme.text for lexeme in self.lexemes[at + 1 : end]) == rest:
                span = self.lexemes[at].start, self.lexemes[end - 1].end
                return Quantity(span, values, "cardinal", SILENT), end
        return None

    def _word(self, at: int) -> Reading[NumberWord] | None:
        if at >= len(self.lexemes) or self.lexemes[at].kind != "a":
            return None
        if self.lexemes[at].text == "لست" and not arabic_unit(self.lexemes, at + 1):
            return None  # "I am not"; before a unit, "for six"
        lexeme = self.lexemes[at]
        if lexeme.text.endswith("الف") and _SHADDA in self.text[lexeme.start : lexeme.end]:
            return None  # ألّف "wrote"
        before = self.lexemes[at - 1] if at else None
        if lexeme.text in ("الف", "والف") and self._is(at + 1, *_WRITTEN):
            return self.words[lexeme.text] if before and (before.kind == "d" or before.text in self.words) else None
        return self.words.get(lexeme.text)

    def _is(self, at: int, *texts: str) -> bool:
        return 0 <= at < len(self.lexemes) and self.lexemes[at].text in texts

    def _number(self, at: int) -> tuple[Quantity, int] | None:
        """A number from here on: digits or a word, then whatever can follow."""
        number = Compound()
        before_joint: tuple[Compound, int] | None = None
        i = at
        while i < len(self.lexemes):
            conjunction = i > at and self.lexemes[i].text == "و"  # before digits it is a word of its own: و200
            j = i + 1 if conjunction else i
            kept = copy(number) if number.last else number
            if j >= len(self.lexemes) or not self._extend(number, j, conjunction):
                break
            if kept.total and kept.group is None and number.group is not None:
                before_joint = kept, i
            i = j + 1
        if before_joint and number.group is not None and self._is_scale(i):
            number, i = before_joint  # "5 آلاف و17 ألف" are two numbers: the second has a scale of its own
        i = self._above_hundred(number, i)
        return self._finished(number, at, i) if i > at else None

    def _above_hundred(self, number: Compound, at: int) -> int:
        """الرابعة والثلاثون بعد المئة: takes the hundred into an ordinal; the index after it."""
        ordinal = number.kind == "ordinal" or (number.last == "unit" and number.value == 1)
        reading = self._word(at + 1) if ordinal and self._is(at, "بعد") else None
        if reading and reading.article and reading.entry.kind in ("hundred", "hundreds", "scale"):
            number.total, number.kind = number.total + reading.entry.value, "ordinal"
            return at + 2
        return at

    def _is_scale(self, at: int) -> bool:
        reading = self._word(at)
        return reading is not None and not reading.conjunction and "scale" in reading.entry.kind

    def _extend(self, number: Compound, at: int, conjunction: bool) -> bool:
        lexeme = self.lexemes[at]
        sign = vulgar_fraction(lexeme.text)
        if sign is not None:
            if number.last == "digits" and lexeme.glued and number.group is not None:
                number.group += sign
                return True
            return number.add_digits((sign,), joined=conjunction)
        if lexeme.kind == "d":
            return number.add_digits(digit_values(lexeme.text), joined=conjunction)
        if number.last and lexeme.text == "بالالف":
            return False  # per mille
        reading = self._word(at)
        joined = conjunction or (reading is not None and reading.conjunction)
        if lexeme.text == "واحد" and number.last and self._is(at + 1, "عشر"):
            joined = True  # مئة وأحد عشر: the one place where واحد is و + أحد
        return reading is not None and number.add(reading.entry, joined=joined)

    def _finished(self, number: Compound, at: int, end: int) -> tuple[Quantity, int]:
        first, last = self.lexemes[at], self.lexemes[end - 1]
        values = number.values
        if number.last == "dual_scale" and first.text.endswith("ي") and end == at + 1 and first.text.startswith("ال"):
            # الألفي "millennial": the dual that takes an article is الألفان
            return Quantity((first.start, last.end), (*values, values[0] / 2), "cardinal", SILENT), end
        if number.last == "dual_or_scale" and _TANWIN in self.text[first.start : last.end]:
            values = values[1:] or values  # مليوناً is the accusative of one million, مليونا شخص are two
        if number.kind == "fraction" and number.value in (0.2, 0.1):
            values += (round(1 / number.value),)  # خمس, عشر: without vowels also five and ten
        if number.kind == "fraction" and self._conjoined(at):
            values += (1 + number.value,)  # درجة ونصف
        if first.text.endswith("ثلثا") and end == at + 1 and not leads_noun(self.lexemes, end):
            values = (1 / 3, 2 / 3)  # تراجع ثلثا: the accusative; the dual stands before a noun
        reading = self._word(at)
        start = first.start + self._conjoined(at)
        unit, unit_span, after = self._unit(at, end)
        kind, weight = number.kind, self._weight(number, first.text if end == at + 1 else "")
        if first.text.endswith(_NAMES_OF_PLACES) and not self._after_article(at):
            weight = min(weight, WEAK)
        if number.digits:
            values += range_end(self.lexemes, at, values[0])
            weight = min(weight, WEAK) if is_footnote(self.lexemes, at, end) else weight
        if number.digits and self._is_code(at):
            kind, weight = "code", WEAK
        if number.digits and self._is(at - 1, *_OPENING) and self._is(end, *_CLOSING) and values[0] < 100:
            weight = WEAK  # a footnote, a list, or a number given in words as well
        article = reading is not None and reading.article
        unit_id = unit.id if unit else None
        span = (start, last.end)
        return Quantity(span, values, kind, weight, unit_id, unit_span, number.digits, article), after

    def _conjoined(self, at: int) -> bool:
        reading = self._word(at)
        return reading is not None and reading.conjunction

    def _weight(self, number: Compound, bare: str) -> int:
        if number.digits:
            return STRONG
        if (number.last == "one" and number.value == 1) or bare in _ALSO_OTHER_WORDS:
            return SILENT
        return WEAK if number.kind in ("ordinal", "fraction") or number.value <= 2 else STRONG

    def _after_article(self, at: int) -> bool:
        return at > 0 and self.lexemes[at - 1].text.startswith(("ال", "وال", "بال", "لل"))

    def _is_code(self, at: int) -> bool:
        """كوفيد-19, IL-76: digits tied to a word by a hyphen, or to Latin letters."""
        if at == 0 or not self.lexemes[at].glued:
            return False
        before = self.lexemes[at - 1]
        if before.kind == "l":
            return True
        return before.text in "-‐‑–" and before.glued and at > 1 and self.lexemes[at - 2].kind in "al"

    def _unit(self, at: int, end: int) -> tuple[Unit | None, Span | None, int]:
        """The unit after a number, or before it (السنوات الخمس, $200), and the index after both."""
        found, begin, after = arabic_unit(self.lexemes, end), end, end
        if found and found[0].id == "day" and self._is(end, "يوم") and self._is(end + 1, *_WEEKDAYS):
            found = None  # الدقيقة 89 يوم السبت
        if found:
            after = found[1]
        elif at > 0 and (self.lexemes[at].text.startswith("ال") or self.lexemes[at - 1].kind == "s"):
            found, begin = arabic_unit(self.lexemes, at - 1) or english_unit(self.lexemes, at - 1), at - 1
            if found and found[1] != at:
                found = None
        if not found:
            return None, None, end
        return found[0], (self.lexemes[begin].start, self.lexemes[found[1] - 1].end), after

    def _vague(self, at: int) -> tuple[Quantity, int] | None:
        """عشرات الآلاف, مئات, آلاف الأشخاص."""
        value, i = 1.0, at
        while (reading := self._word(i)) and reading.entry.kind in ("vague", "plural_scale"):
            value *= reading.entry.value
            i += 1
        if i == at:
            return None
        reading = self._word(i)
        if reading and reading.entry.kind == "scale" and not reading.conjunction:  # آلاف المليارات
            value *= reading.entry.value
            i += 1
        span = self.lexemes[at].start, self.lexemes[i - 1].end
        return Quantity(span, (value,), "vague", WEAK), i

    def _decade(self, at: int) -> tuple[Quantity, int] | None:
        """ثمانينيات القرن الماضي."""
        reading = self._word(at)
        if not reading or reading.entry.kind != "decade":
            return None
        value, end = reading.entry.value, at + 1
        values = decade_values(value)
        if end < len(self.lexemes) and self.lexemes[end].text in _CENTURY:
            number = self._number(end + 1)
            if number and number[0].kind in ("ordinal", "cardinal") and not number[0].digits:
                century, end = number[0].values[0], number[1]
                values = ((century - 1) * 100 + value,)
            elif self._is(end + 1, "الماضي", "المنصرم", "الفايت"):
                values, end = (1900 + value,), end + 2
        span = self.lexemes[at].start, self.lexemes[end - 1].end
        return Quantity(span, values, "decade", WEAK), end

    def _simple(self, at: int) -> tuple[Quantity, int] | None:
        """Words that hold a number without being one: both, doubled, the dual of a noun."""
        lexeme = self.lexemes[at]
        if lexeme.kind == "l" and (word := english_number_table().get(lexeme.text.lower())):
            return Quantity((lexeme.start, lexeme.end), (word.value,), "cardinal", SILENT), at + 1  # an English title
        if lexeme.kind != "a":
            return None
        span = lexeme.start, lexeme.end
        reading = self._word(at)
        if reading:
            goals = lexeme.text.endswith("يه") and self._is(at + 1, *_BEHIND_GOALS)
            return Quantity(span, (reading.entry.value,), "cardinal", WEAK if goals else SILENT), at + 1
        found = arabic_unit(self.lexemes, at)
        metre = found and found[0].id == "m" and at + 1 < len(self.lexemes) and self.lexemes[at + 1].text[0] == "و"
        if found and (metre or (found[0].dimension == "time" and found[0].id not in ("second", "day"))):
            return Quantity(span, (1.0,), "cardinal", SILENT, found[0].id), at + 1
        for bare in strip_clitics(lexeme.text):
            unit = arabic_dual_unit(bare)
            if unit:
                return Quantity(span, (2.0,), "cardinal", WEAK, unit.id), at + 1
        if lexeme.text in self.duals:
            dual = self.duals[lexeme.text].entry
            return Quantity(span, (dual.value,), "cardinal", WEAK if dual.sure else SILENT), at + 1
        if len(lexeme.text) > 4 and lexeme.text.endswith(("ان", "ين", "تا", "تي")):
            return Quantity(span, (2.0,), "cardinal", SILENT), at + 1
        return None
