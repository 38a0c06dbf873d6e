"""A side of an alignment in two layers: its sentences and the units they are cut into, with vectors and lengths."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amana.align.bead_features import Rows
from amana.align.sentence_units import cut_units
from amana.types import Encoder

if TYPE_CHECKING:
    from amana.align.bead_lattice import Ints


@dataclass(frozen=True, slots=True)
class UnitRows:
    """`first[k]` is the first unit of sentence k, then the count of units; `owner[u]` is the sentence of unit u."""

    units: Rows
    sentences: Rows
    first: "Ints"
    owner: "Ints"

    def part(self, start: int, end: int) -> "UnitRows":
        """Sentences `start` up to `end`, as a side of their own."""
        low, high = int(self.first[start]), int(self.first[end])
        return UnitRows(
            Rows(self.units.vectors[low:high], self.units.letters[low:high]),
            Rows(self.sentences.vectors[start:end], self.sentences.letters[start:end]),
            self.first[start : end + 1] - low,
            self.owner[low:high] - start,
        )


def unit_rows(sentences: Sequence[str], encoder: Encoder) -> UnitRows:
    """Cut, encode, weigh by letters. Only units are encoded: a sentence's vector is the weighted sum of its units'."""
    import numpy as np

    cut = [cut_units(sentence, clauses=True) for sentence in sentences]
    flat = [unit for units in cut for unit in units]
    letters = np.array([1.0 + sum(map(str.isalnum, unit)) for unit in flat])
    first = np.concatenate([[0], np.cumsum([len(units) for units in cut])]).astype(np.int64)
    vectors = (encoder.encode(flat) * letters[:, None]).astype(np.float32)
    sentence_rows = Rows(np.add.reduceat(vectors, first[:-1], axis=0), np.asarray(np.add.reduceat(letters, first[:-1])))
    return UnitRows(Rows(vectors, letters), sentence_rows, first, np.repeat(np.arange(len(cut)), np.diff(first)))
