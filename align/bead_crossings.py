"""Neighbours that changed places. A monotone path must leave one of the two pairs as two gaps around the other."""

from typing import TYPE_CHECKING

from amana.align.bead_lattice import Windows
from amana.types import Bead

if TYPE_CHECKING:
    from amana.align.bead_lattice import Floats

_MARGIN = 0.04  # of the cosine: chance pairs of gaps on the development set stay under .03, swapped ones are over .05
_OFF = 0.6  # logarithm of the length ratio
_TRUST = 0.97  # confidence where one bead lies between


def mend_crossings(beads: list[Bead], windows: Windows, margin: "Floats", deviation: "Floats") -> list[Bead]:
    """A source gap and a target gap with exactly one bead between them become a crossing bead, where the evidence is
    strong. `margin` and `deviation` of the length ratio: of single pairs, by cell."""
    import numpy as np

    candidates = []
    for number, bead in enumerate(beads):
        if not bead.source or bead.target:
            continue
        for step in (1, -1):
            other, between = number + step, 0
            while 0 <= other < len(beads) and between < 2:
                if beads[other].source and beads[other].target:
                    between += 1
                elif between == 1 and not beads[other].source:
                    cell = int(
                        windows.number(np.array([bead.source[0] + 1]), np.array([beads[other].target[0] + 1]))[0]
                    )
                    if cell < windows.size and margin[cell] > _MARGIN and abs(deviation[cell]) < _OFF:
                        candidates.append((float(margin[cell]), number, other))
                other += step
    mended: list[Bead | None] = list(beads)
    used: set[int] = set()
    for _, number, other in sorted(candidates, reverse=True):
        if used & {number, other}:
            continue
        used |= {number, other}
        mended[number] = Bead(beads[number].source, beads[other].target, _TRUST, crossing=True)
        mended[other] = None
    return [bead for bead in mended if bead is not None]
