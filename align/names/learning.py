"""Learning the table of sounds from pairs of names: expectation-maximisation over letter alignments.

Not run at check time. `python -m amana.align.names.learning PAIRS.tsv...` writes `data/sounds.tsv` to standard output;
each input line is an Arabic word, a tab, its Latin spelling (article already taken off on both sides).
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import log2
from pathlib import Path

from amana.align.names.letters import arabic_letters, latin_letters

# What one Arabic letter, or none, may become. Short lists keep the table readable and the learning on the rails.
_VOWEL_GRAPHEMES = (
    "aa ae ai ao au aw ay ea ee ei eo eu ew ey ia ie ii io iu iy oa oe oi oo ou ow oy ua ue ui uo uu uw uy eau eia "
    "iya iye oua oue oui ya ye yi yo yu"
)
_CONSONANT_GRAPHEMES = (
    "ch ck cz dh dj dz dzh gh gn gu ht kh ks kj lh ng ph qu rh sc sch sh sz tch th ts tsch tz ue wh zh tj ah eh at et "
    "it ut oh ih ouh"
)
GRAPHEMES = frozenset([*"abcdefghijklmnopqrstuvwxyz", *_VOWEL_GRAPHEMES.split(), *_CONSONANT_GRAPHEMES.split(), ""])
ARABIC_PAIRS = frozenset(
    ("كس", "تش", "دج", "او", "اي", "يو", "وي", "وا", "يا", "ئي", "ؤو", "ية", "يه", "تس", "دز", "شت", "يي", "وو", "اء")
)
POSITIONED = frozenset("اويىةهعء")  # these sound different at the start or the end of a word

# Where learning starts: what a grammar says. Everything else begins at a hundredth of these.
_SEED = {
    "ا": "a aa e i o u", "ب": "b p", "ت": "t", "ث": "th t s", "ج": "j g dj", "ح": "h", "خ": "kh ch k h x", "د": "d",
    "ذ": "dh d z th", "ر": "r", "ز": "z s", "س": "s c ss", "ش": "sh ch sch", "ص": "s", "ض": "d dh z", "ط": "t",
    "ظ": "z dh th", "ع": "a", "غ": "gh g", "ف": "f v ph", "ق": "q k g", "ك": "k c ck q", "ل": "l", "م": "m", "ن": "n",
    "ه": "h", "و": "w o u ou v oo", "ي": "y i ee ie e", "ى": "a", "ة": "a ah eh e", "ء": "a", "ئ": "i e", "ؤ": "o u",
    "پ": "p", "چ": "ch", "ژ": "zh j", "ڤ": "v", "گ": "g", "تش": "ch tch", "كس": "x ks", "دج": "j dj",
}  # fmt: skip

Table = dict[tuple[str, str], float]
Counts = defaultdict[tuple[str, str], float]
Step = tuple[int, int, str, str]  # Arabic letters and Latin letters that it reads, and their names in the table


def unit_name(word: str, start: int, length: int) -> str:
    """The name of one or two Arabic letters in the table: `^` before a first letter, `$` after a last one."""
    unit = word[start : start + length]
    if length == 1 and unit in POSITIONED:
        if start == 0:
            return "^" + unit
        if start + 1 == len(word):
            return unit + "$"
    return unit


def steps(arabic: str, latin: str, i: int, j: int) -> Iterator[Step]:
    """Every way to read on from Arabic letter i and Latin letter j."""
    if j < len(latin):
        yield 0, 1, "", latin[j]
    for width in (1, 2):
        if i + width > len(arabic) or (width == 2 and arabic[i : i + 2] not in ARABIC_PAIRS):
            continue
        unit = unit_name(arabic, i, width)
        for length in range(0 if width == 1 else 1, 5):
            if j + length <= len(latin) and latin[j : j + length] in GRAPHEMES:
                yield width, length, unit, latin[j : j + length]


def _seed(unit: str, grapheme: str) -> float:
    seeds = _SEED.get(unit.strip("^$"), "").split()
    if grapheme in seeds:
        return 1.0
    vowel = set(grapheme) <= set("aeiouyh")
    if not unit:
        return 0.3 if grapheme in set("aeiou") else 0.001
    if not grapheme:
        return 0.3 if unit.strip("^$") in "اعءئةىه" else 0.003
    return 0.02 if vowel and unit.strip("^$")[:1] in set("اويىةعءئؤ") else 0.001


def expect(arabic: str, latin: str, table: Table | None, counts: Counts) -> float:
    """Adds the expected uses of each step in one pair to `counts`; returns the pair's probability per letter (log2)."""
    n, m = len(arabic), len(latin)
    forward = [[0.0] * (m + 1) for _ in range(n + 1)]
    forward[0][0] = 1.0
    taken: list[tuple[int, int, int, int, tuple[str, str], float]] = []
    for i in range(n + 1):
        for j in range(m + 1):
            here = forward[i][j]
            if here == 0.0:
                continue
            for di, dj, unit, grapheme in steps(arabic, latin, i, j):
                key = (unit, grapheme)
                weight = _seed(unit, grapheme) if table is None else table.get(key, 1e-7)
                forward[i + di][j + dj] += here * weight
                taken.append((i, j, i + di, j + dj, key, weight))
    total = forward[n][m]
    if total <= 0.0:
        return -99.0
    backward = [[0.0] * (m + 1) for _ in range(n + 1)]
    backward[n][m] = 1.0
    for i, j, i2, j2, key, weight in reversed(taken):
        after = backward[i2][j2]
        backward[i][j] += weight * after
        share = forward[i][j] * weight * after / total
        if share > 1e-4:
            counts[key] += share
    return log2(total) / (n + m)


