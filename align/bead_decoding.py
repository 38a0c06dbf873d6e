"""The alignment to hand out, from the probabilities of all beads: the one with the best expected F1.

A bead that is right with probability p adds p to what is found and one to what is claimed. With the F1 to be expected
near .95, a bead is worth p - .95 / 2: more than one gap and one bead of doubtful rightness instead of one good bead.
"""

from typing import TYPE_CHECKING

from amana.align.bead_lattice import Posteriors, Shape, Windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_COST = 0.475
_SOURCE_GAP, _TARGET_GAP = -1, -2


def best_beads(
    windows: Windows, shapes: tuple[Shape, ...], probabilities: Posteriors
) -> list[tuple[int, int, int, int, float]]:
    """Beads in order as (first source, source count, first target, target count, probability)."""
    import numpy as np

    size, rows = windows.size, len(windows.low)
    value = np.full(size + 1, -1e9)
    choice = np.full(size, _TARGET_GAP, dtype=np.int8)
    cell_rows, cell_columns = windows.cells()
    origins = np.stack([windows.number(cell_rows - m, cell_columns - n) for m, n in shapes])
    above = windows.number(cell_rows - 1, cell_columns)
    for i in range(rows):
        here = slice(windows.start[i], windows.start[i + 1])
        options = value[origins[:, here]] + probabilities.beads[:, here] - _COST
        best = options.argmax(axis=0)
        base = options[best, np.arange(len(best))]
        picked = best.astype(np.int8)
        gap = value[above[here]] + probabilities.source_gap_cells[here] - _COST
        picked[gap > base] = _SOURCE_GAP
        base = np.maximum(base, gap)
        if i == 0:
            base[0] = 0.0
        gains = np.cumsum(probabilities.target_gap_cells[here] - _COST)
        running = np.maximum.accumulate(base - gains) + gains
        picked[running > base + 1e-9] = _TARGET_GAP
        value[here] = running
        choice[here] = picked
    beads = []
    i, j = rows - 1, int(windows.high[-1]) - 1
    while i or j:
        cell = int(windows.start[i] + j - windows.low[i])
        if choice[cell] == _SOURCE_GAP:
            m, n, probability = 1, 0, probabilities.source_gap_cells[cell]
        elif choice[cell] == _TARGET_GAP:
            m, n, probability = 0, 1, probabilities.target_gap_cells[cell]
        else:
            m, n = shapes[choice[cell]]
            probability = probabilities.beads[choice[cell], cell]
        i, j = i - m, j - n
        beads.append((i, m, j, n, float(probability)))
    return beads[::-1]
