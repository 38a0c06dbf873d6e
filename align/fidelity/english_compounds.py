"""Building one English number from its words: two hundred and five, twenty-first, two-thirds, a million and a half."""

import re

from amana.align.fidelity.quantities import Kind, NumberWord

_ROMAN = re.compile(r"(?=[IVXL]{2})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_SCALES = ("scale", "plural_scale", "abbreviation")


class Compound:
    """A number under construction: `group` stands below the last scale word, `total` above it."""

    def __init__(self) -> None:
        self.total = 0.0
        self.group: float | None = None
        self.scale = float("inf")
        self.last = ""  # class of the last element; "digits" for digits
        self.kind: Kind = "cardinal"
        self.digits = False
        self.other: tuple[float, ...] = ()

    @property
    def values(self) -> tuple[float, ...]:
        value = self.total + (self.group or 0.0)
        factor = self.scale if self.digits and self.last in _SCALES else 1.0
        if self.last == "dozen":
            return (value, *(other for other in (10.0,) if value == 12))
        return (value, *(other * factor for other in self.other))

    def add(self, word: NumberWord, *, joined: bool) -> bool:
        """Take the next word into the number if it can follow; `joined`: by "and"."""
        kind, value = word
        first = not self.last
        open_group = self.group is None or self.last == "hundred"
        after = first or (open_group and not self.digits and self.last in (*_SCALES, "hundred"))
        match kind:
            case "unit":
                done = (after or (self.last == "tens" and not joined)) and self._put(value)
            case "teen" | "tens":
                done = after and self._put(value)
            case "hundred":
                done = self._hundred(value)
            case "scale" | "dozen":
                done = not joined and self._multiply(value)
            case "abbreviation":
                done = self.last == "digits" and self._multiply(value)
            case "fraction" | "fractions" | "ordinal":
                done = self._end(kind, value, joined=joined, after=after)
            case _:
                done = False
        if done:
            self.last = kind
        return done

    def add_digits(self, values: tuple[float, ...]) -> bool:
        if self.last:
            return False
        self.group, self.last, self.digits, self.other = values[0], "digits", True, values[1:]
        return True

    def add_half(self, value: float) -> bool:
        """The fraction after "and a": two and a half, a million and a half."""
        if self.last in _SCALES and self.group is None:
            self.total += value * self.scale
        elif self.group is not None and self.kind == "cardinal":
            self.group += value
        else:
            return False
        self.last = "and a half"
        return True

    def _put(self, value: float) -> bool:
        self.group = (self.group or 0.0) + value
        return True

    def _hundred(self, value: float) -> bool:
        if self.group is None and (not self.last or self.last in _SCALES):
            self.group = value
        elif self.last in ("unit", "teen") and self.group is not None and self.group < 100:
            self.group *= value
        else:
            return False
        return True

    def _multiply(self, value: float) -> bool:
        if self.group is None and not self.last:
            self.total += value
        elif self.group is not None and value < self.scale:
            self.total += self.group * value
            self.group = None
            self.kind = "cardinal"
        else:
            return False
        self.scale = value
        return True

    def _end(self, kind: str, value: float, *, joined: bool, after: bool) -> bool:
        """A last element: an ordinal or a fraction."""
        if kind == "ordinal":
            if self.last == "unit" and self.group == 1 and value >= 3:
                self.group, self.kind = 1 / value, "fraction"  # one-third
                return True
            if value >= 1e3 and self.group and not self.total and self.last in ("unit", "teen", "tens", "hundred"):
                self.group, self.kind = self.group * value, "ordinal"  # ten-millionth
                return True
            if not (after or (self.last == "tens" and not joined)):
                return False
            self.kind = "ordinal"
            return self._put(value)
        if not self.last:
            self.group, self.kind = value, "fraction"
            return True
        if kind == "fraction" and self.last == "unit" and self.group == 1:
            self.group, self.kind = value, "fraction"  # one quarter
            return True
        if kind == "fractions" and self.last in ("unit", "teen", "digits") and self.group is not None and not joined:
            self.other = (self.group,)  # "three quarters" are also three periods of the year
            self.group, self.kind = self.group * value, "fraction"  # two-thirds
            return True
        return False


def roman_numeral(text: str) -> float | None:
    """The value of a Roman numeral of two letters and more, below a hundred: Elizabeth II, Louis XVI."""
    if not _ROMAN.match(text):
        return None
    digits = [_ROMAN_DIGITS[letter] for letter in text]
    return float(sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True)))
