"""Phrases and single words of the rendering that the source does not have inside a sentence."""

import re
from collections.abc import Iterator, Sequence

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.cues import read_cues
from amana.align.fidelity.declarations import declared_additions
from amana.align.fidelity.omission import band
from amana.align.fidelity.surroundings import touches
from amana.align.fidelity.unsupported import runs_without_counterpart
from amana.align.fidelity.witness import Evidence, witness_adjust
from amana.align.word_support import is_content
from amana.translate.folding import fold
from amana.types import AlignedPair, CheckContext, Finding, Span

WORD, SURE_WORD = 3.7, 5.0  # log-odds from which a single word is shown, and from which it is surer
_WORD = re.compile(r"[^\W\d_]{3,}")


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """One finding a run of rendering words without counterpart. `[words]` declare themselves."""
    if not pair.rendering_support:
        return
    declared = declared_additions(pair)
    runs = runs_without_counterpart(pair.rendering, pair.rendering_support, pair.rendering_added, declared)
    for run in runs:
        rule = band("addition.phrase", run)
        words = pair.rendering.part_text[run.span[0] : run.span[1]]
        sure, testimony = _witnessed(rule, pair, run.first, run.last)
        yield Finding(
            "addition",
            "major" if run.sure else "minor",
            sure,
            f"Not in the source: “{words}”.",
            None,
            run.span,
            "addition",
            pair.part,
            (
                ("rule", rule),
                ("words without counterpart", str(run.content)),
                ("weight", f"{run.weight:.1f}"),
                *testimony,
            ),
        )
    yield from _single_words(pair, [*declared, *(run.span for run in runs)])


def _single_words(pair: AlignedPair, told: Sequence[Span]) -> Iterator[Finding]:
    """One finding a content word that word-level quality estimation takes for added, in no run and not declared. Verbs
    of saying are for the check of attribution."""
    if not any(odds >= WORD for odds in pair.rendering_added):
        return
    told = [*told, *(cue.span for cue in read_cues("attribution_en.tsv").find(pair.rendering))]
    for at, (token, odds) in enumerate(zip(pair.rendering.tokens, pair.rendering_added, strict=False)):
        if odds < WORD or not is_content(token.text, pair.rendering.lang) or touches(token.span, told):
            continue
        rule = "addition.word.sure" if odds >= SURE_WORD else "addition.word"
        sure, testimony = _witnessed(rule, pair, at, at + 1)
        yield Finding(
            "addition",
            "minor",
            sure,
            f"Perhaps not in the source: “{token.text}”.",
            None,
            token.span,
            "addition",
            pair.part,
            (("rule", rule), ("weight", f"{odds:.1f}"), *testimony),
        )


def _witnessed(rule: str, pair: AlignedPair, first: int, last: int) -> tuple[float, Evidence]:
    """The rule's confidence after the machine translation's testimony: it speaks for the rendering where it has most of
    the content words from token `first` to `last` too, for the source where it has hardly any."""
    share = _shared(pair, first, last)
    return witness_adjust(
        confidence(rule),
        says_source=share is not None and share <= 0.2,
        says_rendering=share is not None and share >= 0.6,
    )


def _shared(pair: AlignedPair, first: int, last: int) -> float | None:
    if pair.witness is None:
        return None
    said = {fold(word)[:5] for word in _WORD.findall(pair.witness)}
    tokens = pair.rendering.tokens[first:last]
    mine = [fold(token.text)[:5] for token in tokens if is_content(token.text, pair.rendering.lang)]
    return sum(stem in said for stem in mine) / len(mine) if mine else None
