"""The lattice and its decoding against the enumeration of every path."""

import math
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pytest

from amana.align.bead_decoding import best_beads
from amana.align.bead_lattice import Posteriors, Potentials, Windows, posteriors

SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2))
Step = tuple[int, int, int, int]  # row, count, column, count


def paths(rows: int, columns: int, i: int = 0, j: int = 0, last: str = "bead") -> Iterator[list[Step]]:
    """Every alignment once: where both sides have a gap at one place, the source's first."""
    if (i, j) == (rows, columns):
        yield []
        return
    for m, n in SHAPES:
        if i + m <= rows and j + n <= columns:
            yield from ([(i, m, j, n), *rest] for rest in paths(rows, columns, i + m, j + n, "bead"))
    if i < rows and last != "target":
        yield from ([(i, 1, j, 0), *rest] for rest in paths(rows, columns, i + 1, j, "source"))
    if j < columns:
        yield from ([(i, 0, j, 1), *rest] for rest in paths(rows, columns, i, j + 1, "target"))


def random_potentials(rows: int, columns: int, seed: int) -> tuple[Windows, Potentials]:
    random = np.random.default_rng(seed)
    windows = Windows.full(rows, columns)
    beads = random.normal(0.0, 2.0, (len(SHAPES), windows.size))
    return windows, Potentials(SHAPES, beads, random.normal(size=rows), random.normal(size=columns), -0.7)


def log_weight(path: list[Step], windows: Windows, potentials: Potentials) -> float:
    total, run = 0.0, "bead"
    for i, m, j, n in path:
        if m and n:
            cell = int(windows.number(np.array([i + m]), np.array([j + n]))[0])
            total, run = total + potentials.beads[SHAPES.index((m, n)), cell], "bead"
            continue
        kind = "source" if m else "target"
        total += potentials.source_gaps[i] if m else potentials.target_gaps[j]
        total += potentials.gap_open * (kind != run)
        run = kind
    return total


def probability(step: Step, windows: Windows, found: Posteriors) -> float:
    i, m, j, n = step
    cell = int(windows.number(np.array([i + m]), np.array([j + n]))[0])
    if m and n:
        return float(found.beads[SHAPES.index((m, n)), cell])
    return float((found.source_gap_cells if m else found.target_gap_cells)[cell])


@pytest.mark.parametrize(
    ("rows", "columns", "seed"), [(1, 1, 0), (3, 3, 1), (4, 2, 2), (2, 4, 3), (4, 4, 4), (1, 5, 5)]
)
def test_probabilities_are_those_of_all_paths(rows: int, columns: int, seed: int) -> None:
    windows, potentials = random_potentials(rows, columns, seed)
    found = posteriors(windows, potentials)
    weights = {tuple(path): math.exp(log_weight(path, windows, potentials)) for path in paths(rows, columns)}
    total = sum(weights.values())
    assert math.isclose(found.log_total, math.log(total), abs_tol=1e-8)
    expected: dict[Step, float] = defaultdict(float)
    for path, weight in weights.items():
        for step in path:
            expected[step] += weight / total
    for step, value in expected.items():
        assert math.isclose(probability(step, windows, found), value, abs_tol=1e-8), step


@pytest.mark.parametrize("seed", range(6))
def test_decoding_is_the_best_of_all_paths(seed: int) -> None:
    windows, potentials = random_potentials(3, 4, seed)
    found = posteriors(windows, potentials)

    def value(path: list[Step]) -> float:
        return sum(probability(step, windows, found) - 0.475 for step in path)

    chosen = [step[:4] for step in best_beads(windows, SHAPES, found)]
    assert math.isclose(value(chosen), max(value(path) for path in paths(3, 4)), abs_tol=1e-9)


def test_a_band_gives_what_the_full_window_gives_where_the_path_stays_inside() -> None:
    full, potentials = random_potentials(6, 6, 9)
    rows = np.arange(7)
    band = Windows.from_bounds(np.maximum(rows - 2, 0), np.minimum(rows + 3, 7))
    outside = np.full(full.size, True)
    outside[full.number(*band.cells())] = False
    beads = potentials.beads.copy()
    beads[:, outside] = -1e9
    beads[0] += np.where(outside, 0.0, 12.0)  # 1-1 beads are far the best: gaps leave the band with no weight
    inside = beads[:, full.number(*band.cells())]
    gaps = potentials.source_gaps, potentials.target_gaps, potentials.gap_open
    wide = posteriors(full, Potentials(SHAPES, beads, *gaps))
    narrow = posteriors(band, Potentials(SHAPES, inside, *gaps))
    assert np.allclose(wide.beads[:, full.number(*band.cells())], narrow.beads, atol=1e-6)
