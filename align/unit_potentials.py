"""The first lattice: units against units. Short stretches of text match one by one, whatever the sentences did."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amana.align.bead_features import Rows, bead_features, length_penalty, shorter_log_length
from amana.align.bead_lattice import Posteriors, Potentials, Shape, Windows, posteriors
from amana.align.bead_weights import bead_weights
from amana.align.unit_rows import UnitRows

if TYPE_CHECKING:
    from amana.align.bead_lattice import Floats, Ints

SHAPES: tuple[Shape, ...] = tuple((m, n) for m in range(1, 9) for n in range(1, 9) if min(m, n) == 1 or max(m, n) <= 3)
_CLOSENESS = (-0.9, 0.1)  # seen where the weights were fitted; another encoder's scale must not count for more


@dataclass(frozen=True, slots=True)
class UnitEvidence:
    """Probabilities of unit beads, and `closeness`: how near the units that match are in this document, in tenths of
    cosine margin against what is common. Where everything is about one thing, or freely translated, it is negative."""

    windows: Windows
    beads: Posteriors
    closeness: float


def unit_evidence(source: UnitRows, target: UnitRows, windows: Windows, log_ratio: float) -> UnitEvidence:
    """Sums over all monotone alignments of the units."""
    weights = bead_weights("units")
    margin, ratio = bead_features(source.units, target.units, windows, SHAPES)
    rows, columns = windows.cells()
    ends_before_source, ends_before_target = _sentence_ends(source.owner), _sentence_ends(target.owner)
    potentials = margin * 10.0
    for number, (m, n) in enumerate(SHAPES):
        size = shorter_log_length(source.units, target.units, rows, columns, (m, n)) - 3.5
        potentials[number] *= weights["margin"] + weights["margin_by_length"] * size.clip(-2.0, 2.0)
        potentials[number] += weights["bead"] + weights["extra_unit"] * (m + n - 2)
        potentials[number] += weights["both_sides"] * (min(m, n) > 1)
        potentials[number] += length_penalty(ratio[number] - log_ratio, weights)
        inside_source = (
            ends_before_source[(rows - 1).clip(0)] - ends_before_source[(rows - m).clip(0, len(source.owner) - 1)]
        )
        inside_target = (
            ends_before_target[(columns - 1).clip(0)] - ends_before_target[(columns - n).clip(0, len(target.owner) - 1)]
        )
        potentials[number] += weights["sentence_ends"] * (inside_source + inside_target)
        potentials[number] += weights["both_sentence_ends"] * ((inside_source > 0) & (inside_target > 0))
    surplus = _log_total(target.units) - _log_total(source.units) - log_ratio
    single = margin[0]
    found = posteriors(
        windows,
        Potentials(
            SHAPES,
            potentials,
            _gaps(source, weights, "source_gap", -surplus, _best(single, rows, columns, len(source.units))),
            _gaps(target, weights, "target_gap", surplus, _best(single, columns, rows, len(target.units))),
            weights["gap_open"],
        ),
    )
    total = float(found.beads.sum())
    closeness = float((found.beads * margin).sum()) * 10.0 / total - 1.2 if total > 1e-9 else 0.0
    return UnitEvidence(windows, found, min(max(closeness, _CLOSENESS[0]), _CLOSENESS[1]))


def _gaps(side: UnitRows, weights: dict[str, float], kind: str, surplus: float, best: "Floats") -> "Floats":
    import numpy as np

    starts = np.diff(side.owner, prepend=-1) > 0
    return np.asarray(
        weights[kind]
        + weights["gap_length"] * (np.log(side.units.letters) - 3.5)
        + weights["gap_sentence_start"] * starts
        + weights["gap_surplus"] * max(surplus, 0.0)
        + weights["gap_margin"] * best * 10.0
    )


def _best(single: "Floats", own: "Ints", other: "Ints", count: int) -> "Floats":
    """For each unit the margin of its best single counterpart in the window."""
    import numpy as np

    best = np.full(count, -1.0)
    inside = (own > 0) & (other > 0)
    np.maximum.at(best, own[inside] - 1, single[inside])
    return best


def _sentence_ends(owner: "Ints") -> "Ints":
    """For each unit the number of sentence ends before it."""
    import numpy as np

    return np.asarray(np.cumsum(np.diff(owner, prepend=owner[:1]) > 0))


def _log_total(rows: Rows) -> float:
    import math

    return math.log(float(rows.letters.sum()))
