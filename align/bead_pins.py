"""Beads that a person fixed: what is left to align between them."""

from collections import Counter
from collections.abc import Sequence

from amana.align.long_documents import longest_rising
from amana.errors import InputError
from amana.types import Bead


def stretches(source_count: int, target_count: int, pinned: Sequence[Bead]) -> list[tuple[list[int], list[int]]]:
    """The sentences outside `pinned`, cut where pinned beads follow one another in order. A pinned bead that goes
    against that order only takes its own sentences away."""
    _check(source_count, target_count, pinned)
    taken = {i for bead in pinned for i in bead.source}, {j for bead in pinned for j in bead.target}
    linked = sorted((min(b.source), min(b.target)) for b in pinned if b.source and b.target)
    result = []
    i = j = 0
    for bar in [*longest_rising(linked), (source_count, target_count)]:
        left = [k for k in range(i, bar[0]) if k not in taken[0]]
        right = [k for k in range(j, bar[1]) if k not in taken[1]]
        if left or right:
            result.append((left, right))
        i, j = bar
    return result


def _check(source_count: int, target_count: int, pinned: Sequence[Bead]) -> None:
    for side, count, indices in (
        ("source", source_count, [i for bead in pinned for i in bead.source]),
        ("target", target_count, [j for bead in pinned for j in bead.target]),
    ):
        outside = sorted({index for index in indices if not 0 <= index < count})
        if outside:
            raise InputError(f"pinned {side} sentences {outside}: expected 0 to {count - 1}, the text has {count}")
        twice = sorted(index for index, times in Counter(indices).items() if times > 1)
        if twice:
            raise InputError(f"{side} sentences {twice} are pinned in several beads: expected one bead for a sentence")
