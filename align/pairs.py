"""Building the pair that checks read, from segments or from two bare strings."""

from collections.abc import Sequence

from amana.translate.folding import fold
from amana.translate.tokens import tokenize
from amana.types import AlignedPair, Bead, Hypothesis, Link, Part, Segment, Side


def make_side(lang: str, part_text: str, segments: Sequence[Segment], gap_at: int = 0) -> Side:
    """The stretch that the segments cover, from first to last. Without segments, an empty stretch at `gap_at`."""
    chosen = tuple(segments)
    span = (chosen[0].span[0], chosen[-1].span[1]) if chosen else (gap_at, gap_at)
    tokens = tokenize(part_text[span[0] : span[1]], offset=span[0])
    return Side(lang, part_text, span, chosen, tokens, tuple(fold(token.text) for token in tokens))


def pair_from_texts(
    source: str,
    rendering: str,
    source_lang: str = "ar",
    rendering_lang: str = "en",
    *,
    part: Part = "body",
    links: Sequence[Link] = (),
    hypotheses: Sequence[Hypothesis] = (),
) -> AlignedPair:
    """Two texts that are known to belong together, as one pair of one segment each. An empty text makes a gap.

    Raises ValueError (from Bead) where both are empty.
    """
    sides = []
    for lang, text in ((source_lang, source), (rendering_lang, rendering)):
        core = text.strip()
        start = text.find(core) if core else 0
        sides.append(make_side(lang, text, [Segment(0, core, (start, start + len(core)))] if core else []))
    bead = Bead(tuple(range(len(sides[0].segments))), tuple(range(len(sides[1].segments))), confidence=1.0)
    return AlignedPair(part, bead, sides[0], sides[1], tuple(links), tuple(hypotheses))
