"""Sentence alignment: which source sentences are rendered by which sentences of the rendering.

Two lattices of all monotone alignments: one of units (what ends like a sentence inside a sentence, long clauses), and
one of sentences that takes the first one's probabilities as evidence. What is handed out is the alignment with the best
expected F1; a bead's confidence is its probability.
"""

from collections.abc import Sequence

from amana.align.bead_crossings import mend_crossings
from amana.align.bead_decoding import best_beads
from amana.align.bead_lattice import Windows, posteriors
from amana.align.bead_pins import stretches
from amana.align.bead_weights import expected_log_ratio
from amana.align.long_documents import OVERLAP, PIECE_CELLS, marks, pieces
from amana.align.sentence_potentials import SHAPES, sentence_potentials
from amana.align.unit_potentials import unit_evidence
from amana.align.unit_rows import UnitRows, unit_rows
from amana.errors import InputError
from amana.types import Bead, Encoder

Paragraphs = tuple[Sequence[int], Sequence[int]]
_CERTAIN_GAP = 1.0  # the other side is empty


def align_sentences(
    source: Sequence[str],
    target: Sequence[str],
    encoder: Encoder,
    *,
    paragraphs: Paragraphs | None = None,
    pinned: Sequence[Bead] = (),
) -> list[Bead]:
    """Beads in source order that cover every sentence of both sides once; a sentence without counterpart is a gap of
    its own. `paragraphs`: for each side the paragraph number of each sentence; beads across a paragraph's end then cost
    more. `pinned` beads are kept as they are, and only the rest is aligned.

    Raises InputError where pinned beads overlap or name a sentence that is not there.
    """
    if paragraphs and (len(paragraphs[0]), len(paragraphs[1])) != (len(source), len(target)):
        raise InputError(
            f"paragraphs has {len(paragraphs[0])} and {len(paragraphs[1])} entries, expected one for each sentence "
            f"({len(source)} and {len(target)})"
        )
    if not pinned:
        return _align(source, target, encoder, paragraphs)
    beads = list(pinned)
    for left, right in stretches(len(source), len(target), pinned):
        own = None
        if paragraphs:
            own = [paragraphs[0][i] for i in left], [paragraphs[1][j] for j in right]
        for bead in _align([source[i] for i in left], [target[j] for j in right], encoder, own):
            indices = tuple(left[i] for i in bead.source), tuple(right[j] for j in bead.target)
            beads.append(Bead(*indices, bead.confidence, bead.crossing))
    return in_order(beads)


def in_order(beads: Sequence[Bead]) -> list[Bead]:
    """By source sentence; a target gap stands before the first bead whose target comes after it."""
    linked = sorted((bead for bead in beads if bead.source), key=lambda bead: bead.source)
    gaps = sorted((bead for bead in beads if not bead.source), key=lambda bead: bead.target)
    ordered: list[Bead] = []
    for bead in linked:
        while gaps and bead.target and not bead.crossing and gaps[0].target < bead.target:
            ordered.append(gaps.pop(0))
        ordered.append(bead)
    return ordered + gaps


def _align(source: Sequence[str], target: Sequence[str], encoder: Encoder, paragraphs: Paragraphs | None) -> list[Bead]:
    if not source or not target:
        gaps = [Bead((i,), (), _CERTAIN_GAP) for i in range(len(source))]
        return gaps + [Bead((), (j,), _CERTAIN_GAP) for j in range(len(target))]
    sides = unit_rows(source, encoder), unit_rows(target, encoder)
    log_ratio = expected_log_ratio(source, target)
    counts = len(source), len(target)
    if counts[0] * counts[1] <= PIECE_CELLS:
        return in_order(_align_piece(*sides, log_ratio, (0, 0), counts, paragraphs)[0])
    beads: list[Bead] = []
    at = (0, 0)
    for goal in pieces(marks(sides[0].sentences, sides[1].sentences), at, counts):
        if goal != counts and (goal[0] <= at[0] or goal[1] <= at[1]):
            continue
        end = min(goal[0] + OVERLAP, counts[0]), min(goal[1] + OVERLAP, counts[1])
        if goal == counts or end == counts:
            return in_order(beads + _align_piece(*sides, log_ratio, at, counts, paragraphs)[0])
        piece, passing = _align_piece(*sides, log_ratio, at, end, paragraphs)
        kept, at = _up_to_certain(piece, passing, at, goal)
        beads += kept
    raise AssertionError("pieces() ends with the end of the document")


