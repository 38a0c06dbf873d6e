"""Every monotone alignment of two texts as one lattice, and sums over it: the probability of each bead.

A cell (i, j) stands between sentences: i of the source and j of the target are behind it. A bead of shape (m, n)
ends in the cell (i, j) and began in (i - m, j - n). Gaps are runs: opening one costs more than going on, so that an
excerpt is one long run. Where both sides have a gap at one place, the source's comes first: an alignment is one path.

Rows hold only the cells of a window (`Windows`), so memory grows with the length of the band, not with its square.
"""

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
    """Probabilities: of a bead of each shape that ends in each cell, of a source or target gap that ends in it, of the
    path going through it."""

    beads: "Floats"
    source_gap_cells: "Floats"
    target_gap_cells: "Floats"
    cells: "Floats"
    log_total: float


@dataclass(frozen=True, slots=True)
class Sums:
    """Log-weights of all paths up to (or after) each cell, by what the path did last (or does next): a bead (or
    anything), a source gap, a target gap. One more entry for the cell outside."""

    match: "Floats"
    source_run: "Floats"
    target_run: "Floats"


def posteriors(windows: Windows, potentials: Potentials) -> Posteriors:
    """The probability of every bead and gap, given the weights of all paths."""
    import numpy as np

    origins = _cells_at(windows, potentials.shapes)
    before = forward(windows, potentials, origins)
    after = backward(windows, potentials)
    total = _total(before)
    log_total = float(total[-2])

    def probability(log_weight: "Floats") -> "Floats":
        return np.exp(np.minimum(log_weight - log_total, 0.0))

    return Posteriors(
        beads=probability(total[origins] + potentials.beads + after.match[:-1]),
        source_gap_cells=probability(before.source_run[:-1] + after.source_run[:-1]),
        target_gap_cells=probability(before.target_run[:-1] + after.target_run[:-1]),
        cells=probability(
            np.logaddexp.reduce(
                [getattr(before, run)[:-1] + getattr(after, run)[:-1] for run in ("match", "source_run", "target_run")]
            )
        ),
        log_total=log_total,
    )


def forward(windows: Windows, potentials: Potentials, origins: "Ints") -> Sums:
    """Sums over everything before each cell."""
    import numpy as np

    match, source_run, target_run, total = np.full((4, windows.size + 1), IMPOSSIBLE)
    above = _cells_at(windows, ((1, 0),))[0]
    target_costs = np.concatenate([[0.0], np.cumsum(potentials.target_gaps)])
    for i in range(len(windows.low)):
        here = slice(windows.start[i], windows.start[i + 1])
        match[here] = _log_sum(total[origins[:, here]] + potentials.beads[:, here])
        if i == 0:
            match[0] = 0.0
        else:
            up = above[here]
            gap = potentials.source_gaps[i - 1]
            source_run[here] = np.logaddexp(match[up] + potentials.gap_open, source_run[up]) + gap
        entered = np.logaddexp(match[here], source_run[here])
        costs = target_costs[windows.low[i] : windows.high[i]]
        opened = entered[:-1] + potentials.gap_open - costs[:-1]
        target_run[here.start + 1 : here.stop] = np.logaddexp.accumulate(opened) + costs[1:]
        total[here] = np.logaddexp(entered, target_run[here])
    return Sums(match, source_run, target_run)


def backward(windows: Windows, potentials: Potentials) -> Sums:
    """Sums over everything after each cell. Where a source gap is open, a target gap may still be opened; not the
    other way round."""
    import numpy as np

    match, source_run, target_run = np.full((3, windows.size + 1), IMPOSSIBLE)
    ends = _cells_at(windows, tuple((-m, -n) for m, n in potentials.shapes))
    below = _cells_at(windows, ((-1, 0),))[0]
    beads = np.concatenate([potentials.beads, np.full((len(ends), 1), IMPOSSIBLE)], axis=1)
    every = np.arange(len(ends))[:, None]
    target_costs = np.concatenate([[0.0], np.cumsum(potentials.target_gaps)])
    last = len(windows.low) - 1
    for i in range(last, -1, -1):
        here = slice(windows.start[i], windows.start[i + 1])
        to = ends[:, here]
        onward = _log_sum(match[to] + beads[every, to])
        if i == last:
            onward[-1] = 0.0
        costs = target_costs[windows.low[i] : windows.high[i]]
        target_run[here] = np.logaddexp.accumulate((onward + costs)[::-1])[::-1] - costs
        onward[:-1] = np.logaddexp(onward[:-1], target_run[here][1:] + costs[1:] - costs[:-1] + potentials.gap_open)
        gap = potentials.source_gaps[i] if i < last else IMPOSSIBLE
        down = source_run[below[here]] + gap
        source_run[here] = np.logaddexp(onward, down)
        match[here] = np.logaddexp(onward, down + potentials.gap_open)
    return Sums(match, source_run, target_run)


def _total(sums: Sums) -> "Floats":
    import numpy as np

    return np.asarray(np.logaddexp(np.logaddexp(sums.match, sums.source_run), sums.target_run))


def _cells_at(windows: Windows, shifts: tuple[Shape, ...]) -> "Ints":
    """For each shift and cell the number of the cell so many rows and columns before."""
    import numpy as np

    rows, columns = windows.cells()
    return np.stack([windows.number(rows - m, columns - n) for m, n in shifts])


def _log_sum(values: "Floats") -> "Floats":
    import numpy as np

    top = values.max(axis=0)
    return np.asarray(np.log(np.exp(values - top).sum(axis=0)) + top)
