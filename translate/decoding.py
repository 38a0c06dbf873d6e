"""What the two engines have in common: the request, the answer, and batches of like length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from amana.translate.marian import MarianFolder

# Pieces of source in one batch, padding counted.
BATCH_PIECES = 1024


@dataclass(frozen=True, slots=True)
class Decoded:
    """Target pieces of one source sentence without the end mark. `score` is the mean log-probability of the pieces and
    the end mark; `finished` is False where the length limit came before the end mark."""

    pieces: list[str]
    score: float
    finished: bool


class Decoder(Protocol):
    """An engine with a model in it."""

    @property
    def name(self) -> str:
        """Engine, number format and version, for the signature."""
        ...

    def decode(self, sources: Sequence[list[str]], beam: int) -> list[Decoded]:
        """Translations of sources that are given in pieces, end mark included; in order."""
        ...


# Without a penalty the bundled model loops: 6 of 300 lines of NTREX and FLORES reached the length limit; with 1.1 none,
# and BLEU went from 8.7 to 9.4, chrF from 36.4 to 36.9 (1.2: 9.6 and 37.3; no_repeat_ngram_size=3: 8.8 and 36.8).
REPETITION_PENALTY = 1.1


def repetition_penalty(folder: MarianFolder) -> float:
    """What the model's own generation_config.json asks for, else the default."""
    own = folder.generation.get("repetition_penalty", REPETITION_PENALTY)
    return float(own) if isinstance(own, int | float) else REPETITION_PENALTY


# Sources of more pieces are cut at clauses. Of 118 dev-set sentences of more than 60 pieces, the bundled model (256
# wide) translates parts of up to 64 better than whole sentences: chrF 38.1 against 35.6, BLEU 8.5 against 8.1, 8 faulty
# against 13. opus-mt models are 512 wide or more and keep the thread for longer.
LONGEST_SOURCE = 200
LONGEST_SOURCE_OF_NARROW = 64
_NARROW = 256


def longest_source(folder: MarianFolder) -> int:
    """How many pieces, end mark included, one call gives the model: what its generation_config.json says under
    "max_source_pieces", else by its width; never more than it has positions for."""
    width = folder.config.get("d_model", 512)
    narrow = isinstance(width, int) and width <= _NARROW
    own = folder.generation.get("max_source_pieces", LONGEST_SOURCE_OF_NARROW if narrow else LONGEST_SOURCE)
    return min(folder.max_pieces, own if isinstance(own, int) else LONGEST_SOURCE)


def length_limit(source_pieces: int) -> int:
    """How many target pieces a source may give. Translations stay under it; what reaches it is a loop."""
    return 2 * source_pieces + 16


def batches_by_length(sources: Sequence[list[str]], pieces: int = BATCH_PIECES) -> Iterator[list[int]]:
    """Indices of sources in batches of like length, longest first: little padding, and memory peaks at the start.

    >>> list(batches_by_length([["a"], ["b"] * 3, ["c"] * 2], pieces=4))
    [[1], [2, 0]]
    """
    batch: list[int] = []
    for index in sorted(range(len(sources)), key=lambda i: -len(sources[i])):
        if batch and (len(batch) + 1) * len(sources[batch[0]]) > pieces:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
