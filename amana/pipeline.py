"""The main job, read top to bottom: excerpts in, comparisons out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from amana.errors import AmanaError
from amana.pairing import count_in_pairs, make_pairs, one_sided_beads
from amana.segmentation import PartTexts, display_changes, split_parts
from amana.stages import Stages
from amana.types import AlignedPair, Bead, CheckContext, Comparison, Excerpt, Hypothesis

# Translation is batched over this many excerpts: enough for full batches, few enough for a smooth progress bar.
EXCERPTS_A_BATCH = 16


def compare_excerpts(excerpts: Iterable[Excerpt], stages: Stages) -> Iterator[Comparison]:
    """One comparison an excerpt, in order. What cannot be compared becomes a comparison with `error` set."""
    stream = iter(excerpts)
    while batch := list(islice(stream, EXCERPTS_A_BATCH)):
        problems = [excerpt.problem or language_problem(excerpt, stages) for excerpt in batch]
        texts = [[] if problem else split_parts(excerpt) for excerpt, problem in zip(batch, problems, strict=True)]
        hypotheses = _translate(batch, texts, stages)
        for excerpt, problem, parts, translated in zip(batch, problems, texts, hypotheses, strict=True):
            if problem:
                yield failed(excerpt, problem, stages)
                continue
            try:
                yield _compare(excerpt, parts, translated, stages)
            except AmanaError as error:
                yield failed(excerpt, str(error), stages)


def failed(excerpt: Excerpt, problem: str, stages: Stages) -> Comparison:
    """The error row of an excerpt that could not be compared."""
    return Comparison(excerpt, (), (), signature=stages.signature, model_note=stages.model_note, error=problem)


def language_problem(excerpt: Excerpt, stages: Stages) -> str | None:
    """Why the loaded model cannot translate this excerpt's source, or None."""
    if excerpt.source is None or not _needs_translation(excerpt) or stages.translator is None or not stages.model_langs:
        return None
    source_lang, target_lang = stages.model_langs
    wanted = excerpt.rendering.lang if excerpt.rendering else target_lang
    if (excerpt.source.lang, wanted) == (source_lang, target_lang):
        return None
    return (
        f"the source is '{excerpt.source.lang}' and the rendering '{wanted}', but the model translates "
        f"'{source_lang}' to '{target_lang}': name a MarianMT model of that pair with --model, or compare without "
        f"translation with --no-mt"
    )


def _needs_translation(excerpt: Excerpt) -> bool:
    """Two accounts in one language are compared as they are."""
    return excerpt.source is not None and (excerpt.rendering is None or excerpt.source.lang != excerpt.rendering.lang)


def _translate(
    batch: Sequence[Excerpt], texts: Sequence[list[PartTexts]], stages: Stages
) -> list[list[list[Hypothesis]]]:
    """Hypotheses by excerpt, part and source segment, in one call for the whole batch."""
    if stages.translator is None:
        return [[[] for _ in parts] for parts in texts]
    wanted = [
        [[segment.text for segment in part.source_segments] if _needs_translation(excerpt) else [] for part in parts]
        for excerpt, parts in zip(batch, texts, strict=True)
    ]
    sentences = [sentence for parts in wanted for part in parts for sentence in part]
    results = iter(stages.translator.translate(sentences) if sentences else [])
    return [[list(islice(results, len(part))) for part in parts] for parts in wanted]


def _compare(
    excerpt: Excerpt, parts: Sequence[PartTexts], hypotheses: Sequence[Sequence[Hypothesis]], stages: Stages
) -> Comparison:
    from amana.align.fidelity.checks import run_checks

    langs = excerpt.source.lang if excerpt.source else "", excerpt.rendering.lang if excerpt.rendering else ""
    pairs: list[AlignedPair] = []
    for texts, translated in zip(parts, hypotheses, strict=True):
        pairs += make_pairs(excerpt, texts, _align(texts, langs, stages), translated)
    if stages.align_words:
        pairs = stages.align_words(pairs)
    compared = tuple(pair for pair in pairs if pair.part not in {t.part for t in parts if t.is_one_sided})
    context = CheckContext(
        source_lang=langs[0],
        rendering_lang=langs[1],
        source_date=excerpt.source.date if excerpt.source else None,
        glossary=stages.checks.glossary,
        pairs=compared,
    )
    findings = run_checks(
        compared, context, only=stages.checks.only, skip=stages.checks.skip, min_confidence=stages.checks.min_confidence
    )
    return Comparison(
        excerpt=excerpt,
        pairs=tuple(pairs),
        findings=tuple(findings),
        scores=figures(parts, pairs),
        changes={
            side: changes
            for side, document in (("source", excerpt.source), ("rendering", excerpt.rendering))
            if (changes := display_changes(document))
        },
        signature=stages.signature,
        model_note=stages.model_note if any(pair.hypotheses for pair in pairs) else "",
    )


def _align(texts: PartTexts, langs: tuple[str, str], stages: Stages) -> list[Bead]:
    from amana.align.gap_repair import repair_gaps
    from amana.align.sentences import align_sentences

    if texts.is_one_sided:
        return one_sided_beads(texts)
    if texts.part == "title":
        return [Bead((0,), (0,), 1.0)]  # published as a pair: nothing to decide
    beads = align_sentences(
        [segment.text for segment in texts.source_segments],
        [segment.text for segment in texts.rendering_segments],
        stages.encoder,
    )
    if stages.align_words is None:
        return beads
    source = langs[0], texts.source_text, texts.source_segments
    return repair_gaps(beads, source, (langs[1], texts.rendering_text, texts.rendering_segments), stages.align_words)


def figures(parts: Sequence[PartTexts], pairs: Sequence[AlignedPair]) -> dict[str, float]:
    """Counts of body segments with and without a counterpart, and chrF2 of the machine translation against the
    rendering over the beads that have both (sacreBLEU's defaults, 0..100). Two accounts of one language: chrF of the
    two texts."""
    scores: dict[str, float] = {}
    for texts in parts:
        if texts.part == "body":
            matched = [pair.bead for pair in pairs if pair.part == "body" and not pair.is_gap]
            scores["source_segments"] = len(texts.source_segments)
            scores["rendering_segments"] = len(texts.rendering_segments)
            if not texts.is_one_sided:
                scores["source_rendered"] = count_in_pairs(texts.source_segments, [bead.source for bead in matched])
                scores["rendering_sourced"] = count_in_pairs(
                    texts.rendering_segments, [bead.target for bead in matched]
                )
    compared = [pair for pair in pairs if not pair.is_gap]
    ours = [pair.witness or "" for pair in compared]
    if compared and all(pair.source.lang == pair.rendering.lang for pair in compared):
        ours = [pair.source.text for pair in compared]
    if any(ours):
        from sacrebleu.metrics.chrf import CHRF

        scores["chrf"] = round(CHRF().corpus_score(ours, [[pair.rendering.text for pair in compared]]).score, 1)
    return scores
