"""Building one Arabic number from its words: خمسة وعشرون, ثلاثة آلاف ومئتان, مليون ونصف المليون, ثلاثة أرباع."""

from amana.align.fidelity.quantities import Kind, NumberWord

_UNITS = ("unit", "one", "ordinal")
_HUNDREDS = ("hundred", "hundreds")
_SCALES = ("scale", "dual_scale", "dual_or_scale", "plural_scale")


class Compound:
    """A number under construction: `group` stands below the last scale word, `total` above it."""

    def __init__(self) -> None:
        self.total = 0.0
        self.group: float | None = None
        self.scale = float("inf")
        self.last = ""  # class of the last element; "digits" for digits
        self.kind: Kind = "cardinal"
        self.digits = False
        self.other: tuple[float, ...] = ()  # further values that the digits can have
        self.shift = 0.0  # مليونا: two million, or less this, one

    @property
    def value(self) -> float:
        return self.total + (self.group or 0.0)

    @property
    def values(self) -> tuple[float, ...]:
        if self.shift:
            return (self.value, self.value - self.shift)
        factor = self.scale if self.digits and self.last in _SCALES else 1.0
        return (self.value, *(other * factor for other in self.other))

    def add(self, word: NumberWord, *, joined: bool) -> bool:
        """Take the next word into the number if it can follow; `joined`: by و."""
        kind, value = word
        first = not self.last
        below_scale = joined and self.last in _SCALES and self.group is None
        fits = first or below_scale or (joined and self.last in _HUNDREDS)
        match kind:
            case "unit" | "one":
                done = fits and self._put(value)
            case "ten":
                teen = not joined and self.last in _UNITS and (self.last, self.group) != ("unit", 1)  # ثلاثة عشر
                done = (fits or teen) and self._put(value)
            case "tens":
                done = (fits or (joined and self.last in _UNITS)) and self._put(value)  # خمسة وعشرون
            case "hundred" if self.last == "unit" and not joined and self.group is not None:
                done = self._put(self.group % 10 * 99)  # ثلاث مئة
            case "hundred" | "hundreds":
                done = (first or below_scale) and self._put(value)
            case "scale" | "dual_or_scale" | "plural_scale" if not first and not joined:
                done = self._multiply(value)
            case "scale":
                done = (first or (below_scale and value < self.scale)) and self._put_scale(value, 1)
            case "dual_scale" | "dual_or_scale":
                done = (first or (below_scale and value < self.scale)) and self._put_scale(value, 2)
                if done and first and kind == "dual_or_scale":
                    self.shift = value
            case "fraction":
                done = self._add_fraction(value, first=first, joined=joined)
            case "fractions" if self.last == "unit" and not joined and self.group is not None and not self.total:
                self.group, self.kind, done = self.group * value, "fraction", True  # ثلاثة أرباع
            case "ordinal" | "first" if first:
                self.kind = "ordinal"
                done = self._put(value)
            case _:
                done = False
        if done:
            self.last = kind
        return done

    def add_digits(self, values: tuple[float, ...], *, joined: bool) -> bool:
        """Digits begin a number, or follow a scale word and و: مليون و200 ألف."""
        if self.last and not (joined and self.last in _SCALES and self.group is None and values[0] < self.scale):
            return False
        self.group, self.last, self.digits = values[0], "digits", True
        self.other = values[1:] if not self.total else ()
        return True

    def _put(self, value: float) -> bool:
        self.group = (self.group or 0.0) + value
        return True

    def _put_scale(self, value: float, count: int) -> bool:
        self.total += count * value
        self.scale = value
        return True

    def _multiply(self, value: float) -> bool:
        if self.last == "fraction" and self.group is None:
            return value == self.scale  # the second "million" of مليون ونصف المليون
        if self.group is None:
            if self.last != "scale" or value <= self.scale:
                return False
            self.total *= value  # ألف مليار
        elif value < self.scale:
            self.total += self.group * value
            self.group = None
            self.kind = "cardinal"
        else:
            return False
        self.scale = value
        return True

    def _add_fraction(self, value: float, *, first: bool, joined: bool) -> bool:
        if first:
            self.group, self.kind = value, "fraction"
        elif joined and self.last in _SCALES and self.group is None:
            self.total += value * self.scale  # مليون ونصف
        elif joined and self.group is not None and self.kind == "cardinal" and self.last != "fraction":
            self.group += value  # ثلاثة ونصف
        else:
            return False
        return True
