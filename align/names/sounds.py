"""How well one Latin-script word spells one Arabic word: a weighted alignment of letters, with learned costs.

Costs are in tenths of a bit: -10 log2 of the share in which the letter is spelled so. `data/sounds.tsv` holds them;
what it does not hold costs as much as the rarest thing that it does.
"""

from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from amana.align.names.learning import ARABIC_PAIRS, GRAPHEMES, unit_name

WRONG_LETTER = 95  # another consonant, or a vowel for a consonant
NEAR_LETTER = 65  # its voiced or voiceless neighbour: Tanda for طنطا
WRONG_VOWEL = 55  # a vowel for a letter that is written for vowels
LOST_LETTER = 85  # an Arabic consonant that the spelling leaves out
LOST_BREATH = 60  # ح ه ع ء at the end: Rafaa for رفح
ADDED_LETTER = 85
ADDED_BREATH = 55  # h y w between vowels
UNWRITTEN = 30  # what a short vowel costs less, because Arabic does not write it
ODD = 38  # from this cost on, a step is not how the letter is mostly spelled
HOPELESS = 10_000

_VOWELS = frozenset(
    [
        *"aeiouyw",
        "aa",
        "ee",
        "ii",
        "oo",
        "uu",
        "ou",
        "ai",
        "ay",
        "ei",
        "ey",
        "au",
        "aw",
        "ia",
        "ie",
        "io",
        "oi",
        "ue",
        "ui",
    ]
)
_WEAK = frozenset("اويىةهعءئؤ")

_NEAR = {
    "b": "بپ", "p": "بپ", "v": "بفوڤ", "f": "بف", "d": "تطدضذ", "t": "دتطث", "g": "كقجغگ", "k": "گجخقك", "q": "كغخ",
    "j": "شزجيچ",
    "z": "سصزضظذج", "s": "زسصثش", "n": "م", "m": "ن", "y": "ج", "h": "خحهغ", "sh": "شجس",
    "ch": "شجك", "r": "غ", "gh": "غقج", "kh": "حخكغ", "c": "سكشق",
}  # fmt: skip

# Consonants that spellings seldom exchange. Words that disagree in three of these need no alignment.
_FIRM_ARABIC = {"ب": 1, "پ": 1, "ت": 2, "ط": 2, "د": 2, "ر": 4, "ل": 8, "م": 16, "ن": 32, "ف": 64, "ك": 128, "ق": 128}
_FIRM_LATIN = {"b": 1, "p": 1, "t": 2, "d": 2, "r": 4, "l": 8, "m": 16, "n": 32, "f": 64, "k": 128, "q": 128, "g": 128}


class Sound(NamedTuple):
    """The best alignment of two words: its cost, the costliest single step, how many steps are odd, how many wrong."""

    cost: int
    worst: int
    odd: int
    wrong: int
    arabic: int  # letters
    latin: int

    @property
    def per_letter(self) -> float:
        return self.cost / (self.arabic + self.latin)


