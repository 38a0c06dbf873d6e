"""The second lattice: sentences against sentences, with what the unit lattice found as evidence."""

from typing import TYPE_CHECKING

from amana.align.bead_features import bead_features, block_sums, length_penalty, shorter_log_length
from amana.align.bead_lattice import Potentials, Shape, Windows
from amana.align.bead_weights import bead_weights
from amana.align.unit_potentials import SHAPES as UNIT_SHAPES
from amana.align.unit_potentials import UnitEvidence
from amana.align.unit_rows import UnitRows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from amana.align.bead_lattice import Floats

SHAPES: tuple[Shape, ...] = tuple((m, n) for m in range(1, 9) for n in range(1, 9) if min(m, n) <= 2 or max(m, n) <= 3)
_LIKELY = 1e-3


def sentence_potentials(
    source: UnitRows,
    target: UnitRows,
    windows: Windows,
    evidence: UnitEvidence,
    log_ratio: float,
    paragraph_ends: tuple["NDArray[np.int64]", "NDArray[np.int64]"] | None = None,
) -> tuple[Potentials, "Floats"]:
    """Log-weights of sentence beads and gaps, and the margin of every single pair (for the pass that finds swaps).
    `paragraph_ends`: for each sentence of a side the number of paragraph ends before it."""
    import numpy as np

    weights = bead_weights("sentences")
    margin, ratio = bead_features(source.sentences, target.sentences, windows, SHAPES)
    single_margin = margin[SHAPES.index((1, 1))].copy()
    rows, columns = windows.cells()
    source_shares, target_shares = _linked_shares(source, target, windows, evidence)
    source_inside = block_sums(source_shares, windows, _ALL)
    target_inside = block_sums(target_shares, windows, _ALL)
    cells = np.append(evidence.beads.cells, 0.0)
    passing = np.append(cells[evidence.windows.number(source.first[rows], target.first[columns])], 0.0)
    log_passing = np.log(passing + 0.01)
    potentials = margin * 10.0
    for number, (m, n) in enumerate(SHAPES):
        size = shorter_log_length(source.sentences, target.sentences, rows, columns, (m, n)) - 4.0
        origin = windows.number(rows - m, columns - n)
        weakest = np.ones(windows.size)
        for back in range(m):
            weakest = np.minimum(weakest, np.append(source_inside[1, n], 0.0)[windows.number(rows - back, columns)])
        for back in range(n):
            weakest = np.minimum(weakest, np.append(target_inside[m, 1], 0.0)[windows.number(rows, columns - back)])
        potentials[number] *= weights["margin"] + weights["margin_by_length"] * size.clip(-2.0, 2.0)
        potentials[number] += weights["bead"] + weights["extra_sentence"] * (m + n - 2)
        potentials[number] += length_penalty(ratio[number] - log_ratio, weights)
        potentials[number] += weights["linked_inside"] * (source_inside[m, n] + target_inside[m, n])
        potentials[number] += weights["weakest"] * weakest
        potentials[number] += weights["passed"] * (log_passing[origin] + log_passing[:-1])
        potentials[number] += weights["closeness"] * evidence.closeness * (m + n) / 2
        if paragraph_ends is not None:
            for ends, at, count in ((paragraph_ends[0], rows, m), (paragraph_ends[1], columns, n)):
                crossed = ends[(at - 1).clip(0)] - ends[(at - count).clip(0, len(ends) - 1)]
                potentials[number] += weights["paragraph_end"] * crossed
    linked_source = np.bincount((rows - 1).clip(0), source_shares[:-1], len(source.sentences))
    linked_target = np.bincount((columns - 1).clip(0), target_shares[:-1], len(target.sentences))

    def gaps(kind: str, side: UnitRows, linked: "Floats") -> "Floats":
        return np.asarray(
            weights[kind]
            + weights["gap_linked"] * linked
            + weights["gap_length"] * (np.log(side.sentences.letters) - 4.0)
            + weights["gap_closeness"] * evidence.closeness
        )

    return Potentials(
        SHAPES,
        potentials,
        gaps("source_gap", source, linked_source.astype(np.float64)),
        gaps("target_gap", target, linked_target.astype(np.float64)),
        weights["gap_open"],
    ), single_margin


_ALL: tuple[Shape, ...] = tuple((m, n) for m in range(1, 9) for n in range(1, 9))


def _linked_shares(
    source: UnitRows, target: UnitRows, windows: Windows, evidence: UnitEvidence
) -> tuple["Floats", "Floats"]:
    """For the cell that ends at each pair of sentences: the share of the source sentence's letters whose units are
    linked to units of the target sentence, and the same seen from the target."""
    import numpy as np

    source_shares, target_shares = np.zeros((2, windows.size + 1))
    rows, columns = evidence.windows.cells()
    for number, (m, n) in enumerate(UNIT_SHAPES):
        likely = np.flatnonzero(evidence.beads.beads[number] > _LIKELY)
        if not len(likely):
            continue
        probability = evidence.beads.beads[number, likely]
        lefts = [rows[likely] - m + back for back in range(m)]
        rights = [columns[likely] - n + back for back in range(n)]
        block_left = sum(source.units.letters[left] for left in lefts)
        block_right = sum(target.units.letters[right] for right in rights)
        for left in lefts:
            for right in rights:
                own, other = source.owner[left], target.owner[right]
                cell = windows.number(own + 1, other + 1)
                left_letters, right_letters = source.units.letters[left], target.units.letters[right]
                share = probability * left_letters * right_letters
                np.add.at(source_shares, cell, share / block_right / source.sentences.letters[own])
                np.add.at(target_shares, cell, share / block_left / target.sentences.letters[other])
    source_shares[-1] = target_shares[-1] = 0.0
    return source_shares, target_shares
