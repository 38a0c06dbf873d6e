"""Times of day in Arabic: 07:19, الساعة السابعة والنصف, الثالثة إلا ثلثا, السابعة وأربعين دقيقة."""

from collections.abc import Callable, Sequence

from amana.align.fidelity.arabic_words import Reading
from amana.align.fidelity.number_context import leads_noun
from amana.align.fidelity.quantities import STRONG, WEAK, Lexeme, NumberWord, Quantity, clock

_O_CLOCK = frozenset({"الساعه", "والساعه", "بالساعه", "للساعه"})
_TEN = ("عشر", "عشره")
_ROUND = (5, 10, 20, 25)  # minutes that go without the word: إلا خمسة
_PARTS_OF_DAY = frozenset({"صباحا", "مساء", "ظهرا", "عصرا", "ليلا", "فجرا"})
_NARROW = ("ordinal", "first")

Word = Callable[[int], Reading[NumberWord] | None]
Number = Callable[[int], tuple[Quantity, int] | None]


def read_arabic_time(lexemes: Sequence[Lexeme], at: int, word: Word, number: Number) -> tuple[Quantity, int] | None:
    """The time of day that begins at a lexeme, and the index after it. `word` and `number` read what begins there."""
    return _in_digits(lexemes, at) if lexemes[at].kind == "d" else _Words(lexemes, word, number).read(at)


def _in_digits(lexemes: Sequence[Lexeme], at: int) -> tuple[Quantity, int] | None:
    if not (at + 2 < len(lexemes) and lexemes[at + 1].text == ":" and lexemes[at + 1].glued and lexemes[at + 2].glued):
        return None
    hour, minute, end = lexemes[at].text, lexemes[at + 2].text, at + 3
    if not (hour.isdigit() and minute.isdigit() and len(minute) == 2 and int(hour) < 25):
        return None
    while end + 1 < len(lexemes) and lexemes[end].text == ":" and lexemes[end + 1].kind == "d":
        end += 2
    return Quantity((lexemes[at].start, lexemes[end - 1].end), clock(hour, minute), "time", STRONG, digits=True), end


class _Words:
    def __init__(self, lexemes: Sequence[Lexeme], word: Word, number: Number) -> None:
        self.lexemes, self.word, self.number = lexemes, word, number

    def read(self, begin: int) -> tuple[Quantity, int] | None:
        """An hour after الساعة; without that word only with minutes, or it is an ordinal."""
        named = self.lexemes[begin].text in _O_CLOCK
        hour = self._hour(begin + named, named=named)
        if hour is None:
            return None
        minutes, end, whole = hour
        part = self._part(end, named=named)
        if part:
            minutes, end = minutes + part[0], part[1]
        elif not named or not whole:
            return None
        values = clock(f"{minutes // 60:.0f}", f"{minutes % 60:02.0f}")
        return Quantity((self.lexemes[begin].start, self.lexemes[end - 1].end), values, "time", WEAK), end

    def _text(self, at: int) -> str:
        return self.lexemes[at].text if 0 <= at < len(self.lexemes) else ""

    def _hour(self, at: int, *, named: bool) -> tuple[float, int, bool] | None:
        """Minutes since midnight, the index after the hour, and whether the hour's form tells that it is one."""
        text = self._text(at)
        if named and text.isdigit() and int(text) <= 12:
            return int(text) * 60, at + 1, False
        reading = self.word(at)
        if reading is None or not (named or reading.article):
            return None
        whole = reading.entry.kind in _NARROW or text == "الواحده"
        if not whole and not (named and reading.entry.kind in ("unit", "ten")):
            return None
        value, end = reading.entry.value, at + 1
        if value < 10 and self._text(end) in _TEN:
            value, end = value + 10, end + 1
        tens = self.word(end)
        ordinal = tens and tens.entry.kind == "tens" and tens.article and tens.conjunction
        if value > 12 or (ordinal and not named):  # السابعة والأربعين: the 47th
            return None
        return value * 60, end, whole

    def _part(self, at: int, *, named: bool) -> tuple[float, int] | None:
        """Minutes after or, behind إلا, before the hour, and the index after them."""
        before = self._text(at) == "الا"
        reading = self.word(at + before)
        apart = self._text(at) == "و"  # before digits
        if not (before or apart or (reading and reading.conjunction)):
            return None
        sign = -1 if before else 1
        start = at + (before or apart)
        if reading and reading.entry.kind == "fraction":
            share = 1 / 3 if self._text(start).endswith("ثلثا") else reading.entry.value  # the accusative of a third
            if share > 0.5:
                return None
            more = self._part(start + 1, named=False) if share == 0.5 else None  # والنصف وخمس دقائق
            minutes, end = more or (0.0, start + 1)
            return sign * share * 60 + minutes, end
        number = self.number(start)
        if number is None or number[0].kind != "cardinal" or not 0 < number[0].values[0] < 60:
            return None
        (quantity, end), value = number, number[0].values[0]
        bare = quantity.unit is None and value in _ROUND and (before or named)
        bare = bare and (before or not leads_noun(self.lexemes, end) or self._text(end) in _PARTS_OF_DAY)
        return (sign * value, end) if quantity.unit == "minute" or bare else None
