"""What speaks for a bead: its two blocks' vectors and lengths. One number each for every possible bead.

Block vectors are composed, not encoded: the vector of joined units is the sum of theirs, weighted by letters (the
encoder averages over word pieces, so this is near what it would give for the joined text). The product of two sums is
the sum of the products, so one banded matrix of unit similarities gives the cosine of every block pair by adding
shifted copies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amana.align.bead_lattice import Shape, Windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from amana.types import FloatArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """One layer of one side: for each row a vector (its direction times the letters) and its letters."""

    vectors: "FloatArray"
    letters: "Floats"

    def __len__(self) -> int:
        return len(self.letters)


def similarity_cells(source: Rows, target: Rows, windows: Windows) -> "Floats":
    """The product of source row i - 1 and target row j - 1 for every cell (i, j); zero in row 0 and column 0."""
    import numpy as np

    products = np.zeros(windows.size + 1)
    for i in range(1, len(windows.low)):
        low, high = max(int(windows.low[i]), 1), int(windows.high[i])
        if high > low:
            start = int(windows.start[i] + low - windows.low[i])
            products[start : start + high - low] = target.vectors[low - 1 : high - 1] @ source.vectors[i - 1]
    return products


def block_sums(cells: "Floats", windows: Windows, shapes: tuple[Shape, ...]) -> dict[Shape, "Floats"]:
    """For each shape and cell the sum of `cells` over the block that ends there. `cells` has the extra outside cell."""
    import numpy as np

    rows, columns = windows.cells()
    left = windows.number(rows, columns - 1)
    up = windows.number(rows - 1, columns)
    sums: dict[Shape, Floats] = {}

    def extend(earlier: "Floats", step: "NDArray[np.int64]", own: "Floats") -> "Floats":
        return np.append(own[:-1] + earlier[step], 0.0)

    for n in range(1, max(n for _, n in shapes) + 1):
        sums[1, n] = cells if n == 1 else extend(sums[1, n - 1], left, cells)
        for m in range(2, max((m for m, k in shapes if k >= n), default=1) + 1):
            sums[m, n] = extend(sums[m - 1, n], up, sums[1, n])
    return {shape: sums[shape][:-1] for shape in shapes}


def run_sums(values: "NDArray[np.floating]", count: int) -> "NDArray[np.floating]":
    """Sums of `count` neighbouring rows; entry k is the sum that ends before row k (zero where there are too few)."""
    import numpy as np

    out = np.zeros((len(values) + 1, *values.shape[1:]), dtype=values.dtype)
    if count <= len(values):
        total = values[count - 1 :].copy()
        for back in range(1, count):
            total += values[count - 1 - back : len(values) - back]
        out[count:] = total
    return out


def bead_features(source: Rows, target: Rows, windows: Windows, shapes: tuple[Shape, ...]) -> "Floats":
    """Array (feature, shape, cell): margin of the cosine over each block's mean similarity to the other side; logarithm
    of the ratio of lengths, target over source (eight letters added to both, so that short texts weigh less)."""
    import numpy as np

    rows, columns = windows.cells()
    sums = block_sums(similarity_cells(source, target, windows), windows, shapes)
    source_mean = _mean_direction(source)
    target_mean = _mean_direction(target)

    def side(own: Rows, other_mean: "FloatArray", count: int) -> tuple["Floats", "Floats", "Floats"]:
        vectors = run_sums(own.vectors, count)
        norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors)).astype(np.float64) + 1e-9
        return norms, (vectors @ other_mean) / norms, run_sums(own.letters, count).astype(np.float64) + 8.0

    left = {m: side(source, target_mean, m) for m in {m for m, _ in shapes}}
    right = {n: side(target, source_mean, n) for n in {n for _, n in shapes}}
    out = np.empty((2, len(shapes), windows.size))
    for number, (m, n) in enumerate(shapes):
        source_norm, source_level, source_letters = (values[rows] for values in left[m])
        target_norm, target_level, target_letters = (values[columns] for values in right[n])
        out[0, number] = sums[m, n] / (source_norm * target_norm) - (source_level + target_level) / 2
        out[1, number] = np.log(target_letters / source_letters)
        out[:, number, (rows < m) | (columns < n)] = 0.0  # no such bead
    return out


def _mean_direction(side: Rows) -> "FloatArray":
    import numpy as np

    norms = np.linalg.norm(side.vectors, axis=1, keepdims=True) + 1e-9
    return np.asarray((side.vectors / norms).mean(axis=0), dtype=np.float32)


def shorter_log_length(source: Rows, target: Rows, rows: "Ints", columns: "Ints", shape: Shape) -> "Floats":
    """Logarithm of the letters of the shorter block of a bead that ends in each cell."""
    import numpy as np

    letters = np.minimum(run_sums(source.letters, shape[0])[rows], run_sums(target.letters, shape[1])[columns])
    return np.asarray(np.log(letters + 1.0))


def length_penalty(deviation: "Floats", weights: Mapping[str, float]) -> "Floats":
    """Weight of a length ratio that is off by `deviation`; beyond a factor of e squared nothing more is lost."""
    import numpy as np

    off = np.minimum(np.abs(deviation), 2.0)
    return np.asarray(weights["length"] * off + weights["length_squared"] * off**2)
