"""Write align/data/quality.npz: the network that tells which words are at fault (align/word_quality.py).

    python benchmarks/fit_quality.py [--minutes 40] [--rounds 1] [--also FILE.tsv ...] [--keep FOLDER] [-o FILE]

From the authored newswire, and from other files of Arabic, tab, English, examples with known faults are made
(quality_examples.py) and encoded, about 15 seconds a thousand pairs on two cores; with `--keep` they are written there,
a pickle a thousand pairs, and read from there the next time. The training takes as long as it is told, and goes on from
other weights with `--start`. Printed after each round through the examples: on a thousand pairs of the newswire that
were kept aside, the share of each fault that is found where 0.5, 1 and 2 % of the pairs without a fault are. `--aside
FILE` writes those thousand, for `amana check --pairs`, and stops. No development set is read.
"""

import argparse
import itertools
import json
import math
import pickle
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from quality_examples import JOINED, UNKNOWN, Example, Neighbours, examples, joined, labels
from quality_network import BARRED, Batch, QualityNetwork, numpy_weights, padded, take_weights
from torch import Tensor
from torch.nn import functional
from word_means import REPOSITORY, newswire_rows, words

from amana.align.contextual import ContextualEncoder
from amana.align.word_evidence import lexical_evidence, position_distance
from amana.align.word_quality import LANGUAGES, forms
from amana.align.word_similarity import language_means
from amana.align.words import LAYER, link_scores, links_from, matrices

WEIGHTS = REPOSITORY / "align" / "data" / "quality.npz"
SIZE, LAYERS, DROPOUT = 128, 3, 0.1
RATE, WARM_UP, TOKENS = 1.5e-3, 200, 4000
FEWEST, MOST = (5, 6), 60  # words of the source and of the rendering
CHUNK = 1000
SHARES = (0.005, 0.01, 0.02)
# What is read off where: the side (source, rendering, places) and the kind of fault.
READ = ((0, "omission"), (2, "omission"), (1, "addition"), (1, "source cut"), (1, "exchange"), (0, "exchange"))


@dataclass(slots=True)
class Encoded:
    """States as float16, (words, hidden) a side; labels of source words, rendering words and places."""

    kind: str
    words: tuple[list[str], list[str]]
    states: tuple[np.ndarray, np.ndarray]
    labels: tuple[np.ndarray, np.ndarray, np.ndarray]


def pairs(also: Sequence[Path]) -> list[tuple[str, str]]:
    """The newswire in a fixed order, then the other files; without what is very short or very long."""
    rows = list(newswire_rows())
    random.Random(13).shuffle(rows)
    for path in also:
        more = [line.split("\t")[:2] for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]
        rows += [(source, rendering) for source, rendering in more]
    return [
        (source, rendering)
        for source, rendering in rows
        if FEWEST[0] <= len(words(source)) <= MOST and FEWEST[1] <= len(words(rendering)) <= MOST
    ]


def encoded(
    texts: Sequence[tuple[str, str]], encoder: ContextualEncoder, neighbours: Neighbours, seed: int
) -> list[Encoded]:
    """Texts are encoded once, whatever the number of examples that they stand in."""
    draw = random.Random(seed)
    chunk = [(words(source), words(rendering)) for source, rendering in texts]
    vectors = encoder.words([side for pair in chunk for side in pair])
    made: list[tuple[Example, tuple[np.ndarray, np.ndarray, np.ndarray]]] = []
    known: dict[tuple[str, ...], np.ndarray] = {}
    for number, (ar, en) in enumerate(chunk):
        known[tuple(ar)], known[tuple(en)] = vectors[2 * number : 2 * number + 2]
        similarities, _ = matrices(ar, en, known[tuple(ar)], known[tuple(en)], LANGUAGES)
        links = [(link.source, link.target) for link in links_from(link_scores(similarities, ar, en, LANGUAGES))]
        made += [(example, labels(example, links)) for example in examples(ar, en, links, neighbours, draw)]
        if draw.random() < JOINED:
            example = joined((ar, en), draw.choice(chunk), draw)
            made.append((example, labels(example, ())))
    new = sorted({tuple(side) for example, _ in made for side in (example.source, example.rendering)} - known.keys())
    known.update(zip(new, encoder.words(new), strict=True))
    small = {text: states.astype(np.float16) for text, states in known.items()}
    return [
        Encoded(
            example.kind,
            (example.source, example.rendering),
            (small[tuple(example.source)], small[tuple(example.rendering)]),
            tags,
        )
        for example, tags in made
    ]


