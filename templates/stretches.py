"""Which stretch of the original text each row shows. Together the rows show all of it: what lies between two sentences
and belongs to neither (an ellipsis, a bracketed mark of a cut) goes to the gap it marks, else to the row beside it."""

from collections.abc import Sequence
from typing import Literal

from amana.types import AlignedPair, Part, Side, Span

SideName = Literal["source", "rendering"]


def shown_spans(pairs: Sequence[AlignedPair], side: SideName) -> tuple[Span, ...]:
    """One span for each pair, at least its own; empty for a gap at which nothing is written."""
    spans = [_side(pair, side).span for pair in pairs]
    parts: tuple[Part, ...] = ("title", "body")
    for part in parts:
        rows = [row for row, pair in enumerate(pairs) if pair.part == part]
        if not rows:
            continue
        text = _side(pairs[rows[0]], side).part_text
        for loose in _uncovered(text, [spans[row] for row in rows]):
            row = min(rows, key=lambda row: _fit(text, spans[row], loose))
            own = spans[row]
            spans[row] = loose if own[0] == own[1] else (min(own[0], loose[0]), max(own[1], loose[1]))
    return tuple(spans)


def _side(pair: AlignedPair, side: SideName) -> Side:
    return pair.source if side == "source" else pair.rendering


def _uncovered(text: str, spans: Sequence[Span]) -> list[Span]:
    """The stretches outside every span that hold more than white space, without the space around them."""
    found = []
    position = 0
    for start, end in [*sorted(spans), (len(text), len(text))]:
        core = text[position:start].strip() if start > position else ""
        if core:
            begin = text.index(core, position)
            found.append((begin, begin + len(core)))
        position = max(position, end)
    return found


def _fit(text: str, span: Span, loose: Span) -> tuple[int, int]:
    """Smaller is nearer: a gap with nothing between its point and the stretch, then the row that ends before it, then
    any other."""
    between = text[min(span[0], loose[1]) : max(loose[0], span[1])] if span[0] not in range(*loose) else ""
    if span[0] == span[1] and not between.strip():
        return 0, abs(span[0] - loose[0])
    if span[1] <= loose[0]:
        return 1, loose[0] - span[1]
    return 2, abs(span[0] - loose[1])


def shown_pairs(pairs: Sequence[AlignedPair]) -> tuple[AlignedPair, ...]:
    """The pairs that get a row. A row of the rendering that holds a mark of a cut and no word goes into the row of the
    sentence beside it that was cut: `shown_spans` finds the mark again."""
    return tuple(
        pair
        for row, pair in enumerate(pairs)
        if pair.bead.source
        or any(character.isalnum() for character in pair.rendering.text)
        or not any(
            0 <= beside < len(pairs) and pairs[beside].part == pair.part and not pairs[beside].bead.target
            for beside in (row - 1, row + 1)
        )
    )
