"""Second thoughts about gaps: does a sentence that was left alone belong to its neighbour after all?

Sentence vectors see that two blocks are about one thing, and a short sentence that a free rendering cut off from a
long one ("The minister was in his Moscow office at the time.") adds little to them. The words see more: where most of
the lone sentence's content words find a counterpart in the neighbouring bead that nothing else there stood for, the
sentence joins the bead.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate

from amana.align.pairs import make_side
from amana.align.word_support import is_content
from amana.types import AlignedPair, Bead, Segment

Enrich = Callable[[Sequence[AlignedPair]], list[AlignedPair]]
Side = tuple[str, str, Sequence[Segment]]  # language, text of the part, its segments

MOST_SEGMENTS = 4  # on one side of a bead that takes a sentence in
LEAST_EXPLAINED = 0.72  # of the lone sentence's content words, net of what the neighbour loses


def repair_gaps(beads: Sequence[Bead], source: Side, rendering: Side, enrich: Enrich) -> list[Bead]:
    """The beads in order, some gaps joined to the bead before or after them. Every sentence stays covered once."""
    current = list(beads)
    refused: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
    while True:
        trials = [
            (gap, neighbour)
            for gap, bead in enumerate(current)
            if (not bead.source or not bead.target) and (bead.source, bead.target) not in refused
            for neighbour in (gap - 1, gap + 1)
            if 0 <= neighbour < len(current) and _may_join(bead, current[neighbour])
        ]
        if not trials:
            return current
        joined = [_join(current[gap], current[neighbour]) for gap, neighbour in trials]
        explained = _explained(
            [current[neighbour] for _, neighbour in trials],
            [current[gap] for gap, _ in trials],
            joined,
            source,
            rendering,
            enrich,
        )
        best = max(range(len(trials)), key=lambda index: explained[index])
        refused |= {
            (current[gap].source, current[gap].target)
            for gap in {gap for gap, _ in trials}
            if max(e for e, (g, _) in zip(explained, trials, strict=True) if g == gap) < LEAST_EXPLAINED
        }
        if explained[best] < LEAST_EXPLAINED:
            return current
        gap, neighbour = trials[best]
        low = min(gap, neighbour)
        current[low : low + 2] = [joined[best]]


def repair_document(
    beads: Sequence[Bead], source: Sequence[str], rendering: Sequence[str], langs: tuple[str, str], enrich: Enrich
) -> list[Bead]:
    """`repair_gaps` for sentences that come as lists."""
    sides = []
    for lang, sentences in zip(langs, (source, rendering), strict=True):
        starts = [0, *accumulate(len(sentence) + 1 for sentence in sentences)]
        segments = [
            Segment(index, sentence, (start, start + len(sentence)))
            for index, (sentence, start) in enumerate(zip(sentences, starts, strict=False))
        ]
        sides.append((lang, " ".join(sentences), segments))
    return repair_gaps(beads, sides[0], sides[1], enrich)


def _may_join(gap: Bead, neighbour: Bead) -> bool:
    if not neighbour.source or not neighbour.target or neighbour.crossing:
        return False
    sizes = len(gap.source) + len(neighbour.source), len(gap.target) + len(neighbour.target)
    if max(sizes) > MOST_SEGMENTS:
        return False
    sides = ((gap.source, neighbour.source), (gap.target, neighbour.target))
    return all(not mine or abs(mine[0] - other[-1]) == 1 or abs(other[0] - mine[-1]) == 1 for mine, other in sides)


def _join(gap: Bead, neighbour: Bead) -> Bead:
    source = tuple(sorted((*gap.source, *neighbour.source)))
    target = tuple(sorted((*gap.target, *neighbour.target)))
    return Bead(source, target, min(neighbour.confidence, 0.75))


def _explained(
    neighbours: Sequence[Bead],
    gaps: Sequence[Bead],
    joined: Sequence[Bead],
    source: Side,
    rendering: Side,
    enrich: Enrich,
) -> list[float]:
    """Share of each gap's content words that joining gives a counterpart, net of what it takes from the neighbour."""
    pairs = enrich([_pair(bead, source, rendering) for bead in (*neighbours, *joined)])
    half = len(neighbours)
    shares = []
    for gap, before, after in zip(gaps, pairs[:half], pairs[half:], strict=True):
        lone = _pair(gap, source, rendering)
        words = sum(
            is_content(token.text, side.lang) for side in (lone.source, lone.rendering) for token in side.tokens
        )
        shares.append((words + _unexplained(before) - _unexplained(after)) / words if words > 1 else 0.0)
    return shares


def _pair(bead: Bead, source: Side, rendering: Side) -> AlignedPair:
    sides = [
        make_side(lang, text, [segments[index] for index in indices])
        for (lang, text, segments), indices in ((source, bead.source), (rendering, bead.target))
    ]
    return AlignedPair("body", bead, sides[0], sides[1])


def _unexplained(pair: AlignedPair) -> float:
    """Expected number of content words without a counterpart, on both sides."""
    return sum(
        1 - value
        for side, support in ((pair.source, pair.source_support), (pair.rendering, pair.rendering_support))
        for token, value in zip(side.tokens, support, strict=False)
        if is_content(token.text, side.lang)
    )
