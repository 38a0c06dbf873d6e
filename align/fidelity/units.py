"""Units of measure, of time and of money, in both languages, and whether two quantities are one amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from amana.align.fidelity.data_files import data_rows
from amana.align.fidelity.quantities import Lexeme
from amana.translate.folding import fold

# A converted figure is rounded by whoever converts: 300 km is "180 miles" as well as 186.
CONVERSION_TOLERANCE = 0.06


@dataclass(frozen=True, slots=True)
class Unit:
    id: str
    dimension: str
    factor: float


Trie = dict[str, list[tuple[tuple[str, ...], Unit]]]


@cache
def units() -> dict[str, Unit]:
    """Units by id."""
    return {row[0]: Unit(row[0], row[1], float(row[2])) for row in data_rows("units.tsv")}


@cache
def _forms(column: int) -> Trie:
    """Word sequences by their first word, longest first."""
    trie: Trie = {}
    for row in data_rows("units.tsv"):
        for form in row[column].split("|"):
            words = tuple(fold(form).replace("/", " / ").replace("$", " $ ").replace("°", " ° ").split())
            if words:
                trie.setdefault(words[0], []).append((words, units()[row[0]]))
    for choices in trie.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    return trie


@cache
def _duals() -> dict[str, Unit]:
    """The duals of one-word units: كيلومتران, سنتين, شهرا."""
    found: dict[str, Unit] = {}
    for row in data_rows("units.tsv"):
        for form in row[3].split("|"):
            stem = fold(form)
            if stem and " " not in stem and "%" not in stem:
                stem = stem[:-1] + "ت" if stem.endswith("ه") else stem
                for ending in ("ان", "ين", "ا", "ي"):
                    found.setdefault(stem + ending, units()[row[0]])
    return found


def arabic_unit(lexemes: Sequence[Lexeme], at: int) -> tuple[Unit, int] | None:
    """The unit that begins at a lexeme, and the index after it; through the article and the accusative's ا."""
    if at >= len(lexemes):
        return None
    word = lexemes[at].text
    bare = word[2:] if word.startswith("ال") else word[2:] if word.startswith("لل") else word
    for first in dict.fromkeys((word, bare, bare[:-1] if bare.endswith("ا") else bare)):
        for words, unit in _forms(3).get(first, ()):
            if all(_is(lexemes, at + k, words[k]) for k in range(1, len(words))):
                return unit, at + len(words)
    return None


def arabic_dual_unit(word: str) -> Unit | None:
    """The unit whose dual a word without clitics is. Only ان and ين are sure: a final ا is also the accusative."""
    return _duals().get(word) if word.endswith(("ان", "ين")) else None


def english_unit(lexemes: Sequence[Lexeme], at: int) -> tuple[Unit, int] | None:
    """The unit that begins at a lexeme, and the index after it."""
    if at >= len(lexemes):
        return None
    for words, unit in _forms(4).get(lexemes[at].text.lower(), ()):
        if all(at + k < len(lexemes) and lexemes[at + k].text.lower() == words[k] for k in range(1, len(words))):
            return unit, at + len(words)
    return None


def _is(lexemes: Sequence[Lexeme], at: int, word: str) -> bool:
    if at >= len(lexemes):
        return False
    text = lexemes[at].text
    return text in (word, "ال" + word, word + "ا", word + "ات")


def converts(value: float, unit: str | None, other: float, other_unit: str | None, *, exact: bool = False) -> bool:
    """Whether two amounts in different units of one dimension are the same, give or take rounding unless `exact`."""
    if unit is None or other_unit is None or unit == other_unit:
        return False
    one, two = units()[unit], units()[other_unit]
    if {one.dimension, two.dimension} == {"currency", "mass"}:  # "pounds" of weight
        one, two = (units()["lb"] if u.id == "pound" else u for u in (one, two))
    if one.dimension != two.dimension:
        return False
    if one.dimension == "temperature":
        celsius, fahrenheit = (value, other) if unit == "c" else (other, value)
        return abs(celsius * 1.8 + 32 - fahrenheit) <= 2
    if not one.factor or not two.factor:
        return False
    a, b = value * one.factor, other * two.factor
    if not exact and one.dimension != "time":  # two miles are 3 km, if one counts in whole kilometres
        count, wanted = (a / two.factor, other) if one.factor > two.factor else (b / one.factor, value)
        if wanted <= 10 and round(count) == wanted:
            return True
    return abs(a - b) <= (0.001 if exact else CONVERSION_TOLERANCE) * max(a, b)


def conflict(unit: str | None, other: str | None) -> bool:
    """Whether two units cannot both be right of one figure: two of one dimension that differ."""
    if unit is None or other is None or unit == other:
        return False
    return units()[unit].dimension == units()[other].dimension
