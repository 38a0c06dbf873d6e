"""Findings in the shapes that `amana check --pairs` and `--documents` write (DESIGN section 6).

How texts become pairs (splitting, sentence beads, word links, translation) is the caller's: `build` for a pair's two
texts, `align` and `enrich` for a document. Without them a record is one pair, and a document has to be aligned already.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from amana.align.fidelity.checks import locate_findings
from amana.align.pairs import make_side, pair_from_texts
from amana.types import AlignedPair, Bead, CheckContext, Finding, Segment, Side, Span

Record = dict[str, Any]
PairBuilder = Callable[[Sequence[tuple[str, str]]], Iterable[Sequence[AlignedPair]]]
BeadAligner = Callable[[Sequence[str], Sequence[str]], Sequence[Bead]]
Enricher = Callable[[Sequence[AlignedPair]], Sequence[AlignedPair]]

# Texts that are built in one call: enough for full batches of a model.
RECORDS_A_BATCH = 256


def check_pairs(
    records: Iterable[Mapping[str, Any]],
    build: PairBuilder | None = None,
    *,
    context: CheckContext | None = None,
    only: Sequence[str] = (),
    skip: Sequence[str] = (),
    min_confidence: float = 0.0,
) -> Iterator[Record]:
    """`{"id", "ar", "en"}` in, `{"id", "findings": [...]}` out, in order. Spans are in "ar" and "en"."""
    context = context or CheckContext()
    build = build or _one_pair_each
    stream = iter(records)
    while batch := list(islice(stream, RECORDS_A_BATCH)):
        texts = [(record["ar"], record["en"]) for record in batch]
        for record, pairs in zip(batch, build(texts), strict=True):
            found = locate_findings(pairs, context, only=only, skip=skip, min_confidence=min_confidence)
            yield {"id": record["id"], "findings": [finding_record(finding) for _, finding in found]}


def check_documents(
    records: Iterable[Mapping[str, Any]],
    align: BeadAligner,
    enrich: Enricher | None = None,
    *,
    context: CheckContext | None = None,
    only: Sequence[str] = (),
    skip: Sequence[str] = (),
    min_confidence: float = 0.0,
) -> Iterator[Record]:
    """`{"doc_id", "ar": [...], "en": [...]}` in, `{"doc_id", "links", "findings"}` out, one for one and in order."""
    context = context or CheckContext()
    for record in records:
        beads = align(record["ar"], record["en"])
        pairs: Sequence[AlignedPair] = document_pairs(record["ar"], record["en"], beads, context)
        pairs = enrich(pairs) if enrich else pairs
        found = locate_findings(pairs, context, only=only, skip=skip, min_confidence=min_confidence)
        yield {
            "doc_id": record["doc_id"],
            "links": [[list(bead.source), list(bead.target)] for bead in beads],
            "findings": [document_finding_record(finding, index, pairs) for index, finding in found],
        }


def document_pairs(
    source: Sequence[str], rendering: Sequence[str], beads: Iterable[Bead], context: CheckContext
) -> list[AlignedPair]:
    """Pairs over given sentences. The text of a side is its sentences joined by one space, so that an offset from the
    first sentence of a bead is an offset in the joined text of the bead's sentences."""
    texts = " ".join(source), " ".join(rendering)
    segments = _segments(source), _segments(rendering)
    pairs = []
    ends = [0, 0]
    for bead in beads:
        sides = []
        for k, (lang, indices) in enumerate(
            ((context.source_lang, bead.source), (context.rendering_lang, bead.target))
        ):
            side = make_side(lang, texts[k], [segments[k][i] for i in indices], gap_at=ends[k])
            ends[k] = side.span[1]
            sides.append(side)
        pairs.append(AlignedPair("body", bead, sides[0], sides[1]))
    return pairs


def finding_record(finding: Finding) -> Record:
    """A finding as `--pairs` writes it."""
    return {
        "type": finding.type,
        "category": finding.category,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "source_span": finding.source_span and list(finding.source_span),
        "target_span": finding.target_span and list(finding.target_span),
    }


def document_finding_record(finding: Finding, index: int, pairs: Sequence[AlignedPair]) -> Record:
    """A finding as `--documents` writes it: with the sentences it is about, the pair's where it has no span there."""
    source = _touched([pair.source for pair in pairs], index, finding.source_span)
    target = _touched([pair.rendering for pair in pairs], index, finding.target_span)
    span = None
    if finding.target_span and target:
        start = target[0].span[0]
        span = [finding.target_span[0] - start, finding.target_span[1] - start]
    return {
        "type": finding.type,
        "ar": [segment.index for segment in source],
        "en": [segment.index for segment in target],
        "en_span": span,
        "severity": finding.severity,
        "confidence": finding.confidence,
    }


def _one_pair_each(texts: Sequence[tuple[str, str]]) -> Iterator[Sequence[AlignedPair]]:
    for source, rendering in texts:
        empty = not source.strip() and not rendering.strip()
        yield () if empty else (pair_from_texts(source, rendering),)


def _segments(sentences: Sequence[str]) -> list[Segment]:
    segments = []
    start = 0
    for index, sentence in enumerate(sentences):
        segments.append(Segment(index, sentence, (start, start + len(sentence))))
        start += len(sentence) + 1
    return segments


def _touched(sides: Sequence[Side], index: int, span: Span | None) -> list[Segment]:
    """The segments that a span touches, over several pairs where it is that long; without a span, the pair's own."""
    if span is None:
        return list(sides[index].segments)
    first = index
    while first > 0 and (not sides[first].segments or sides[first].span[0] > span[0]):
        first -= 1  # the mark that declares a gap may stand in a pair before it
    found = []
    for side in sides[first:]:
        if side.segments and side.span[0] >= span[1]:
            break
        found += [segment for segment in side.segments if segment.span[0] < span[1] and span[0] < segment.span[1]]
    return found or list(sides[index].segments)
