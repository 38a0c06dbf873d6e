"""Statements that became questions and questions that became statements: one text asks what the other asserts."""

from collections.abc import Iterator

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.cues import read_cues
from amana.types import AlignedPair, CheckContext, Finding, Side, Span

_MARKS = "?؟"
_AFTER = " \t\n\"'”’»)]"  # what may stand behind a closing mark
_OPENS = frozenset('.!;؛:…"“«-–—،,')  # marks behind which a sentence or a quotation may begin


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """At most one finding. A mark at the end tells the question; words that ask in the other text excuse it, since an
    Arabic question often goes without its mark and a direct question is often rendered as an indirect one."""
    if (context.source_lang, context.rendering_lang) != ("ar", "en"):
        return
    asked, asks = _final_mark(pair.source), _final_mark(pair.rendering)
    if asks and not _has_mark(pair.source) and not _asking_words(pair.source):
        yield _finding("hedge.question", "The source asserts this; the rendering asks it.", None, asks, pair)
    elif asked and not _has_mark(pair.rendering) and not _asking_words(pair.rendering):
        yield _finding("hedge.answered", "The source asks this; the rendering asserts it.", asked, None, pair)


def _final_mark(side: Side) -> Span | None:
    """The span of the question mark that a text ends with."""
    end = side.span[0] + len(side.text.rstrip(_AFTER))
    return (end - 1, end) if end > side.span[0] and side.part_text[end - 1] in _MARKS else None


def _has_mark(side: Side) -> bool:
    return any(mark in side.text for mark in _MARKS)


def _asking_words(side: Side) -> bool:
    return any(
        cue.kind == "asks" or cue.first == 0 or side.tokens[cue.first - 1].text in _OPENS
        for cue in read_cues(f"questions_{side.lang}.tsv").find(side)
    )


def _finding(rule: str, text: str, source: Span | None, target: Span | None, pair: AlignedPair) -> Finding:
    evidence = (("rule", rule),)
    return Finding("hedge", "major", confidence(rule), text, source, target, "questions", pair.part, evidence)
