"""Word links: which word of the rendering stands for which word of the source.

Evidence is added up in one score a pair of words, then decided in both directions at once (word_similarity.agreement).
A word whose best agreement stays below the threshold is unaligned.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from amana.align.contextual import ContextualEncoder
from amana.align.word_evidence import lexical_evidence, position_distance
from amana.align.word_similarity import agreement, similarity
from amana.types import AlignedPair, Link

if TYPE_CHECKING:
    from amana.types import FloatArray

LAYER = 7  # of the encoder's 12: the middle layers align best, here as in the papers (docs/alignment.md)
THRESHOLD = 0.25  # of the agreement; precision and recall are near each other there
POSITION = 0.2  # what a link costs that runs from one end of the sentence to the other


class WordLinker:
    """Links for pairs of texts. Loads the encoder once; keeps nothing else, so a pair's links depend on it alone."""

    def __init__(self, encoder: ContextualEncoder | None = None) -> None:
        self.encoder = encoder or ContextualEncoder(LAYER)
        self.signature = f"links-1:{self.encoder.signature}"

    def __call__(self, pairs: Sequence[AlignedPair]) -> list[tuple[Link, ...]]:
        """The links of each pair, by token index, in order; none for a gap."""
        matrices = self.matrices(
            [[token.text for token in pair.source.tokens] for pair in pairs],
            [[token.text for token in pair.rendering.tokens] for pair in pairs],
            [(pair.source.lang, pair.rendering.lang) for pair in pairs],
        )
        return [links_from(matrix) for matrix in matrices]

    def matrices(
        self, sources: Sequence[Sequence[str]], renderings: Sequence[Sequence[str]], langs: Sequence[tuple[str, str]]
    ) -> "list[FloatArray]":
        """The agreement of every two words, 0..1, shape (source words, rendering words)."""
        both = [bool(source) and bool(rendering) for source, rendering in zip(sources, renderings, strict=True)]
        wanted = [*_kept(sources, both), *_kept(renderings, both)]
        vectors = self.encoder.words(wanted)
        half = len(vectors) // 2
        encoded = iter(zip(vectors[:half], vectors[half:], strict=True))
        return [
            self._matrix(source, rendering, *next(encoded), *lang) if is_both else _empty(source, rendering)
            for source, rendering, lang, is_both in zip(sources, renderings, langs, both, strict=True)
        ]

    def _matrix(
        self,
        source: Sequence[str],
        rendering: Sequence[str],
        source_vectors: "FloatArray",
        rendering_vectors: "FloatArray",
        source_lang: str,
        rendering_lang: str,
    ) -> "FloatArray":
        scores = similarity(source_vectors, rendering_vectors, source_lang, rendering_lang)
        scores = scores + lexical_evidence(source, rendering)
        return agreement(scores - POSITION * position_distance(len(source), len(rendering)))


def links_from(matrix: "FloatArray", threshold: float = THRESHOLD) -> tuple[Link, ...]:
    """The cells at or above the threshold, in order of the source; confidence is the calibrated agreement."""
    return tuple(
        Link(int(i), int(j), confidence(float(matrix[i, j]))) for i, j in zip(*(matrix >= threshold).nonzero(), strict=True)
    )


def confidence(value: float) -> float:
    """The share of right links among those of this agreement, read off a straight line fitted on the development set."""
    return round(min(0.98, 0.55 + 0.5 * value), 3)


def align_token_records(
    records: Iterable[Mapping[str, Any]], linker: WordLinker | None = None, langs: tuple[str, str] = ("ar", "en")
) -> Iterator[dict[str, Any]]:
    """`{"id", "ar": [tokens], "en": [tokens]}` in, `{"id", "links": [[i, j], ...]}` out, one for one and in order."""
    linker = linker or WordLinker()
    rows = list(records)
    for start in range(0, len(rows), 128):
        batch = rows[start : start + 128]
        matrices = linker.matrices([r["ar"] for r in batch], [r["en"] for r in batch], [langs] * len(batch))
        for record, matrix in zip(batch, matrices, strict=True):
            yield {"id": record["id"], "links": [[link.source, link.target] for link in links_from(matrix)]}


def _kept(texts: Sequence[Sequence[str]], keep: Sequence[bool]) -> list[list[str]]:
    from amana.translate.folding import without_marks

    return [[without_marks(word) for word in words] for words, wanted in zip(texts, keep, strict=True) if wanted]


def _empty(source: Sequence[str], rendering: Sequence[str]) -> "FloatArray":
    import numpy as np

    return np.zeros((len(source), len(rendering)), dtype=np.float32)