def all_encoded(
    chosen: Sequence[tuple[str, str]], rounds: int, keep: Path | None, threads: int
) -> Iterator[list[Encoded]]:
    """A chunk at a time; the first is the one kept aside. A second round puts other faults into the pairs."""
    neighbours = Neighbours.of(words(rendering) for _, rendering in chosen)
    encoder = ContextualEncoder(LAYER, threads=threads)
    for number, start in enumerate(start for _ in range(rounds) for start in range(0, len(chosen), CHUNK)):
        if number and not start:
            continue  # kept aside
        place = keep / f"{number:04d}.pkl" if keep else None
        if place and place.is_file():
            yield pickle.loads(place.read_bytes())  # noqa: S301 - written below
            continue
        made = encoded(chosen[start : start + CHUNK], encoder, neighbours, seed=number)
        if place:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(pickle.dumps(made))
        print(f"{start + len(chosen[start : start + CHUNK])} of {len(chosen)} pairs encoded", flush=True)
        yield made


def batches(items: Sequence[Encoded], draw: np.random.Generator | None = None) -> list[list[int]]:
    """Of like lengths, at most TOKENS words each with the padding."""
    noise = draw.random(len(items)) * 4 if draw else np.zeros(len(items))
    order = sorted(range(len(items)), key=lambda index: len(items[index].words[1]) + noise[index])
    found: list[list[int]] = [[]]
    longest = 0
    for index in order:
        longest = max(longest, sum(map(len, items[index].words)))
        if found[-1] and (len(found[-1]) + 1) * longest > TOKENS:
            found.append([])
            longest = sum(map(len, items[index].words))
        found[-1].append(index)
    if draw:
        draw.shuffle(found)
    return found


def batch_of(items: Sequence[Encoded], scaling: Sequence[tuple[Tensor, Tensor]]) -> Batch:
    means = language_means()
    states, shapes, masks, units = [], [], [], []
    for side, lang in enumerate(LANGUAGES):
        raw = torch.from_numpy(padded([item.states[side] for item in items], 0.0))
        mask = torch.from_numpy(padded([np.zeros(len(item.words[side])) for item in items], BARRED))
        present = (mask == 0)[..., None]
        states.append((raw - scaling[side][0]) / scaling[side][1] * present)
        units.append(functional.normalize(raw - torch.from_numpy(means[lang]), dim=-1) * present)
        shapes.append(torch.from_numpy(padded([forms(item.words[side], lang) for item in items], 0.0)))
        masks.append(mask)
    signs = torch.from_numpy(padded([lexical_evidence(*item.words) for item in items], 0.0))
    distances = padded([position_distance(*map(len, item.words)) for item in items], 0.0)
    return Batch(
        (states[0], states[1]),
        (shapes[0], shapes[1]),
        units[0] @ units[1].transpose(1, 2) + signs,
        torch.from_numpy(distances),
        (masks[0], masks[1]),
    )


def loss_of(logits: Sequence[Tensor], items: Sequence[Encoded]) -> Tensor:
    """The cross-entropy of every label that is known, a pair."""
    total = torch.zeros(())
    for side, found in enumerate(logits):
        wanted = torch.from_numpy(padded([item.labels[side] for item in items], UNKNOWN))
        losses = functional.binary_cross_entropy_with_logits(found, wanted.clamp(min=0), reduction="none")
        total = total + (losses * (wanted >= 0)).sum() / len(items)
    return total


