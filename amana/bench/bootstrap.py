"""95 % intervals by the bootstrap over items (Koehn 2004 for translation; the percentile method throughout)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLES = 1000
SEED = 20_240_907  # fixed, so that a rerun prints the same table


def interval(
    counts: "NDArray[np.int64]", statistic: "Callable[[NDArray[np.int64]], NDArray[np.float64]]"
) -> tuple[float, float]:
    """Interval of a statistic of summed counts. `counts` has one row an item; `statistic` maps sums, shape (samples,
    columns), to figures, shape (samples,)."""
    import numpy as np

    if not len(counts):
        return 0.0, 0.0
    generator = np.random.default_rng(SEED)
    weights = generator.multinomial(len(counts), [1 / len(counts)] * len(counts), size=SAMPLES)
    low, high = np.percentile(statistic(weights @ counts), [2.5, 97.5])
    return float(low), float(high)


def ratio_with_interval(hits: Sequence[int], totals: Sequence[int]) -> str:
    """`.873 (.84-.90)`: the summed hits over the summed totals, with its interval; a dash where there is nothing."""
    import numpy as np

    if not sum(totals):
        return "–"
    counts = np.column_stack([np.asarray(hits), np.asarray(totals)]).astype(np.int64)
    low, high = interval(counts, lambda sums: sums[:, 0] / np.maximum(sums[:, 1], 1))
    return f"{sum(hits) / sum(totals):.3f} ({low:.2f}-{high:.2f})"
