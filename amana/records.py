"""What the stages add to bare records before they are checked: translation and word links (`amana check`)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

from amana.align.pairs import pair_from_texts
from amana.stages import Stages
from amana.types import AlignedPair, Bead, Hypothesis

BeadAligner = Callable[[Sequence[str], Sequence[str]], list[Bead]]


def pair_builder(stages: Stages, lang: str = "ar") -> Callable[[Sequence[tuple[str, str]]], list[list[AlignedPair]]]:
    """Texts known to belong together become one pair each, translated and linked. Two empty texts make none."""

    def build(texts: Sequence[tuple[str, str]]) -> list[list[AlignedPair]]:
        pairs = [
            [pair_from_texts(source, rendering, lang)] if source.strip() or rendering.strip() else []
            for source, rendering in texts
        ]
        enriched = iter(enrich([pair for mine in pairs for pair in mine], stages, lang))
        return [list(islice(enriched, len(mine))) for mine in pairs]

    return build


def document_aligner(stages: Stages, langs: tuple[str, str] = ("ar", "en")) -> BeadAligner:
    """Beads of two lists of sentences, with second thoughts about gaps where words are linked."""

    def align(source: Sequence[str], rendering: Sequence[str]) -> list[Bead]:
        from amana.align.gap_repair import repair_document
        from amana.align.sentences import align_sentences

        beads = align_sentences(source, rendering, stages.encoder)
        return repair_document(beads, source, rendering, langs, stages.align_words) if stages.align_words else beads

    return align


def enrich(pairs: Sequence[AlignedPair], stages: Stages, lang: str = "ar") -> list[AlignedPair]:
    """The pairs with one hypothesis a source segment and their word links, as far as the stages give them.

    A segment of several sentences is translated sentence by sentence and joined: one hypothesis, with the mean of the
    scores and every fault of any of them.
    """
    if stages.translator:
        from amana.translate.splitting import split_sentences

        texts = [segment.text for pair in pairs for segment in pair.source.segments]
        split = [[sentence.text for sentence in split_sentences(text, lang)] for text in texts]
        results = iter(stages.translator.translate([sentence for sentences in split for sentence in sentences]))
        joined = iter([_joined(list(islice(results, len(sentences)))) for sentences in split])
        pairs = [replace(pair, hypotheses=tuple(islice(joined, len(pair.source.segments)))) for pair in pairs]
    if stages.align_words:
        pairs = stages.align_words(pairs)
    return list(pairs)


def _joined(hypotheses: Sequence[Hypothesis]) -> Hypothesis:
    scores = [h.score for h in hypotheses if h.score is not None]
    faults = tuple(dict.fromkeys(fault for h in hypotheses for fault in h.faults))
    return Hypothesis(" ".join(h.text for h in hypotheses), sum(scores) / len(scores) if scores else None, faults)
