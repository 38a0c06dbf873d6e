"""Sentence alignment: which source sentences are rendered by which sentences of the rendering."""

from collections.abc import Sequence

from amana.align.bead_decoding import best_beads
from amana.align.bead_features import Rows, bead_features
from amana.align.bead_lattice import Potentials, Shape, Windows, posteriors
from amana.align.sentence_units import cut_units
from amana.types import Bead, Encoder

_SHAPES: tuple[Shape, ...] = tuple((m, n) for m in range(1, 9) for n in range(1, 9) if min(m, n) == 1 or max(m, n) <= 3)
_SHARPNESS = 50.0


def align_sentences(
    source: Sequence[str],
    target: Sequence[str],
    encoder: Encoder,
    *,
    paragraphs: tuple[Sequence[int], Sequence[int]] | None = None,
    pinned: Sequence[Bead] = (),
) -> list[Bead]:
    """Beads in order that cover every sentence of both sides once; a sentence without counterpart is a gap of its own."""
    import numpy as np

    if not source or not target:
        return [Bead((i,), (), 1.0) for i in range(len(source))] + [Bead((), (j,), 1.0) for j in range(len(target))]
    sides = []
    for sentences in (source, target):
        units = [cut_units(sentence) for sentence in sentences]
        owners = np.repeat(np.arange(len(units)), [len(own) for own in units])
        flat = [unit for own in units for unit in own]
        letters = np.array([sum(map(str.isalnum, unit)) + 1.0 for unit in flat])
        sides.append((owners, Rows((encoder.encode(flat) * letters[:, None]).astype(np.float32), letters)))
    (source_owner, source_rows), (target_owner, target_rows) = sides
    windows = Windows.full(len(source_rows), len(target_rows))
    margin, ratio = bead_features(source_rows, target_rows, windows, _SHAPES)
    size = np.array([m + n - 2 for m, n in _SHAPES])[:, None]
    weights = (margin - 0.06 * np.abs(ratio - 0.16) - 0.03 * size) * _SHARPNESS
    gap = -0.01 * _SHARPNESS
    potentials = Potentials(
        _SHAPES, weights, np.full(len(source_rows), gap), np.full(len(target_rows), gap), gap_open=gap
    )
    owner_links = [
        ({int(source_owner[k]) for k in range(i, i + m)}, {int(target_owner[k]) for k in range(j, j + n)}, probability)
        for i, m, j, n, probability in best_beads(windows, _SHAPES, posteriors(windows, potentials))
        if m and n
    ]
    return _merge(len(source), len(target), owner_links)


def _merge(source_count: int, target_count: int, links: list[tuple[set[int], set[int], float]]) -> list[Bead]:
    """Unit links that share a sentence become one bead; what is left is gaps."""
    merged: list[tuple[set[int], set[int], float]] = []
    for left, right, probability in links:
        if merged and (merged[-1][0] & left or merged[-1][1] & right):
            earlier = merged.pop()
            left, right = earlier[0] | left, earlier[1] | right
            probability = min(earlier[2], probability)
        merged.append((left, right, probability))
    beads: list[Bead] = []
    i = j = 0
    for left, right, probability in merged:
        beads += [Bead((k,), (), 0.5) for k in range(i, min(left))]
        beads += [Bead((), (k,), 0.5) for k in range(j, min(right))]
        i, j = max(left) + 1, max(right) + 1
        beads.append(Bead(tuple(range(min(left), i)), tuple(range(min(right), j)), probability))
    beads += [Bead((k,), (), 0.5) for k in range(i, source_count)]
    return beads + [Bead((), (k,), 0.5) for k in range(j, target_count)]
