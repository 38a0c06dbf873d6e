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
    strong; so do the two pairs of a 2-2 bead that match crosswise alone. `margin` and `deviation` of the length ratio:
    of single pairs, by cell."""
    import numpy as np

    candidates = []
    beads = [part for bead in beads for part in _uncross(bead, windows, margin)]
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


def _uncross(bead: Bead, windows: Windows, margin: "Floats") -> list[Bead]:
    import numpy as np

    if (len(bead.source), len(bead.target)) != (2, 2):
        return [bead]
    rows, columns = np.array(bead.source) + 1, np.array(bead.target) + 1
    straight, crosswise = margin[windows.number(rows, columns)], margin[windows.number(rows, columns[::-1])]
    if crosswise.min() < _MARGIN + max(float(straight.max()), 0.0):
        return [bead]
    return [
        Bead(bead.source[:1], bead.target[1:], _TRUST),
        Bead(bead.source[1:], bead.target[:1], _TRUST, crossing=True),
    ]