def learn(pairs: Iterable[tuple[str, str]], rounds: int = 6, worst: float = 0.04, prior: float = 8.0) -> Table:
    """The joint probability of each (Arabic unit, Latin grapheme). After each round the `worst` share of the pairs
    (names that are not each other's) is left out; the grammar's own graphemes count as seen `prior` times."""
    pairs = list(pairs)
    table: Table | None = None
    for _ in range(rounds):
        scored: list[tuple[float, Counts]] = []
        for arabic, latin in pairs:
            own: Counts = defaultdict(float)
            scored.append((expect(arabic, latin, table, own), own))
        scored.sort(key=lambda item: -item[0])
        counts: Counts = defaultdict(float)
        for _score, own in scored[: int(len(scored) * (1 - worst))]:
            for key, share in own.items():
                counts[key] += share
        for unit, graphemes in _SEED.items():
            for grapheme in graphemes.split():
                counts[unit, grapheme] += prior
        total = sum(counts.values())
        table = {key: count / total for key, count in counts.items() if count > 0.5}
    return table or {}


def rows(table: Table, least: float = 0.0015, rarest_pair: float = 1e-4) -> list[tuple[str, str, int]]:
    """(unit, grapheme, cost): the cost is -10 log2 P(grapheme | unit), and for a letter that answers to nothing
    -10 log2 of its joint probability. Graphemes rarer than `least`, and pairs of letters rarer than `rarest_pair`, are
    left out."""
    by_unit: defaultdict[str, float] = defaultdict(float)
    for (unit, _), share in table.items():
        by_unit[unit] += share
    made = [
        (unit, grapheme, round(-10 * log2(share / (by_unit[unit] if unit else 1.0))))
        for (unit, grapheme), share in table.items()
        if share / by_unit[unit] >= least and (unit not in ARABIC_PAIRS or by_unit[unit] >= rarest_pair)
    ]
    return sorted(made, key=lambda row: (row[0], row[2], row[1]))


def main(paths: list[str]) -> None:
    pairs = []
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            arabic, latin = (side.strip() for side in line.split("\t")[:2])
            pairs.append((arabic_letters(arabic), latin_letters(latin)))
    for unit, grapheme, cost in rows(learn(pairs)):
        sys.stdout.write(f"{unit or '-'}\t{grapheme or '-'}\t{cost}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
