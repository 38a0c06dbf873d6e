"""Word links on hand-made links: speed of the two engines, what each part contributes, the line of confidence.

    python benchmarks/word_links.py ../shared/bench/wordalign/dev_enmsa.jsonl

Speed and error rate of both engines are taken in one run, on the same pairs.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from amana.align.contextual import ContextualEncoder
from amana.align.word_evidence import lexical_evidence, position_distance
from amana.align.word_similarity import agreement, similarity
from amana.align.words import LAYER, POSITION, THRESHOLD, link_scores, matrices
from amana.translate.folding import without_marks

FloatArray = NDArray[np.float32]
ENGINES: tuple[Literal["torch", "ct2"], ...] = ("torch", "ct2")
Pair = tuple[list[str], list[str], FloatArray, FloatArray]
Score = Callable[[Pair], FloatArray]


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def encode(gold: Sequence[dict[str, Any]], encoder: ContextualEncoder) -> list[Pair]:
    words = [[without_marks(word) for word in record[side]] for record in gold for side in ("ar", "en")]
    vectors = encoder.words(words)
    return [(words[i], words[i + 1], vectors[i], vectors[i + 1]) for i in range(0, len(words), 2)]


def judged(record: dict[str, Any], matrix: FloatArray, threshold: float) -> list[tuple[float, bool]]:
    """Agreement of every link said, and whether it is right; links that touch punctuation are ignored."""
    true = {(i, j) for i, j in record["links"]}
    words = [[any(c.isalnum() for c in word) for word in record[side]] for side in ("ar", "en")]
    found = zip(*(matrix >= threshold).nonzero(), strict=True)
    return [(float(matrix[i, j]), (int(i), int(j)) in true) for i, j in found if words[0][i] and words[1][j]]


def figures(gold: Sequence[dict[str, Any]], pairs: Sequence[Pair], score: Score, threshold: float = THRESHOLD) -> str:
    said = [link for record, pair in zip(gold, pairs, strict=True) for link in judged(record, score(pair), threshold)]
    hits, true = sum(right for _, right in said), sum(len(record["links"]) for record in gold)
    return f"{1 - 2 * hits / (len(said) + true):.4f} | {hits / len(said):.3f} | {hits / true:.3f}"


def whole(pair: Pair) -> FloatArray:
    langs = ("ar", "en")
    return link_scores(matrices(*pair, langs)[0], pair[0], pair[1], langs)


def parts(pair: Pair, *, centred: bool, form: bool, position: bool, directions: str = "both") -> FloatArray:
    """The agreement with some of its parts left out."""
    source, rendering, mine, theirs = pair
    similarities = similarity(mine, theirs, "ar", "en" if centred else "ar")
    if form:
        similarities = similarities + lexical_evidence(source, rendering)
    if position:
        similarities = similarities - POSITION * position_distance(len(source), len(rendering))
    if directions == "both":
        return agreement(similarities)
    axis = 1 if directions == "source" else 0
    scores = np.exp(16 * (similarities - similarities.max()))
    return np.asarray(scores / scores.sum(axis=axis, keepdims=True), dtype=np.float32)


def ablation(gold: Sequence[dict[str, Any]], pairs: Sequence[Pair]) -> None:
    """Each variant at its own best threshold: a part's worth is not the worth of a threshold."""
    variants: list[tuple[str, Score]] = [
        ("vectors only", partial(parts, centred=False, form=False, position=False)),
        ("+ each language's mean removed", partial(parts, centred=True, form=False, position=False)),
        ("+ position", partial(parts, centred=True, form=False, position=True)),
        ("+ same form", partial(parts, centred=True, form=True, position=True)),
        ("+ function words lighter (all)", whole),
        (
            "same form, only source to rendering",
            partial(parts, centred=True, form=True, position=True, directions="source"),
        ),
        (
            "same form, only rendering to source",
            partial(parts, centred=True, form=True, position=True, directions="target"),
        ),
    ]
    print("\n| variant | threshold | AER | precision | recall |\n|---|---:|---:|---:|---:|")
    for name, score in variants:
        tried = [(figures(gold, pairs, score, step / 100), step) for step in range(10, 65, 5)]
        best, step = min(tried)
        print(f"| {name} | {step / 100:.2f} | {best} |")


def reliability(gold: Sequence[dict[str, Any]], pairs: Sequence[Pair]) -> None:
    """The line through (agreement, right or wrong), by least squares, and what it says in each fifth."""
    said = [link for record, pair in zip(gold, pairs, strict=True) for link in judged(record, whole(pair), THRESHOLD)]
    values, right = np.array([v for v, _ in said]), np.array([r for _, r in said], dtype=float)
    slope, start = np.polyfit(values, right, 1)
    print(f"\nconfidence = {start:.3f} + {slope:.3f} x agreement\n")
    print("| agreement | links | right | line |\n|---|---:|---:|---:|")
    for low in np.arange(0.25, 1.0, 0.1):
        chosen = (values >= low) & (values < low + 0.1)
        if chosen.any():
            line = start + slope * values[chosen].mean()
            print(f"| {low:.2f} to {low + 0.1:.2f} | {chosen.sum()} | {right[chosen].mean():.3f} | {line:.3f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    gold = read(parser.parse_args().gold)
    print("| engine | pairs/s, wall | pairs/s of one core's time | AER | precision | recall |")
    print("|---|---:|---:|---:|---:|---:|")
    pairs: list[Pair] = []
    for engine in ENGINES:
        encoder = ContextualEncoder(LAYER, engine=engine)
        encode(gold[:10], encoder)
        began, used = time.perf_counter(), time.process_time()
        pairs = encode(gold, encoder)
        wall, used = time.perf_counter() - began, time.process_time() - used
        print(
            f"| {engine} | {len(gold) / wall:.1f} | {len(gold) / used:.1f} | {figures(gold, pairs, whole)} |",
            flush=True,
        )
    began = time.perf_counter()
    for pair in pairs:
        whole(pair)
    print(f"\nlinks from vectors: {len(gold) / (time.perf_counter() - began):.0f} pairs/s")
    ablation(gold, pairs)
    reliability(gold, pairs)


if __name__ == "__main__":
    main()
