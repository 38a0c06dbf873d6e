"""From beads to the pairs that checks read and reports show, in the order of the source."""

from collections.abc import Sequence

from amana.align.pairs import make_side
from amana.segmentation import PartTexts
from amana.types import AlignedPair, Bead, Excerpt, Hypothesis, Segment


def one_sided_beads(texts: PartTexts) -> list[Bead]:
    """A gap for every segment of the side that is there: nothing to align, all of it to show."""
    return [
        *(Bead((segment.index,), (), 1.0) for segment in texts.source_segments),
        *(Bead((), (segment.index,), 1.0) for segment in texts.rendering_segments),
    ]


def make_pairs(
    excerpt: Excerpt, texts: PartTexts, beads: Sequence[Bead], hypotheses: Sequence[Hypothesis]
) -> list[AlignedPair]:
    """One pair a bead. The empty side of a gap stands where its neighbour before it ended.

    `hypotheses` holds one for each source segment, or none where nothing was translated.
    """
    source_lang = excerpt.source.lang if excerpt.source else ""
    rendering_lang = excerpt.rendering.lang if excerpt.rendering else ""
    pairs = []
    source_end = rendering_end = 0
    for bead in beads:
        source_segments = [texts.source_segments[i] for i in bead.source]
        rendering_segments = [texts.rendering_segments[j] for j in bead.target]
        source = make_side(source_lang, texts.source_text, source_segments, gap_at=source_end)
        rendering = make_side(rendering_lang, texts.rendering_text, rendering_segments, gap_at=rendering_end)
        source_end, rendering_end = source.span[1], rendering.span[1]
        mine = tuple(hypotheses[i] for i in bead.source) if hypotheses else ()
        pairs.append(AlignedPair(texts.part, bead, source, rendering, (), mine))
    return pairs


def count_in_pairs(segments: Sequence[Segment], paired: Sequence[tuple[int, ...]]) -> int:
    """How many segments have a counterpart."""
    covered = {index for indices in paired for index in indices}
    return sum(segment.index in covered for segment in segments)
