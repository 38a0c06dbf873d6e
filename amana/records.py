"""Checking records that come as bare strings or sentence lists: the contracts of `amana check` (DESIGN section 6)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, islice
from typing import Any

from amana.align.pairs import pair_from_texts
from amana.pairing import make_pairs
from amana.segmentation import PartTexts
from amana.stages import Stages
from amana.types import AlignedPair, CheckContext, Document, Excerpt, Finding, Hypothesis, Segment, Span

Record = dict[str, Any]
RECORDS_A_BATCH = 64


def check_pair_records(records: Sequence[Record], stages: Stages, lang: str = "ar") -> Iterator[Record]:
    """For each {"id", "ar", "en"}: {"id", "findings": [...]}, spans in the two strings as given."""
    from amana.align.fidelity.checks import run_checks

    context = CheckContext(source_lang=lang, glossary=stages.checks.glossary)
    for batch in _batches(records):
        whole = [r for r in batch if r["ar"].strip() or r["en"].strip()]
        hypotheses = _hypotheses([r["ar"] for r in whole], stages, lang)
        pairs = [
            pair_from_texts(r["ar"], r["en"], lang, hypotheses=mine) for r, mine in zip(whole, hypotheses, strict=True)
        ]
        linked = iter(_linked(pairs, stages))
        for record in batch:
            mine = [next(linked)] if record["ar"].strip() or record["en"].strip() else []
            findings = run_checks(
                mine, replace(context, pairs=tuple(mine)), only=stages.checks.only, skip=stages.checks.skip,
                min_confidence=stages.checks.min_confidence,
            )  # fmt: skip
            yield {"id": record["id"], "findings": [_pair_finding(finding) for finding in findings]}


def check_document_records(records: Sequence[Record], stages: Stages, lang: str = "ar") -> Iterator[Record]:
    """For each {"doc_id", "ar": [...], "en": [...]}: its links, and findings by sentence index.

    The sentences are taken as they are, never split again; "en_span" counts within the joined (by one space) text of the
    sentences that the finding names.
    """
    from amana.align.fidelity.checks import run_checks
    from amana.align.sentences import align_sentences

    for record in records:
        texts, starts = _as_part(record)
        excerpt = Excerpt(
            str(record["doc_id"]), Document(texts.source_text, lang), Document(texts.rendering_text, "en")
        )
        beads = align_sentences(record["ar"], record["en"], stages.encoder)
        hypotheses = [h for one in _hypotheses(record["ar"], stages, lang) for h in one] if stages.translator else []
        pairs = tuple(_linked(make_pairs(excerpt, texts, beads, hypotheses), stages))
        context = CheckContext(source_lang=lang, glossary=stages.checks.glossary, pairs=pairs)
        findings = run_checks(
            pairs, context, only=stages.checks.only, skip=stages.checks.skip,
            min_confidence=stages.checks.min_confidence,
        )  # fmt: skip
        yield {
            "doc_id": record["doc_id"],
            "links": [[list(bead.source), list(bead.target)] for bead in beads],
            "findings": [_document_finding(finding, pairs, texts, starts) for finding in findings],
        }


def _batches(records: Sequence[Record]) -> Iterator[list[Record]]:
    stream = iter(records)
    while batch := list(islice(stream, RECORDS_A_BATCH)):
        yield batch


def _hypotheses(sources: Sequence[str], stages: Stages, lang: str) -> list[list[Hypothesis]]:
    """The hypotheses of each text's sentences; empty lists where nothing translates."""
    if stages.translator is None:
        return [[] for _ in sources]
    from amana.translate.splitting import split_sentences

    split = [[segment.text for segment in split_sentences(text, lang)] for text in sources]
    results = iter(stages.translator.translate([sentence for sentences in split for sentence in sentences]))
    translated = [list(islice(results, len(sentences))) for sentences in split]
    return [[_joined(mine)] if mine else [Hypothesis("")] for mine in translated]


def _joined(hypotheses: Sequence[Hypothesis]) -> Hypothesis:
    """One hypothesis for a text of several sentences: the mean of the scores, every fault of any of them."""
    scores = [h.score for h in hypotheses if h.score is not None]
    faults = tuple(dict.fromkeys(fault for h in hypotheses for fault in h.faults))
    return Hypothesis(" ".join(h.text for h in hypotheses), sum(scores) / len(scores) if scores else None, faults)


def _linked(pairs: Sequence[AlignedPair], stages: Stages) -> list[AlignedPair]:
    if stages.align_words is None:
        return list(pairs)
    return [replace(pair, links=links) for pair, links in zip(pairs, stages.align_words(pairs), strict=True)]


def _pair_finding(finding: Finding) -> Record:
    return {
        "type": finding.type,
        "category": finding.category,
        "severity": finding.severity,
        "confidence": round(finding.confidence, 3),
        "message": finding.message,
        "source_span": list(finding.source_span) if finding.source_span else None,
        "target_span": list(finding.target_span) if finding.target_span else None,
    }


def _as_part(record: Record) -> tuple[PartTexts, tuple[list[int], list[int]]]:
    """The sentence lists as one part each, joined by newlines, with the start of every sentence."""
    sides = []
    for sentences in (record["ar"], record["en"]):
        starts = [0, *accumulate(len(sentence) + 1 for sentence in sentences)][: len(sentences)]
        segments = tuple(
            Segment(index, sentence, (start, start + len(sentence)))
            for index, (sentence, start) in enumerate(zip(sentences, starts, strict=True))
        )
        sides.append(("\n".join(sentences), segments, starts))
    (source_text, source_segments, source_starts), (text, segments, starts) = sides
    return PartTexts("body", source_text, text, source_segments, segments), (source_starts, starts)


def _document_finding(
    finding: Finding, pairs: Sequence[AlignedPair], texts: PartTexts, starts: tuple[list[int], list[int]]
) -> Record:
    source = _touched(finding.source_span, texts.source_segments)
    target = _touched(finding.target_span, texts.rendering_segments)
    if finding.source_span and not target:  # an omission inside a bead: the place is the bead's rendering
        target = _counterparts(source, pairs)
    span = None
    if finding.target_span and target:
        base = starts[1][target[0]]
        span = [finding.target_span[0] - base, finding.target_span[1] - base]
    return {
        "type": finding.type,
        "ar": source,
        "en": target,
        "en_span": span,
        "severity": finding.severity,
        "confidence": round(finding.confidence, 3),
    }


def _touched(span: Span | None, segments: Sequence[Segment]) -> list[int]:
    if span is None:
        return []
    return [s.index for s in segments if s.span[0] < max(span[1], span[0] + 1) and s.span[1] > span[0]]


def _counterparts(source: Sequence[int], pairs: Sequence[AlignedPair]) -> list[int]:
    return sorted({j for pair in pairs if set(pair.bead.source) & set(source) for j in pair.bead.target})
