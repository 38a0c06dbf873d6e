"""What stands around a place: above all, whether a missing or an extra word is so alone, or with the phrase around it.

A number that the rendering lacks is a fault of number; a number inside an omitted clause is an omission.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from amana.types import AlignedPair, Side, Span

# Tokens looked at on either side, and the mean lack of support from which on they count as missing too: between what
# was seen around numbers inside omitted phrases (0.24 and more) and around lone ones (0.10 and less).
_WINDOW = 4
_LACK = 0.2
RENDERED = 0.5  # mean support of the words of a statement or quotation that the other text has


def touches(span: Span, others: Iterable[Span]) -> bool:
    """Whether a stretch has a character in common with one of the others."""
    return any(start < span[1] and span[0] < end for start, end in others)


def is_lacking(support: Sequence[float], places: Iterable[int], least: float) -> bool:
    """Whether the tokens at `places` have a mean support under `least`. False where nothing was linked, or no place."""
    values = [support[at] for at in places] if support else []
    return bool(values) and sum(values) / len(values) < least


def is_missing_with_phrase(side: Side, support: Sequence[float], span: Span | None) -> bool:
    """Whether the words around a span lack a counterpart too. False where nothing was linked: there is no telling."""
    if not support or span is None:
        return False
    inside = [i for i, token in enumerate(side.tokens) if touches(token.span, [span])]
    if not inside:
        return False
    around = [
        1 - support[i]
        for i in range(max(inside[0] - _WINDOW, 0), min(inside[-1] + _WINDOW + 1, len(side.tokens)))
        if i not in inside and any(char.isalnum() for char in side.tokens[i].text)
    ]
    return bool(around) and sum(around) / len(around) >= _LACK


def lost_or_added_phrase(
    kind: str, pair: AlignedPair, source: Span | None, rendering: Span | None
) -> Literal["omission", "addition"] | None:
    """What a "missing" or an "extra" value is part of, where its phrase is missing or extra with it; else None."""
    if kind == "missing" and is_missing_with_phrase(pair.source, pair.source_support, source):
        return "omission"
    if kind == "extra" and is_missing_with_phrase(pair.rendering, pair.rendering_support, rendering):
        return "addition"
    return None
