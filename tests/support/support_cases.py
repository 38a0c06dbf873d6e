"""Pairs whose links and support are put in by hand: a check of them needs no model."""

from collections.abc import Sequence
from dataclasses import replace

from amana.align.pairs import pair_from_texts
from amana.types import AlignedPair, Link, Side

WITH, WITHOUT = 0.99, 0.02  # the support of a word that has a counterpart, and of one that has none


def pair_with_links(source: str, rendering: str, links: Sequence[Sequence[str]] = ()) -> AlignedPair:
    """Links by the words' text, each the first of its kind in its sentence."""
    pair = pair_from_texts(source, rendering)
    places = [[token.text for token in side.tokens] for side in (pair.source, pair.rendering)]
    return replace(pair, links=tuple(Link(places[0].index(a), places[1].index(b), 0.9) for a, b in links))


def with_support(pair: AlignedPair, *, source: str = "", rendering: str = "") -> AlignedPair:
    """The pair where just the words of the two stretches have no counterpart."""
    return replace(
        pair, source_support=_support(pair.source, source), rendering_support=_support(pair.rendering, rendering)
    )


def _support(side: Side, stretch: str) -> tuple[float, ...]:
    start = side.part_text.index(stretch)
    end = start + len(stretch)
    return tuple(WITHOUT if start <= token.span[0] and token.span[1] <= end else WITH for token in side.tokens)
