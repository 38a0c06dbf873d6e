"""Word links: which word of the rendering stands for which word of the source.

Evidence is added up in one score a pair of words, then decided in both directions at once (word_similarity.agreement).
A word whose best agreement stays below the threshold is unaligned.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from amana.align.contextual import ContextualEncoder
from amana.align.word_evidence import lexical_evidence, position_distance
from amana.align.word_quality import word_faults
from amana.align.word_similarity import agreement, similarity
from amana.align.word_support import features, is_content, support
from amana.translate.folding import without_marks
from amana.types import AlignedPair, Link

if TYPE_CHECKING:
    from amana.types import FloatArray

LAYER = 7  # of the encoder's 12: the middle layers align best, here as in the papers (docs/word-links.md)
THRESHOLD = 0.25  # of the agreement; precision and recall are near each other there
RECORDS_A_BATCH = 128
FUNCTION_WEIGHT = 0.3  # of a function word in what a content word beside it has to share
POSITION = 0.2  # what a link costs that runs from one end of the sentence to the other


class WordLinker:
    """Links for pairs of texts. Loads the encoder once; keeps nothing else, so a pair's links depend on it alone."""

    def __init__(self, encoder: ContextualEncoder | None = None) -> None:
        self.encoder = encoder or ContextualEncoder(LAYER)
        self.signature = f"links-5:{self.encoder.signature}"

    def __call__(self, pairs: Sequence[AlignedPair]) -> list[tuple[Link, ...]]:
        """The links of each pair, by token index, in order; none for a gap."""
        return [pair.links for pair in self.enrich(pairs)]

    def enrich(self, pairs: Sequence[AlignedPair]) -> list[AlignedPair]:
        """The pairs with their links and the support of every word. Gaps come back as they are."""
        whole = [pair for pair in pairs if pair.source.tokens and pair.rendering.tokens]
        words = [[[without_marks(t.text) for t in side.tokens] for side in (p.source, p.rendering)] for p in whole]
        vectors = iter(self.encoder.words([side for both in words for side in both]))
        enriched = []
        for pair, (source, rendering) in zip(whole, words, strict=True):
            langs = pair.source.lang, pair.rendering.lang
            states = next(vectors), next(vectors)
            similarities, agreements = matrices(source, rendering, *states, langs)
            faults = word_faults((source, rendering), states, similarities, langs)
            enriched.append(
                replace(
                    pair,
                    links=links_from(link_scores(similarities, source, rendering, langs)),
                    source_support=support(features(similarities, agreements, source), source, langs[0]),
                    rendering_support=support(features(similarities.T, agreements.T, rendering), rendering, langs[1]),
                    source_missing=faults.source,
                    rendering_added=faults.rendering,
                    rendering_breaks=faults.breaks,
                )
            )
        done = iter(enriched)
        return [next(done) if pair.source.tokens and pair.rendering.tokens else pair for pair in pairs]


def matrices(
    source: Sequence[str],
    rendering: Sequence[str],
    source_vectors: "FloatArray",
    rendering_vectors: "FloatArray",
    langs: tuple[str, str],
) -> "tuple[FloatArray, FloatArray]":
    """Similarity and plain agreement of every two words, each of shape (source words, rendering words): what the
    support of a word is read from."""
    similarities = similarity(source_vectors, rendering_vectors, *langs) + lexical_evidence(source, rendering)
    return similarities, agreement(similarities - POSITION * position_distance(len(source), len(rendering)))


def link_scores(
    similarities: "FloatArray", source: Sequence[str], rendering: Sequence[str], langs: tuple[str, str]
) -> "FloatArray":
    """The agreement that links are read from: function words take less than their share."""
    import numpy as np

    weights = [
        np.array([1.0 if is_content(word, lang) else FUNCTION_WEIGHT for word in words], dtype=np.float32)
        for words, lang in zip((source, rendering), langs, strict=True)
    ]
    placed = similarities - POSITION * position_distance(len(source), len(rendering))
    return agreement(placed, source_weights=weights[0], rendering_weights=weights[1])


def links_from(matrix: "FloatArray", threshold: float = THRESHOLD) -> tuple[Link, ...]:
    """The cells at or above the threshold, in order of the source; confidence is the calibrated agreement."""
    return tuple(
        Link(int(i), int(j), confidence(float(matrix[i, j])))
        for i, j in zip(*(matrix >= threshold).nonzero(), strict=True)
    )


def confidence(value: float) -> float:
    """The share of right links among those of this agreement: the least-squares line through the 1,325 links said on
    the development set (`benchmarks/word_links.py` prints it), no higher than .98."""
    return round(min(0.98, 0.36 + 0.64 * value), 3)


def align_token_records(
    records: Iterable[Mapping[str, Any]], linker: WordLinker | None = None, langs: tuple[str, str] = ("ar", "en")
) -> Iterator[dict[str, Any]]:
    """`{"id", "ar": [tokens], "en": [tokens]}` in, `{"id", "links": [[i, j], ...]}` out, one for one and in order."""
    linker = linker or WordLinker()
    rows = list(records)
    for start in range(0, len(rows), RECORDS_A_BATCH):
        batch = rows[start : start + RECORDS_A_BATCH]
        words = [[without_marks(word) for word in record[side]] for record in batch for side in ("ar", "en")]
        sides, vectors = iter(words), iter(linker.encoder.words(words))
        for record in batch:
            source, rendering = next(sides), next(sides)
            similarities, _ = matrices(source, rendering, next(vectors), next(vectors), langs)
            links = links_from(link_scores(similarities, source, rendering, langs))
            yield {"id": record["id"], "links": [[link.source, link.target] for link in links]}
