"""Arabic words with their clitics taken off: the lookup under the number, date and unit readers."""

from collections.abc import Iterable
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from amana.align.fidelity.data_files import data_rows
from amana.align.fidelity.quantities import NumberWord, number_words
from amana.translate.folding import fold

T = TypeVar("T")

_PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
# Clitic and number word together are another word: بالمئة "per cent".
_NOT_CLITIC = frozenset({"بالمئه", "بالمائه", "بالمايه"})


class Reading(NamedTuple, Generic[T]):
    """What a word means, and which clitics came off."""

    entry: T
    conjunction: bool
    article: bool


def with_clitics(entries: Iterable[tuple[str, T]], *, articled: bool = False) -> dict[str, Reading[T]]:
    """Every spelling with clitics. A plain word goes before one made by clitics: واحد is "one", not و + أحد."""
    plain = {fold(form): entry for form, entry in entries}
    table: dict[str, Reading[T]] = {form: Reading(entry, False, False) for form, entry in plain.items()}
    for proclitic in _PROCLITICS:
        for form, entry in plain.items():
            joined = proclitic + ("ل" if proclitic.endswith("ل") else "ال")
            conjunction = proclitic[:1] in ("و", "ف")
            for prefix, article in ((proclitic, False), (joined, True)):
                word = prefix + form
                if articled and proclitic.endswith("ل") and form.startswith("ال"):
                    word = proclitic + form[1:]  # ل + الجمعة is للجمعة
                if word not in _NOT_CLITIC:
                    table.setdefault(word, Reading(entry, conjunction, article))
    return table


@cache
def arabic_number_table() -> dict[str, Reading[NumberWord]]:
    forms = []
    for form, word in number_words("arabic_numbers.tsv"):
        forms.append((form, word))
        if word.kind in ("fraction", "fractions"):  # نصفهم, أرباعها
            forms += [(form.removesuffix("ن") + suffix, word) for suffix in ("ه", "ها", "هم", "هن", "هما", "نا")]
        elif word.kind == "decade" and form.endswith("ات"):  # في أربعينياته
            forms += [(form + suffix, word) for suffix in ("ه", "ها", "هم", "هن")]
    return with_clitics(forms)


@cache
def not_numbers() -> dict[str, Reading[tuple[tuple[tuple[str, ...], tuple[float, ...]], ...]]]:
    """Phrases whose number word is none, by their first word: the words after it, and the values they may stand for."""
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[float, ...]]]] = {}
    for phrase, value, _ in data_rows("not_numbers.tsv"):
        first, *rest = fold(phrase).split()
        values = () if value == "-" else tuple(float(one) for one in value.split("|"))
        by_first.setdefault(first, []).append((tuple(rest), values))
    return with_clitics((first, tuple(rests)) for first, rests in by_first.items())


class Dual(NamedTuple):
    value: float
    sure: bool  # False: the form can be a plural too


@cache
def arabic_dual_table() -> dict[str, Reading[Dual]]:
    """Duals of the listed nouns: stem + ان / ين / ا / ي."""
    forms = []
    for stem, value, plural in data_rows("arabic_duals.tsv"):
        root = fold(stem)
        forms += [(root + "ان", Dual(float(value), True)), (root + "ين", Dual(float(value), plural != "ين"))]
        if root.endswith("ت"):  # before a genitive: دولتا, سفينتي; without ت that form is often another word
            forms += [(root + ending, Dual(float(value), True)) for ending in ("ا", "ي")]
    return with_clitics(forms)


def strip_clitics(word: str) -> tuple[str, ...]:
    """The word, and what is left of it without conjunction, preposition and article: candidates for a lookup."""
    found = [word]
    rest = word
    if len(rest) > 3 and rest[0] in "وف":
        rest = rest[1:]
        found.append(rest)
    if len(rest) > 4 and rest.startswith(("بال", "كال")):
        rest = rest[1:]
    if len(rest) > 3 and rest.startswith(("ال", "لل")):
        found.append(rest[2:])
    elif len(rest) > 3 and rest[0] in "بلك":
        found.append(rest[1:])
    return tuple(found)
