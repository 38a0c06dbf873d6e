"""Batches of few fixed shapes, drawn from the mix. Everything follows from (seed, chunk): a resumed run needs no state
beyond the number of the chunk and of the batch in it.

Few shapes, because oneDNN builds a primitive for each one it has not seen: shapes that differ in every batch halve the
speed on a CPU.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from amana.errors import InputError
from amana.translate.training.cleaning import Pair
from amana.translate.training.config import Settings
from amana.translate.training.vocabulary import Vocabulary

LENGTHS = (8, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128)
BATCHES_A_CHUNK = 96  # enough to fill every shape, few enough that a chunk is drawn in about a second
MOST_JOINED = 3

IdArray = NDArray[np.int64]
Swap = Callable[[Pair, np.random.Generator], Pair]


@dataclass(frozen=True, slots=True)
class Batch:
    """Source and target ids, both (rows, length), padded; the target ends with the end mark."""

    source: IdArray
    target: IdArray


@dataclass(frozen=True, slots=True)
class Stream:
    """The pairs of one source with its share, and their ids without sampling."""

    weight: float
    documents: bool
    pairs: Sequence[Pair]
    source: Sequence[Sequence[int]]
    target: Sequence[Sequence[int]]


class Sampler:
    """Draws chunks of batches. `part` of `parts` batches of each update go to one worker; all draw the same plan."""

    def __init__(
        self, vocabulary: Vocabulary, streams: Sequence[Stream], settings: Settings, swap: Swap | None, parts: int = 1
    ) -> None:
        self.vocabulary, self.settings, self.swap, self.parts = vocabulary, settings, swap, parts
        self.streams = [stream for stream in streams if stream.pairs and stream.weight > 0]
        if not self.streams:
            raise InputError("nothing to train on: every source is empty or has weight 0")
        weights = np.array([stream.weight for stream in self.streams])
        self.shares = weights / weights.sum()
        self.tokens = settings.batch_tokens // parts
        self.splits = split_table(vocabulary.ids)

    def chunk(self, number: int) -> list[list[Batch]]:
        """The updates of a chunk, each a list of `parts` batches."""
        rng = np.random.default_rng([self.settings.seed, number])
        buckets: dict[int, list[tuple[list[int], list[int]]]] = {length: [] for length in LENGTHS}
        budget = BATCHES_A_CHUNK * self.settings.batch_tokens
        while budget > 0:
            source, target = self._example(rng)
            length = next((n for n in LENGTHS if max(len(source), len(target)) <= n), None)
            if length is not None:  # a joined example may be too long: the plain ones never are, `streams` saw to it
                buckets[length].append((source, target))
                budget -= length
        batches = [batch for length in LENGTHS for batch in self._cut(length, buckets[length], rng)]
        order = rng.permutation(len(batches))
        usable = len(batches) - len(batches) % self.parts
        return [[batches[i] for i in order[at : at + self.parts]] for at in range(0, usable, self.parts)]

    def _example(self, rng: np.random.Generator) -> tuple[list[int], list[int]]:
        stream = self.streams[rng.choice(len(self.streams), p=self.shares)]
        row = int(rng.integers(len(stream.pairs)))
        source, target = list(stream.source[row]), list(stream.target[row])
        if stream.documents and rng.random() < self.settings.join_rate:
            for following in range(row + 1, min(row + int(rng.integers(2, MOST_JOINED + 1)), len(stream.pairs))):
                if max(len(source) + len(stream.source[following]), len(target) + len(stream.target[following])) > 120:
                    break
                source += stream.source[following]
                target += stream.target[following]
        elif self.swap is not None and rng.random() < self.settings.swap_rate:
            swapped = self.swap(stream.pairs[row], rng)
            if swapped is not stream.pairs[row]:
                source = self.vocabulary.source_ids([swapped.arabic])[0]
                target = self.vocabulary.target_ids([swapped.english])[0]
        source = self._perturb(source, rng)
        return [*source, self.vocabulary.end], [*target, self.vocabulary.end]

    def _perturb(self, ids: list[int], rng: np.random.Generator) -> list[int]:
        """Split some pieces in two, and lose a few words: the model learns spellings, and not to lean on one word."""
        draws = rng.random(len(ids))
        result: list[int] = []
        for piece, draw in zip(ids, draws.tolist(), strict=True):
            if draw < self.settings.word_dropout:
                result.append(self.vocabulary.unknown)
            elif draw > 1 - self.settings.split_rate and piece in self.splits:
                choices = self.splits[piece]
                result.extend(choices[int(draw * 1e6) % len(choices)])
            else:
                result.append(piece)
        return result

    def _cut(
        self, length: int, examples: list[tuple[list[int], list[int]]], rng: np.random.Generator
    ) -> Iterator[Batch]:
        """Full batches. The last one is filled with examples of the same length again: no shape of its own."""
        if not examples:
            return
        rows = max(1, self.tokens // length)
        missing = -len(examples) % rows
        examples = examples + [examples[i] for i in rng.integers(len(examples), size=missing)]
        pad = self.vocabulary.pad
        for at in range(0, len(examples), rows):
            batch = Batch(np.full((rows, length), pad), np.full((rows, length), pad))
            for row, (source, target) in enumerate(examples[at : at + rows]):
                batch.source[row, : len(source)] = source
                batch.target[row, : len(target)] = target
            yield batch


def make_streams(
    vocabulary: Vocabulary, pairs: Mapping[str, Sequence[Pair]], shares: Mapping[str, tuple[float, bool]]
) -> list[Stream]:
    """The streams of a run folder. Pairs that no shape holds are left out (prepare's word limit makes them rare)."""
    streams = []
    for name, rows in pairs.items():
        source = vocabulary.source_ids([pair.arabic for pair in rows])
        target = vocabulary.target_ids([pair.english for pair in rows])
        fits = [i for i in range(len(rows)) if max(len(source[i]) * 1.1, len(target[i])) < LENGTHS[-1] - 1]
        weight, documents = shares[name]
        streams.append(
            Stream(weight, documents, [rows[i] for i in fits], [source[i] for i in fits], [target[i] for i in fits])
        )
    return streams


def split_table(ids: Mapping[str, int]) -> dict[int, tuple[tuple[int, int], ...]]:
    """For every piece the ways to write it as two others."""
    table: dict[int, tuple[tuple[int, int], ...]] = {}
    for piece, index in ids.items():
        cuts = ((piece[:at], piece[at:]) for at in range(2 if piece.startswith("▁") else 1, len(piece)))
        found = tuple((ids[left], ids[right]) for left, right in cuts if left in ids and right in ids)
        if found and not piece.startswith("<"):
            table[index] = found
    return table
