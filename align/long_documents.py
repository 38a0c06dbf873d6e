"""Long documents are aligned piece by piece: time and memory stay those of one piece.

Sentence pairs that are each other's nearest, and go forward together, mark where the texts run side by side. A piece
reaches from where the last one was certain to a mark, and a little beyond; what lies beyond is aligned again.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from amana.align.bead_features import Rows

if TYPE_CHECKING:
    from amana.types import FloatArray

PIECE_ROWS = 90  # source and target sentences together make a piece of at most about twice this many
PIECE_CELLS = 40_000  # what is smaller is aligned in one piece
OVERLAP = 12  # sentences beyond a mark
_BLOCK = 512
_FAR = 0.03  # taken from the cosine of a pair at opposite ends: of sentences that recur, the one in place is taken
_LARGEST = 120_000  # cells of a piece in which no mark was found: a longer one is cut in proportion
_COMPANY = 12  # a mark needs another mark within so many sentences on both sides


def marks(source: Rows, target: Rows) -> list[tuple[int, int]]:
    """Pairs of sentences that belong together, in order, found by comparing everything with everything in blocks."""
    import numpy as np

    left, right = _centred(source), _centred(target)
    best = np.zeros(len(left), np.int64)
    back_value, back = np.full(len(right), -9.0, np.float32), np.zeros(len(right), np.int64)
    places = np.linspace(0.0, 1.0, len(right), dtype=np.float32)
    for start in range(0, len(left), _BLOCK):
        products = left[start : start + _BLOCK] @ right.T
        own = (start + np.arange(len(products), dtype=np.float32)) / len(left)
        products -= _FAR * np.abs(own[:, None] - places)
        best[start : start + _BLOCK] = products.argmax(axis=1)
        columns = products.argmax(axis=0)
        values = products[columns, np.arange(len(right))]
        better = values > back_value
        back[better], back_value[better] = columns[better] + start, values[better]
    return _in_company(longest_rising([(i, int(j)) for i, j in enumerate(best) if back[j] == i]))


def pieces(found: list[tuple[int, int]], start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Where pieces between `start` and `end` should end, in order, the last at `end`; a caller skips what it passed."""
    i, j = start
    last = None
    for mark in _dense([start, *found, end]):
        if mark[0] <= i or mark[1] <= j:
            continue
        if last and (mark[0] - i) + (mark[1] - j) > 2 * PIECE_ROWS:
            yield last
            i, j = last
        last = mark
    yield end


def _dense(found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for a, b in pairwise(found):
        rows, columns = b[0] - a[0], b[1] - a[1]
        steps = 1 + int(math.sqrt(max(rows * columns, 0) / _LARGEST))
        yield from ((a[0] + rows * step // steps, a[1] + columns * step // steps) for step in range(1, steps + 1))


def _centred(side: Rows) -> "FloatArray":
    import numpy as np

    unit = side.vectors / (np.linalg.norm(side.vectors, axis=1, keepdims=True) + 1e-9)
    return np.asarray(unit - unit.mean(axis=0), dtype=np.float32)


def longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises on both sides (patience sorting); `pairs` rise on the first already."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        place = bisect_left(tops, j)
        before.append(at[place - 1] if place else -1)
        tops[place : place + 1] = [j]
        at[place : place + 1] = [number]
    chain = []
    number = at[-1] if at else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _in_company(chain: list[tuple[int, int]]) -> list[tuple[int, int]]:
    def near(a: tuple[int, int], b: tuple[int, int]) -> bool:
        return b[0] - a[0] <= _COMPANY and b[1] - a[1] <= _COMPANY

    return [
        mark
        for number, mark in enumerate(chain)
        if 0 < number < len(chain) - 1 and near(chain[number - 1], mark) and near(mark, chain[number + 1])
    ]
