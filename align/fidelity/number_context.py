"""What a number's neighbours add to it: "two years and a half", "2.2 and 4.2 billion", "nineteen fifty-six".

A neighbour never replaces a value, it adds one: "five soldiers and half of the town" is not 5.5 soldiers, and the other
side decides which reading holds.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from amana.align.fidelity.quantities import WEAK, Lexeme, Quantity

_HALF_AFTER = {
    "ar": re.compile(r"\s+(?:[^\W\d_]\S*\s+)?و?"),  # the fraction's span begins after its و
    "en": re.compile(r"\s+(?:[a-z]+\s+)?and\s+"),
}
_RANGE = re.compile(r"\s*(?:[-‐–‑]|و|أو|إلى|الى|حتى|to|and|or|إلى نحو)\s*[$€£]?")
_ADDED_TIME = re.compile(r"\s?\+\s?")
_PREPOSITIONS = frozenset({"من", "في", "عن", "الى", "على", "منذ", "خلال", "بعد", "قبل", "مع", "ثم", "او", "حتى"})
_SCALES = (1e12, 1e9, 1e6, 1e3)


def with_neighbours(text: str, quantities: Sequence[Quantity], lang: str) -> tuple[Quantity, ...]:
    """The quantities with the values that their neighbours give them, in order."""
    found = list(quantities)
    for i in range(len(found) - 2, -1, -1):
        if i + 1 == len(found):
            continue  # joined with what stood after it
        first, second = found[i], found[i + 1]
        between = text[first.span[1] : second.span[0]]
        if between == "/" and _is_division(text, first, second):
            share = first.values[0] / second.values[0]
            found[i : i + 2] = [replace(first, weight=WEAK), _add(second, share)]
            if i and found[i - 1].digits and text[found[i - 1].span[1] : first.span[0]] == " ":  # 1 1/2 cups
                whole = found[i - 1]
                mixed = (whole.values[0] + share,)
                found[i - 1 : i + 2] = [replace(second, span=(whole.span[0], second.span[1]), values=mixed)]
            continue
        if _ADDED_TIME.fullmatch(between) and first.values[0] in (45, 90, 105, 120) and first.digits and second.digits:
            span = first.span[0], second.span[1]
            values = (first.values[0] + second.values[0], second.values[0])  # 90+3: the 93rd, and the third one added
            found[i : i + 2] = [replace(second, span=span, values=values)]
            continue
        if between == ":" and first.digits and second.digits:
            found[i] = replace(first, weight=WEAK)  # 2:255, chapter and verse: the chapter may be given by its name
        if len(between) > 30 or first.kind != "cardinal":
            continue
        if second.kind == "fraction" and second.values[0] < 1 and _HALF_AFTER[lang].fullmatch(between):
            found[i] = _add(first, *_with_fraction(first.values[0], second.values[0]))
        elif second.values[0] == 2 and lang == "ar" and first.values[0] % 100 == 0 and between in (" ", " و"):
            found[i] = _add(first, first.values[0] + 2)  # مئتين ومقعدين: 202 seats
        elif _RANGE.fullmatch(between) and second.kind == "cardinal" and first.unit in (None, second.unit):
            scale = _scale(second.values[0])
            if scale and first.values[0] < 1000:
                found[i] = _add(first, first.values[0] * scale)  # بين مئة ومئتي مليار
        elif lang == "en" and between == " " and _is_year(text, first, second):
            found[i : i + 2] = [
                replace(
                    second, span=(first.span[0], second.span[1]), values=(first.values[0] * 100 + second.values[0],)
                )
            ]
    return tuple(found)


def is_footnote(lexemes: Sequence[Lexeme], at: int, end: int) -> bool:
    """بعد الهجوم1. : whether digits are one or two, stuck to the end of a word that ends a clause."""
    if at == 0 or not lexemes[at].glued or len(lexemes[at].text) > 2:
        return False
    before = lexemes[at - 1]
    return before.kind == "a" and len(before.text) > 2 and (end == len(lexemes) or lexemes[end].kind == "s")


def leads_noun(lexemes: Sequence[Lexeme], at: int) -> bool:
    """Whether an Arabic word that can be a noun stands there: no preposition, no sign, not the end."""
    return at < len(lexemes) and lexemes[at].kind == "a" and lexemes[at].text not in _PREPOSITIONS


def _add(quantity: Quantity, *values: float) -> Quantity:
    return replace(quantity, values=tuple(dict.fromkeys((*quantity.values, *values))))


def _with_fraction(value: float, fraction: float) -> tuple[float, ...]:
    scale = _scale(value)
    return (value + fraction, value + fraction * scale) if scale else (value + fraction,)


def _scale(value: float) -> float:
    """The largest of thousand, million, ... that a value is written with."""
    return next((scale for scale in _SCALES if value >= scale and (value / scale * 100) % 1 == 0), 0.0)


def _is_division(text: str, first: Quantity, second: Quantity) -> bool:
    """1/299,792,458, 3/4: two numbers in digits around a single stroke, the first the smaller."""
    alone = "/" not in (text[first.span[0] - 1 : first.span[0]], text[second.span[1] : second.span[1] + 1])
    return alone and first.digits and second.digits and 0 < first.values[0] < second.values[0] and first.unit is None


def _is_year(text: str, first: Quantity, second: Quantity) -> bool:
    words = not first.digits and not second.digits and "-" not in text[slice(*first.span)]
    return words and 11 <= first.values[0] <= 20 and 10 <= second.values[0] <= 99
