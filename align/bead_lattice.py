"""Every monotone alignment of two texts as one lattice, and sums over it: the probability of each bead.

A cell (i, j) stands between sentences: i of the source and j of the target are behind it. A bead of shape (m, n) ends in
the cell (i, j) and began in (i - m, j - n). Gaps are runs: opening one costs more than going on, so that an excerpt is
one long run. Where both sides have a gap at one place, the source's comes first: every alignment is one path.

Rows hold only the cells of a window (`Windows`), so memory grows with the length of the band, not with its square.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

Shape = tuple[int, int]
IMPOSSIBLE = -1e9


@dataclass(frozen=True, slots=True)
class Windows:
    """For each of the rows 0..N the columns `low[i] <= j < high[i]`. Cell (i, j) is number `start[i] + j - low[i]`;
    the number `size` is a cell outside, from which nothing comes."""

    low: "Ints"
    high: "Ints"
    start: "Ints"

    @property
    def size(self) -> int:
        return int(self.start[-1])

    @classmethod
    def from_bounds(cls, low: "Ints", high: "Ints") -> "Windows":
        import numpy as np

        return cls(low, high, np.concatenate([[0], np.cumsum(high - low)]))

    @classmethod
    def full(cls, source_count: int, target_count: int) -> "Windows":
        import numpy as np

        rows = source_count + 1
        return cls.from_bounds(np.zeros(rows, np.int64), np.full(rows, target_count + 1, np.int64))

    def cells(self) -> tuple["Ints", "Ints"]:
        """Row and column of every cell, in order."""
        import numpy as np

        widths = self.high - self.low
        rows = np.repeat(np.arange(len(widths)), widths)
        return rows, np.arange(self.size) - self.start[rows] + self.low[rows]

    def number(self, rows: "Ints", columns: "Ints") -> "Ints":
        """Cell numbers; `size` for what lies outside the window."""
        import numpy as np

        safe = np.clip(rows, 0, len(self.low) - 1)
        inside = (rows >= 0) & (rows < len(self.low)) & (columns >= self.low[safe]) & (columns < self.high[safe])
        return np.where(inside, self.start[safe] + columns - self.low[safe], self.size)


@dataclass(frozen=True, slots=True)
class Potentials:
    """Log-weights. `beads[s, c]`: a bead of shape s that ends in cell c. `source_gaps[i]`, `target_gaps[j]`: that
    sentence in a gap; `gap_open` besides, once for each run."""

    shapes: tuple[Shape, ...]
    beads: "Floats"
    source_gaps: "Floats"
    target_gaps: "Floats"
    gap_open: float


@dataclass(frozen=True, slots=True)
class Posteriors:
    """Probabilities, in the layout of Potentials; `gap_cells[0]` and `[1]` are those of a source or target gap that ends
    in the cell."""

    beads: "Floats"
    source_gap_cells: "Floats"
    target_gap_cells: "Floats"
    log_total: float


def posteriors(windows: Windows, potentials: Potentials) -> Posteriors:
    """Forward and backward sums over all paths."""
    import numpy as np

    shapes = potentials.shapes
    size, rows = windows.size, len(windows.low)
    origin = [windows.number(*_shifted(windows, shape)) for shape in shapes]  # where a bead into each cell began
    match = np.full(size + 1, IMPOSSIBLE)
    source_run = np.full(size + 1, IMPOSSIBLE)
    target_run = np.full(size + 1, IMPOSSIBLE)
    total = np.full(size + 1, IMPOSSIBLE)
    above = windows.number(*_shifted(windows, (1, 0)))
    origins = np.stack(origin)
    target_costs = np.concatenate([[0.0], np.cumsum(potentials.target_gaps)])
    for i in range(rows):
        here = slice(windows.start[i], windows.start[i + 1])
        columns = slice(windows.low[i], windows.high[i])
        match[here] = _log_sum(total[origins[:, here]] + potentials.beads[:, here])
        if i == 0:
            match[0] = 0.0
        else:
            up = above[here]
            gap = potentials.source_gaps[i - 1]
            source_run[here] = np.logaddexp(match[up] + potentials.gap_open, source_run[up]) + gap
        before = np.logaddexp(match[here], source_run[here])
        costs = target_costs[columns]
        if len(costs) > 1:
            entered = np.logaddexp.accumulate(before[:-1] + potentials.gap_open - costs[:-1])
            target_run[here.start + 1 : here.stop] = entered + costs[1:]
        total[here] = np.logaddexp(before, target_run[here])
    log_total = float(total[size - 1])

    # Backward: weight of everything after a cell, given the run that is open in it.
    after_match = np.full(size + 1, IMPOSSIBLE)
    after_source = np.full(size + 1, IMPOSSIBLE)
    after_target = np.full(size + 1, IMPOSSIBLE)
    ends = [windows.number(*_shifted(windows, (-m, -n))) for m, n in shapes]
    ends_stack = np.stack(ends)
    beads = np.concatenate([potentials.beads, np.full((len(shapes), 1), IMPOSSIBLE)], axis=1)
    index = np.arange(len(shapes))[:, None]
    below = windows.number(*_shifted(windows, (-1, 0)))
    for i in range(rows - 1, -1, -1):
        here = slice(windows.start[i], windows.start[i + 1])
        columns = slice(windows.low[i], windows.high[i])
        to = ends_stack[:, here]
        onward = _log_sum(after_match[to] + beads[index, to])
        if i == rows - 1:
            onward[-1] = 0.0
        costs = target_costs[columns]
        # after_target[j] = onward[j] or one more target gap
        after_target[here] = np.logaddexp.accumulate((onward + costs)[::-1])[::-1] - costs
        open_target = np.full(len(costs), IMPOSSIBLE)
        open_target[:-1] = after_target[here][1:] + costs[1:] - costs[:-1] + potentials.gap_open
        down = below[here]
        gap = potentials.source_gaps[i] if i < rows - 1 else IMPOSSIBLE
        rest = np.logaddexp(onward, open_target)
        after_source[here] = np.logaddexp(rest, after_source[down] + gap)
        after_match[here] = np.logaddexp(rest, after_source[down] + gap + potentials.gap_open)

    def probability(log_weight: "Floats") -> "Floats":
        return np.exp(np.minimum(log_weight - log_total, 0.0))

    return Posteriors(
        beads=np.stack(
            [probability(total[o] + p + after_match[:-1]) for o, p in zip(origin, potentials.beads, strict=True)]
        ),
        source_gap_cells=probability(source_run[:-1] + after_source[:-1]),
        target_gap_cells=probability(target_run[:-1] + after_target[:-1]),
        log_total=log_total,
    )


def _shifted(windows: Windows, shape: Sequence[int]) -> tuple["Ints", "Ints"]:
    rows, columns = windows.cells()
    return rows - shape[0], columns - shape[1]


def _log_sum(values: "Floats") -> "Floats":
    import numpy as np

    top = values.max(axis=0)
    return np.asarray(np.log(np.exp(values - top).sum(axis=0)) + top)
