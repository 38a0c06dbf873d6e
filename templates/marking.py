"""Cutting a text where marks, linked words and paragraphs begin and end, so that overlapping spans can be written as
markup: the pieces are disjoint, each lists the marks that cover it, and together they are the text."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from amana.templates.bidi import control_name
from amana.types import Severity, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """The place of finding `number` in one text. Overlapping marks get different lanes, so that each underline is
    seen. `anchor` is empty where the finding is already anchored in an earlier place."""

    number: int
    severity: Severity
    label: str
    span: Span
    anchor: str = ""
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A token that word links name by its index."""

    index: int
    span: Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that the same marks cover. `marks` outermost first; `anchored` those that begin here; `references` the
    marks whose number follows; `control` the name of a control character that stands here instead of text."""

    text: str
    marks: tuple[Mark, ...] = ()
    anchored: tuple[Mark, ...] = ()
    references: tuple[Mark, ...] = ()
    word: int | None = None
    control: str = ""
    paragraph: bool = False  # a new paragraph begins before it


def cut(
    text: str, span: Span, marks: Iterable[Mark] = (), words: Sequence[Word] = (), paragraphs: Iterable[int] = ()
) -> tuple[Piece, ...]:
    """`text[span]` in pieces. Everything else has positions in `text`; marks are clipped to the span.

    An empty mark makes an empty piece that carries its anchor and its number.
    """
    placed = in_lanes(_clipped(text, span, mark) for mark in marks if touches(mark.span, span))
    inside = [word for word in words if span[0] <= word.span[0] < word.span[1] <= span[1]]
    ends = {mark: word_end(text, mark.span[1], span[1]) for mark in placed}
    breaks = {point for point in paragraphs if span[0] < point < span[1]}
    points = {*span, *breaks, *ends.values()}
    for covered in (*(mark.span for mark in placed), *(word.span for word in inside)):
        points.update(covered)
    for position in range(*span):
        if control_name(text[position]):
            points.update((position, position + 1))

    pieces: list[Piece] = []
    begun: set[Mark] = set()
    ordered = sorted(points)
    for start, end in [*pairwise(ordered), (span[1], span[1])]:
        at_start = tuple(mark for mark in placed if mark.span == (start, start))
        if at_start:
            pieces.append(Piece("", anchored=at_start, references=at_start))
        if start == end:
            continue
        covering = tuple(mark for mark in placed if mark.span[0] <= start and end <= mark.span[1])
        pieces.append(
            Piece(
                text=text[start:end],
                marks=covering,
                anchored=tuple(mark for mark in covering if mark not in begun),
                references=tuple(
                    sorted(
                        (mark for mark in placed if ends[mark] == end and mark.span[0] < mark.span[1]),
                        key=lambda mark: mark.number,
                    )
                ),
                word=next((word.index for word in inside if word.span[0] <= start and end <= word.span[1]), None),
                control=control_name(text[start]) if end == start + 1 else "",
                paragraph=start in breaks,
            )
        )
        begun.update(covering)
    return tuple(pieces)


def in_lanes(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks, the outermost first. Overlapping ones are in different lanes, a longer one in a higher: its underline
    runs below those of the marks inside it."""
    placed: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span[1] - mark.span[0], mark.span[0], -mark.number)):
        below = [other.lane for other in placed if _overlap(mark.span, other.span)]
        lane = max(below, default=-1) + 1
        placed.append(Mark(mark.number, mark.severity, mark.label, mark.span, mark.anchor, lane))
    return tuple(sorted(placed, key=lambda mark: (-mark.lane, mark.number)))


def _overlap(one: Span, other: Span) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def word_end(text: str, position: int, limit: int) -> int:
    """The end of the word that `position` is in: a number put inside an Arabic word would break its letters apart.

    >>> word_end("وقد قال", 1, 7), word_end("وقد قال", 3, 7), word_end("will.", 4, 5)
    (3, 3, 4)
    """
    while 0 < position < limit and _joined(text[position - 1]) and _joined(text[position]):
        position += 1
    return position


def _joined(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M" or character in "ـ\u200c\u200d"


def touches(inner: Span, outer: Span) -> bool:
    """Whether some of `inner` is in `outer`; an empty span is in it at its edges too."""
    if inner[0] == inner[1]:
        return outer[0] <= inner[0] <= outer[1]
    return _overlap(inner, outer)


def _clipped(text: str, outer: Span, mark: Mark) -> Mark:
    """Within the outer span, and never between a letter and the vowel sign on it."""
    start, end = max(mark.span[0], outer[0]), min(mark.span[1], outer[1])
    while outer[0] < start < end and unicodedata.category(text[start])[0] == "M":
        start -= 1
    while start < end < outer[1] and unicodedata.category(text[end])[0] == "M":
        end += 1
    return Mark(mark.number, mark.severity, mark.label, (start, end), mark.anchor, mark.lane)