@cache
def _table() -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for line in files("amana.align.names").joinpath("data/sounds.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            unit, grapheme, cost = line.split("\t")
            table.setdefault(unit.replace("-", ""), {})[grapheme.replace("-", "")] = int(cost)
    return table


@cache
def _spellings(name: str, letter: str) -> dict[str, int]:
    """All that a letter may be written as: the learned table, then vowels for weak letters, then its neighbours."""
    table = _table()
    known = dict(table.get(letter, {}))
    known.update(table.get(name, {}))
    if name in ("ي$", "ه$", "ى$"):  # final ى is often typed ي, final ة as ه, and the other way round
        for grapheme, cost in table[{"ي$": "ى$", "ه$": "ة$", "ى$": "ي$"}[name]].items():
            known[grapheme] = min(known.get(grapheme, HOPELESS), cost + 10)
    if letter in _WEAK:
        for grapheme in _VOWELS:
            known[grapheme] = min(known.get(grapheme, HOPELESS), WRONG_VOWEL)
    for grapheme, letters in _NEAR.items():
        if letter in letters:
            known[grapheme] = min(known.get(grapheme, HOPELESS), NEAR_LETTER)
    return known


@cache
def _added(letter: str) -> int:
    """A letter that answers to nothing. For vowels the table's figure is a share of all letters; half of these could be
    followed by an unwritten vowel, and of a few kinds, which UNWRITTEN gives back."""
    known = _table()[""].get(letter, HOPELESS)
    if letter in "aeiou":
        return known - UNWRITTEN
    return min(known, ADDED_BREATH if letter in "hyw" else ADDED_LETTER)


@lru_cache(maxsize=50_000)
def _options(arabic: str) -> tuple[tuple[tuple[int, dict[str, int], int, int], ...], ...]:
    """For each position: (width, graphemes and costs, cost of losing it, cost of another letter)."""
    table = _table()
    made = []
    for i in range(len(arabic)):
        here = []
        known = dict(_spellings(unit_name(arabic, i, 1), arabic[i]))
        lost = known.pop("", LOST_LETTER)
        if arabic[i] in "حهعءةئ" and (i + 1 == len(arabic) or arabic[i] != "ح"):
            lost = min(lost, LOST_BREATH)
        here.append((1, known, lost, WRONG_LETTER))
        pair = arabic[i : i + 2]
        if pair in ARABIC_PAIRS and pair in table:
            here.append((2, table[pair], HOPELESS, HOPELESS))
        made.append(tuple(here))
    return tuple(made)


@lru_cache(maxsize=50_000)
def _graphemes(latin: str) -> tuple[tuple[tuple[int, str], ...], ...]:
    """For each position: the graphemes that can be read from it, with their lengths."""
    return tuple(
        tuple((length, latin[j : j + length]) for length in (1, 2, 3, 4) if j + length <= len(latin)
              and latin[j : j + length] in GRAPHEMES)
        for j in range(len(latin))
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def _firm(word: str, arabic: bool) -> int:
    bits, table = 0, _FIRM_ARABIC if arabic else _FIRM_LATIN
    for letter in word:
        bits |= table.get(letter, 0)
    return bits


def maybe_alike(arabic: str, latin: str) -> bool:
    """False where the consonants differ too much for an alignment to be worth its time."""
    return (_firm(arabic, True) ^ _firm(latin, False)).bit_count() < 4


def sound(arabic: str, latin: str) -> Sound:
    """The cheapest alignment of the letters of two words (as `arabic_letters` and `latin_letters` give them)."""
    return _sound(arabic, latin)


@lru_cache(maxsize=400_000)
def _sound(arabic: str, latin: str) -> Sound:
    n, m = len(arabic), len(latin)
    options, graphemes = _options(arabic), _graphemes(latin)
    added = [_added(c) for c in latin]
    best = [[HOPELESS] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 0
    back: dict[tuple[int, int], tuple[int, int, int]] = {}
    for i in range(n + 1):
        row = best[i]
        for j in range(m + 1):
            here = row[j]
            if here >= HOPELESS:
                continue
            if j < m and here + added[j] < row[j + 1]:
                row[j + 1] = here + added[j]
                back[i, j + 1] = (i, j, added[j])
            if i == n:
                continue
            for width, known, lost, wrong in options[i]:
                target = best[i + width]
                if here + lost < target[j]:
                    target[j] = here + lost
                    back[i + width, j] = (i, j, lost)
                if j == m:
                    continue
                if here + wrong < target[j + 1]:
                    target[j + 1] = here + wrong
                    back[i + width, j + 1] = (i, j, wrong)
                for length, grapheme in graphemes[j]:
                    cost = known.get(grapheme)
                    if cost is not None and here + cost < target[j + length]:
                        target[j + length] = here + cost
                        back[i + width, j + length] = (i, j, cost)
    worst = odd = wrong_steps = 0
    at = (n, m)
    while at != (0, 0):
        i, j, cost = back[at]
        worst = max(worst, cost)
        odd += cost >= ODD
        wrong_steps += cost >= LOST_LETTER
        at = (i, j)
    return Sound(best[n][m], worst, odd, wrong_steps, n, m)
