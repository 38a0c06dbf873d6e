"""Each language's mean word vector, from corpora/newswire, into align/data/word_means.npz.

    python benchmarks/word_means.py [--pairs 5000] [-o FILE]

A fixed seed chooses the pairs; the mean of 5,000 differs from that of another 5,000 by about a hundredth of its length.
"""

import argparse
import random
from pathlib import Path

import numpy as np

from amana.align.contextual import ContextualEncoder
from amana.align.words import LAYER
from amana.translate.folding import without_marks
from amana.translate.tokens import tokenize

REPOSITORY = Path(__file__).resolve().parent.parent
CORPUS = REPOSITORY / "corpora" / "newswire"
MEANS = REPOSITORY / "align" / "data" / "word_means.npz"
LEAST_WORDS = 5  # of the Arabic side
CHUNK = 500


def newswire_rows() -> list[tuple[str, str]]:
    """Arabic and English of every authored pair, by file and line."""
    lines = [line for path in sorted(CORPUS.glob("*.tsv")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row[0], row[1]) for line in lines if len(row := line.split("\t")) >= 2]


def newswire(count: int, seed: int = 1) -> list[tuple[list[str], list[str]]]:
    """`count` pairs of the authored newswire by a fixed draw, as words."""
    rows = [row for row in newswire_rows() if len(row[0].split()) >= LEAST_WORDS]
    random.Random(seed).shuffle(rows)
    return [(words(source), words(rendering)) for source, rendering in rows[:count]]


def words(text: str) -> list[str]:
    return [without_marks(token.text) for token in tokenize(text)]


def mean_vectors(pairs: list[tuple[list[str], list[str]]], encoder: ContextualEncoder) -> dict[str, np.ndarray]:
    means = {}
    for place, lang in enumerate(("ar", "en")):
        total, seen = np.zeros(encoder.weights.hidden), 0
        for start in range(0, len(pairs), CHUNK):
            for vectors in encoder.words([pair[place] for pair in pairs[start : start + CHUNK]]):
                total += vectors.sum(axis=0)
                seen += len(vectors)
        means[lang] = (total / seen).astype(np.float32)
    return means


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=5000)
    parser.add_argument("-o", type=Path, default=MEANS)
    options = parser.parse_args()
    means = mean_vectors(newswire(options.pairs), ContextualEncoder(LAYER))
    with np.load(MEANS) as kept:
        for lang, mean in means.items():
            before = kept[lang].astype(np.float32)
            print(f"{lang}: distance to the kept mean {np.linalg.norm(mean - before) / np.linalg.norm(before):.4f}")
    np.savez(options.o, **means)


if __name__ == "__main__":
    main()
