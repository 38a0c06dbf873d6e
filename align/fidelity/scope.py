"""Where in the other text a cue's counterpart is to be expected, and which cues of the two texts belong together."""

from collections.abc import Callable, Iterable, Sequence

from amana.align.fidelity.cues import Cue
from amana.align.pairs import make_side
from amana.types import AlignedPair, Segment, Side, Span

# Without links a place is known by its share of the text alone, and word order differs.
_BLIND = 0.5
# What it costs that not the cues themselves are linked, but words beside them.
_INDIRECT = 0.5


class Places:
    """For every token of one side the place in the other one, by the links around it, or by its share of the text."""

    def __init__(self, pair: AlignedPair) -> None:
        self.linked = bool(pair.links)
        self.direct = {(link.source, link.target) for link in pair.links}
        sizes = len(pair.source.tokens), len(pair.rendering.tokens)
        self._ratio = sizes[0] / max(sizes[1], 1)
        forward: dict[int, list[int]] = {}
        backward: dict[int, list[int]] = {}
        for link in pair.links:
            forward.setdefault(link.source, []).append(link.target)
            backward.setdefault(link.target, []).append(link.source)
        self._forward, self._backward = forward, backward

    def distance(self, source: Cue, target: Cue) -> float:
        """How far apart two cues are, in words of the source: 0 where they are linked, or their neighbours are."""
        if any((i, j) in self.direct for i in _range(source) for j in _range(target)):
            return 0.0
        if not self.linked:
            return self._apart(source, target) * _BLIND
        there: list[float] = [abs(i - source.first) for i in self._near(self._backward, target.last)]
        here: list[float] = [abs(j - target.first) * self._ratio for j in self._near(self._forward, source.last)]
        nearest: float = min([*there, *here], default=self._apart(source, target))
        return nearest + _INDIRECT

    def _apart(self, source: Cue, target: Cue) -> float:
        return abs(source.first - target.first * self._ratio)

    def _near(self, table: dict[int, list[int]], last: int, reach: int = 3) -> list[int]:
        """Counterparts of the next few words after a cue (its scope), and of the one before it."""
        found: list[int] = []
        for at in (*range(last + 1, last + 1 + reach), last - 1):
            found += table.get(at, ())
        return found

    def to_source(self, target: int) -> tuple[int, ...]:
        """Source tokens linked to a token of the rendering."""
        return tuple(self._backward.get(target, ()))

    def to_rendering(self, source: int) -> tuple[int, ...]:
        """Tokens of the rendering linked to a token of the source."""
        return tuple(self._forward.get(source, ()))


def counterpart(pair: AlignedPair, places: Places, tokens: Iterable[int]) -> Span | None:
    """The first word of the rendering that is linked to one of some source tokens, tried in order."""
    for at in tokens:
        linked = places.to_rendering(at) if at < len(pair.source.tokens) else ()
        if linked:
            return pair.rendering.tokens[linked[0]].span
    return None


def witness_side(pair: AlignedPair) -> Side | None:
    """The machine translation as a side of its own, to be read as the rendering is."""
    if pair.witness is None:
        return None
    side: Side = make_side(pair.rendering.lang, pair.witness, [Segment(0, pair.witness, (0, len(pair.witness)))])
    return side


def _range(cue: Cue) -> range:
    return range(cue.first, cue.last + 1)


def match_cues(
    sources: Sequence[Cue],
    targets: Sequence[Cue],
    places: Places,
    *,
    reach: float,
    compatible: Callable[[Cue, Cue], float | None] = lambda source, target: 0.0,  # noqa: ARG005 (shape of a callable)
) -> list[tuple[int, int, float]]:
    """Pairs of cues, each used once, nearest first: (index in sources, index in targets, distance).

    `compatible` gives what a pair costs beside its distance, or None for two cues that cannot answer each other.
    """
    candidates = []
    for i, source in enumerate(sources):
        for j, target in enumerate(targets):
            extra = compatible(source, target)
            if extra is not None:
                distance = places.distance(source, target) + extra
                if distance <= reach:
                    candidates.append((distance, i, j))
    taken_sources: set[int] = set()
    taken_targets: set[int] = set()
    matches = []
    for distance, i, j in sorted(candidates):
        if i not in taken_sources and j not in taken_targets:
            taken_sources.add(i)
            taken_targets.add(j)
            matches.append((i, j, distance))
    return matches
