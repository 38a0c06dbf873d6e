"""Single words of the source that the rendering lost, by the hole that they left or by their own lack of a counterpart.

Word-level quality estimation (align/word_quality.py) says both: how likely something is missing between two words of
the rendering, and how likely a source word is not rendered. A hole counts together with the word that may have stood
in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amana.align.fidelity.surroundings import touches
from amana.align.word_support import is_content
from amana.types import AlignedPair, Span

HOLE, WORD = 4.2, 4.5  # log-odds from which a hole with its word, and a word alone, are shown
WORD_SHARE = 0.4  # what the word's own log-odds count beside the hole's
LEAST_HOLE = 0.0  # of the hole's own log-odds
_REACH = 1  # source words looked at beyond the counterparts of the hole's neighbours
_ANCHORS = 2  # links wanted on either side of the hole
# Source words between these; where the links scatter further, only those around their middle are looked at.
_WIDEST = 14


@dataclass(frozen=True, slots=True)
class LostWord:
    """`word`: the token of the source, or None where the hole tells of none; `hole`: the token of the rendering that it
    stands before (one more than there are: behind the last), or None. One of the two is there."""

    word: int | None
    hole: int | None
    weight: float


def lost_words(pair: AlignedPair, told: Sequence[Span] = ()) -> Iterator[LostWord]:
    """Holes first, by weight, then words without one. `told`: spans of the source that are reported already."""
    if not pair.source_missing:
        return
    tokens = pair.source.tokens
    open_words = [is_content(token.text, pair.source.lang) and not touches(token.span, told) for token in tokens]
    holes = sorted(_holes(pair), key=lambda lost: -lost.weight)
    for lost in holes:
        if lost.word is None or open_words[lost.word]:
            if lost.word is not None:
                open_words[lost.word] = False
            yield lost
    for index, odds in enumerate(pair.source_missing):
        if open_words[index] and odds >= WORD:
            yield LostWord(index, None, odds)


def _holes(pair: AlignedPair) -> Iterator[LostWord]:
    linked: dict[int, list[int]] = {}
    for link in pair.links:
        linked.setdefault(link.target, []).append(link.source)
    for at, odds in enumerate(pair.rendering_breaks):
        if odds < LEAST_HOLE:
            continue
        near = [i for i in _beside(pair, at, linked) if is_content(pair.source.tokens[i].text, pair.source.lang)]
        word = max(near, key=lambda i: pair.source_missing[i], default=None)
        weight = odds + WORD_SHARE * (0.0 if word is None else pair.source_missing[word])
        if weight >= HOLE:
            yield LostWord(word, at, weight)


def _beside(pair: AlignedPair, place: int, linked: dict[int, list[int]]) -> range:
    """The source words that the words around a place of the rendering stand for, and those between."""
    around = sorted(
        _anchors(linked, range(place - 1, -1, -1)) + _anchors(linked, range(place, len(pair.rendering.tokens)))
    )
    if not around:
        return range(0)
    low, high = max(around[0] - _REACH, 0), min(around[-1] + _REACH + 1, len(pair.source.tokens))
    if high - low > _WIDEST:
        middle = around[len(around) // 2]
        low, high = max(middle - 4, 0), min(middle + 5, len(pair.source.tokens))
    return range(low, high)


def _anchors(linked: dict[int, list[int]], places: range) -> list[int]:
    found: list[int] = []
    for place in places:
        found += linked.get(place, [])
        if len(found) >= _ANCHORS:
            break
    return found
