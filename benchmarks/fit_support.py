"""Fit the weights of align/word_support.py on the authored newswire, with phrases cut out of or put into renderings.

    python benchmarks/fit_support.py [--pairs 4000] [-o FILE]

A third of the renderings get a phrase of another one (an addition: its words have no counterpart), a third lose a
phrase (an omission: the source words that were linked to it have none), a third stay as they are. One in five is held
out, and the figures printed are theirs. No development set is read.
"""

import argparse
import random
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from word_means import LAYER, REPOSITORY, newswire

from amana.align.contextual import ContextualEncoder
from amana.align.word_support import FEATURES, features, is_content
from amana.align.words import matrices

WEIGHTS = REPOSITORY / "align" / "data" / "support.tsv"
HEAD = (
    "# Weights of the logistic model of word_support.py, one line a kind of word. "
    "Fitted by benchmarks/fit_support.py.\n"
)
_STARTERS = """
in on at with during after before from for by near under over between against since through amid despite into
towards within inside outside across along because when while who which that where as and but to including
following according
"""
STARTERS = frozenset(_STARTERS.split())
STOPS = frozenset(".,!?;:”“»«)(") | {'"'}
Kind = Literal["addition", "omission", "none"]
Array = NDArray[np.float32]
Row = tuple[bool, bool, Array]  # a content word, without counterpart, its features


def phrases(words: list[str]) -> list[tuple[int, int]]:
    """Stretches from a preposition or conjunction to before the next one or a mark, 3 to 15 words long."""
    found = []
    for start, word in enumerate(words):
        if word.lower() not in STARTERS:
            continue
        for end in range(start + 3, min(start + 16, len(words))):
            if words[end] in STOPS or words[end].lower() in STARTERS:
                found.append((start, end))
            if words[end] in STOPS:
                break
    return found


def spoil(words: list[str], phrase: list[str], chance: random.Random) -> tuple[Kind, list[str], tuple[int, int]]:
    """The words with `phrase` put in, with one of their own cut out, or as they are; and where."""
    kind = chance.choice(("addition", "omission", "none"))
    places = [i for i in range(1, len(words)) if words[i] in STOPS or words[i].lower() in STARTERS]
    cuts = [(a, b) for a, b in phrases(words) if b - a < 0.6 * len(words)]
    if kind == "addition" and places:
        at = chance.choice(places)
        return kind, [*words[:at], *phrase, *words[at:]], (at, at + len(phrase))
    if kind == "omission" and cuts:
        a, b = chance.choice(cuts)
        return kind, [*words[:a], *words[b:]], (a, b)
    return "none", words, (0, 0)


def examples(count: int) -> list[list[Row]]:
    """The words of `count` pairs, both sides, a list a pair."""
    chance = random.Random(5)
    pairs = [(ar, en) for ar, en in newswire(count, seed=2) if 8 <= len(en) <= 60 and len(ar) >= 6]
    pool = [en[a:b] for _, en in pairs for a, b in phrases(en)]
    spoilt = [spoil(en, chance.choice(pool), chance) for _, en in pairs]
    encoder = ContextualEncoder(LAYER)
    sides = [side for (ar, en), (_, new, _) in zip(pairs, spoilt, strict=True) for side in (ar, en, new)]
    vectors = iter(encoder.words(sides))
    made = []
    for (ar, en), (kind, new, (first, last)) in zip(pairs, spoilt, strict=True):
        mine, before, after = next(vectors), next(vectors), next(vectors)
        similarities, agreements = matrices(ar, new, mine, after, ("ar", "en"))
        lost, put = np.zeros(len(ar), dtype=bool), np.zeros(len(new), dtype=bool)
        if kind == "addition":
            put[first:last] = True
        elif kind == "omission":
            _, whole = matrices(ar, en, mine, before, ("ar", "en"))
            best = whole.argmax(axis=1)
            lost = (best >= first) & (best < last) & (whole.max(axis=1) > 0.2)
        rows: list[Row] = []
        for words, lang, missing, values in (
            (ar, "ar", lost, features(similarities, agreements, ar)),
            (new, "en", put, features(similarities.T, agreements.T, new)),
        ):
            rows += [(is_content(word, lang), bool(m), v) for word, m, v in zip(words, missing, values, strict=True)]
        made.append(rows)
    return made


def fit(values: Array, supported: NDArray[np.bool_], rounds: int = 30) -> NDArray[np.float64]:
    """Logistic regression by Newton's method, with the same slight shrinkage on every weight."""
    x, y = values.astype(np.float64), supported.astype(np.float64)
    weights = np.zeros(x.shape[1])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (y - chance) - weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + np.eye(x.shape[1])
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=4000)
    parser.add_argument("-o", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    made = examples(options.pairs)
    lines = []
    for name, content in (("content", True), ("function", False)):
        parts = []
        for held_out in (False, True):
            rows = [row for n, pair in enumerate(made) if (n % 5 == 0) is held_out for row in pair if row[0] is content]
            parts.append((np.array([row[2] for row in rows]), np.array([row[1] for row in rows])))
        (train, lost), (test, gone) = parts
        weights = fit(train, ~lost)
        doubt = 1 / (1 + np.exp(test.astype(np.float64) @ weights))
        for bar in (0.5, 0.8):
            said = doubt > bar
            print(f"{name}, no counterpart with p > {bar}: P {gone[said].mean():.3f} R {said[gone].mean():.3f}")
        lines.append(name + "".join(f"\t{n}={w:.4f}" for n, w in zip(FEATURES, weights, strict=True)) + "\n")
    options.o.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