def _up_to_certain(
    piece: list[Bead], passing: dict[tuple[int, int], float], at: tuple[int, int], goal: tuple[int, int]
) -> tuple[list[Bead], tuple[int, int]]:
    """The beads before the most certain place of the piece's last stretch, and that place. Crossing beads are never
    cut: a place inside one is not on the path of both its sides."""
    places = {
        cell: p for cell, p in passing.items() if cell != at and cell[0] <= goal[0] + 2 and cell[1] <= goal[1] + 2
    }
    near = {cell: p for cell, p in places.items() if cell[0] + cell[1] >= sum(goal) - 2 * OVERLAP} or places
    best = max(near, key=lambda cell: (round(near[cell], 2), cell))
    kept = [bead for bead in piece if all(i < best[0] for i in bead.source) and all(j < best[1] for j in bead.target)]
    return kept, best


def _align_piece(
    source: UnitRows,
    target: UnitRows,
    log_ratio: float,
    start: tuple[int, int],
    end: tuple[int, int],
    paragraphs: Paragraphs | None,
) -> tuple[list[Bead], dict[tuple[int, int], float]]:
    """Beads of the sentences between two cells, and for each cell between two beads the probability that the path
    passes it."""
    import numpy as np

    left, right = source.part(start[0], end[0]), target.part(start[1], end[1])
    if not len(left.sentences) or not len(right.sentences):
        gaps = [Bead((i,), (), _CERTAIN_GAP) for i in range(start[0], end[0])]
        return gaps + [Bead((), (j,), _CERTAIN_GAP) for j in range(start[1], end[1])], {end: 1.0}
    windows = Windows.full(len(left.sentences), len(right.sentences))
    unit_windows = Windows.full(len(left.units), len(right.units))
    evidence = unit_evidence(left, right, unit_windows, log_ratio)
    ends = None
    if paragraphs:
        own = (np.asarray(numbers[a:b]) for numbers, a, b in zip(paragraphs, start, end, strict=True))
        source_ends, target_ends = (np.cumsum(np.diff(numbers, prepend=numbers[0]) != 0) for numbers in own)
        ends = source_ends, target_ends
    potentials, margin = sentence_potentials(left, right, windows, evidence, log_ratio, ends)
    found = posteriors(windows, potentials)
    beads, passing = [], {}
    for i, m, j, n, probability in best_beads(windows, SHAPES, found):
        beads.append(Bead(tuple(range(i, i + m)), tuple(range(j, j + n)), min(probability, 1.0)))
        cell = int(windows.number(np.array([i + m]), np.array([j + n]))[0])
        passing[start[0] + i + m, start[1] + j + n] = float(found.cells[cell])
    rows, columns = windows.cells()
    letters = [np.concatenate([[0.0], side.sentences.letters]) + 8.0 for side in (left, right)]
    deviation = np.log(letters[1][columns] / letters[0][rows]) - log_ratio
    mended = mend_crossings(beads, windows, margin, deviation)
    for bead in mended:
        if bead.crossing:
            for place in list(passing):
                beyond = place[0] - start[0] > bead.source[0], place[1] - start[1] > bead.target[0]
                if beyond[0] != beyond[1]:
                    del passing[place]
    return [
        Bead(tuple(i + start[0] for i in b.source), tuple(j + start[1] for j in b.target), b.confidence, b.crossing)
        for b in mended
    ], passing