def train(
    items: Sequence[Encoded],
    aside: Sequence[Encoded],
    minutes: float,
    scaling: Sequence[tuple[Tensor, Tensor]],
    place: Path,
    start_from: Path | None = None,
) -> QualityNetwork:
    """The learning rate falls by a cosine over the time given. The weights are written after each round."""
    torch.manual_seed(0)
    draw = np.random.default_rng(0)
    network = QualityNetwork(items[0].states[0].shape[1], SIZE, LAYERS, DROPOUT)
    if start_from:
        take_weights(network, np.load(start_from), scaling)
    optimizer = torch.optim.AdamW(network.parameters(), RATE, betas=(0.9, 0.98), weight_decay=0.02)
    start, step, passed = time.monotonic(), 0, 0.0
    while passed < 1:
        for chosen in batches(items, draw):
            passed = (time.monotonic() - start) / (60 * minutes)
            if passed >= 1:
                break
            rate = RATE * min(1, (step + 1) / WARM_UP) * (0.02 + 0.49 * (1 + math.cos(math.pi * passed)))
            for group in optimizer.param_groups:
                group["lr"] = rate
            batch = [items[index] for index in chosen]
            loss = loss_of(network(batch_of(batch, scaling)), batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
        print(f"after {passed:.0%} of {minutes:g} minutes, {step} steps: {report(network, aside, scaling)}", flush=True)
        np.savez(place, **numpy_weights(network, scaling))
    return network


def report(network: QualityNetwork, aside: Sequence[Encoded], scaling: Sequence[tuple[Tensor, Tensor]]) -> str:
    worst: dict[tuple[int, str], list[float]] = {}
    total = 0.0
    network.eval()
    with torch.inference_mode():
        for chosen in batches(aside):
            items = [aside[index] for index in chosen]
            logits = network(batch_of(items, scaling))
            total += float(loss_of(logits, items)) * len(items)
            for side, found in enumerate(logits):
                for item, values in zip(items, found, strict=True):
                    worst.setdefault((side, item.kind), []).append(float(values[: len(item.labels[side])].max()))
    network.train()
    parts = [f"loss {total / len(aside):.3f}"]
    for side, kind in READ:
        bars = np.quantile(worst[side, "none"], [1 - share for share in SHARES])
        found_at = " ".join(f"{np.mean(np.array(worst[side, kind]) > bar):.2f}" for bar in bars)
        parts.append(f"{kind} by {('source', 'rendering', 'places')[side]} {found_at}")
    return "; ".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--pairs", type=int, help="no more than so many; default: all")
    parser.add_argument("--rounds", type=int, default=1, help="times that faults are put into each pair")
    parser.add_argument("--also", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--aside", type=Path, metavar="FILE", help="write the pairs kept aside there, and stop")
    parser.add_argument("--start", type=Path, metavar="FILE", help="weights to go on from")
    parser.add_argument(
        "--start-share", type=float, default=0.0, help="what these count in the mean of both that is written at the end"
    )
    parser.add_argument("-o", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    chosen = pairs(options.also)[: options.pairs]
    if options.aside:
        lines = (
            json.dumps({"id": str(n), "ar": ar, "en": en}, ensure_ascii=False) for n, (ar, en) in enumerate(chosen)
        )
        options.aside.write_text("".join(f"{line}\n" for line in itertools.islice(lines, CHUNK)), encoding="utf-8")
        return
    torch.set_num_threads(options.threads)
    chunks = all_encoded(chosen, options.rounds, options.keep, options.threads)
    aside = next(chunks)
    items = [item for chunk in chunks for item in chunk]
    print(f"{len(items)} examples to learn from, {len(aside)} kept aside", flush=True)
    scaling = []
    for side in (0, 1):
        sample = np.concatenate([item.states[side] for item in items[::37]]).astype(np.float32)
        scaling.append((torch.from_numpy(sample.mean(0)), torch.from_numpy(sample.std(0) + 1e-3)))
    network = train(items, aside, options.minutes, scaling, options.o, options.start)
    if options.start and options.start_share:  # a mean of weights along one training does better than its end
        old, new = np.load(options.start), numpy_weights(network, scaling)
        mean = {name: (options.start_share * old[name] + (1 - options.start_share) * new[name]) for name in new}
        np.savez(options.o, **{name: value.astype(np.float16) for name, value in mean.items()})


if __name__ == "__main__":
    main()
