"""Sentences that only one side has, and what the rendering declares about them.

A gap that the rendering declares (`...`, `[...]`) is one neutral finding; one that it does not declare is a finding a
sentence. A long stretch before the first or after the last rendered sentence is one minor finding: the rendering is of
a part of the source, and does not say so.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.declarations import (
    Mark,
    declared_additions,
    declared_omissions,
    omission_marks,
    only_bracketed,
    only_marks,
)
from amana.types import AlignedPair, CheckContext, Finding, Severity, Span

# From so many sentences on, an unrendered beginning or end reads as "only a part was rendered", not as a slip.
EDGE_RUN = 4
SURE_ENOUGH = 0.6
_QUOTED = 60


def check(pairs: Sequence[AlignedPair], context: CheckContext) -> Iterator[Finding]:
    """Whole sentences without counterpart, and declarations inside the rendered ones."""
    for _, group in groupby(pairs, key=lambda pair: pair.part):
        yield from _check_part(list(group))


def _check_part(pairs: list[AlignedPair]) -> Iterator[Finding]:
    rendered = any(pair.bead.target for pair in pairs)
    spent: set[Span] = set()  # marks that declared a whole gap: not reported again inside their pair
    runs = [list(run) for _, run in groupby(range(len(pairs)), key=lambda i: pairs[i].is_gap)]
    for run in runs:
        if pairs[run[0]].is_gap and rendered:
            for finding in _check_run(pairs, run):
                if finding.type == "omission" and finding.target_span:
                    spent.add(finding.target_span)
                yield finding
        elif pairs[run[0]].is_gap:  # nothing was rendered at all: the pipeline says so; here one finding is enough
            sources = [i for i in run if pairs[i].bead.source]
            if sources:
                yield _undeclared(pairs, sources, "gap.omission", "major", "Nothing of this is rendered")
    for pair in pairs:
        if not pair.is_gap:
            yield from _inside(pair, spent)


def _check_run(pairs: list[AlignedPair], run: list[int]) -> Iterator[Finding]:
    sources = [i for i in run if pairs[i].bead.source]
    mark = _declaration(pairs, run)
    if sources and mark:
        span = pairs[sources[0]].source.span[0], pairs[sources[-1]].source.span[1]
        sentences = sum(len(pairs[i].bead.source) for i in sources)
        yield Finding(
            "omission",
            "neutral",
            confidence("gap.declared"),
            f"{sentences} sentence{'s' if sentences > 1 else ''} of the source left out; the rendering declares it.",
            span,
            mark.span,
            "gaps",
            pairs[sources[0]].part,
            (("rule", "gap.declared"), ("declared", pairs[run[0]].rendering.part_text[slice(*mark.span)])),
        )
    elif sources:
        yield from _omitted(pairs, run, sources)
    for i in run:
        if pairs[i].bead.target and not only_marks(pairs[i].rendering):
            yield _added(pairs[i])


def _omitted(pairs: list[AlignedPair], run: list[int], sources: list[int]) -> Iterator[Finding]:
    if len(sources) >= EDGE_RUN and run[0] == 0:
        message = "The rendering begins later: {n} sentences at the beginning of the source are not rendered"
        yield _undeclared(pairs, sources, "gap.part_only", "minor", message)
    elif len(sources) >= EDGE_RUN and run[-1] == len(pairs) - 1:
        message = "The rendering ends earlier: {n} sentences at the end of the source are not rendered"
        yield _undeclared(pairs, sources, "gap.part_only", "minor", message)
    else:
        for i in sources:
            yield _undeclared(pairs, [i], "gap.omission", "major", "This sentence of the source is not rendered")


def _undeclared(pairs: list[AlignedPair], sources: list[int], rule: str, severity: Severity, message: str) -> Finding:
    first, last = pairs[sources[0]], pairs[sources[-1]]
    sure = confidence(rule) * min(pairs[i].bead.confidence for i in sources)
    text = message.format(n=len(sources)) + f", and no ellipsis declares it: “{_short(first.source.text)}”."
    return Finding(
        "omission",
        severity if severity == "minor" else _severity(sure),
        sure,
        text,
        (first.source.span[0], last.source.span[1]),
        None,
        "gaps",
        first.part,
        (("rule", rule), ("sentences", str(sum(len(pairs[i].bead.source) for i in sources)))),
    )


def _severity(sure: float) -> Severity:
    """A gap that may be the aligner's own is no major finding."""
    return "major" if sure >= SURE_ENOUGH else "minor"


def _added(pair: AlignedPair) -> Finding:
    quoted = _short(pair.rendering.text)
    if only_bracketed(pair.rendering):
        return _neutral_addition(pair, pair.rendering.span)
    message = f"This sentence of the rendering has no counterpart in the source: “{quoted}”."
    sure = confidence("gap.addition") * pair.bead.confidence
    evidence = (("rule", "gap.addition"),)
    return Finding("addition", _severity(sure), sure, message, None, pair.rendering.span, "gaps", pair.part, evidence)


def _neutral_addition(pair: AlignedPair, span: Span) -> Finding:
    words = pair.rendering.part_text[slice(*span)]
    message = f"Added by the rendering, in square brackets: {words}."
    evidence = (("rule", "gap.declared"), ("declared", words))
    return Finding("addition", "neutral", confidence("gap.declared"), message, None, span, "gaps", pair.part, evidence)


def _declaration(pairs: list[AlignedPair], run: list[int]) -> Mark | None:
    """The mark that declares a run of gaps: a stretch of its own, or at the edge of the rendering beside the run."""
    for i in run:
        if only_marks(pairs[i].rendering):
            return omission_marks(pairs[i].rendering)[0]
    if run[0] > 0:
        for mark in reversed(declared_omissions(pairs[run[0] - 1])):
            if mark.at_end or mark.bracketed:
                return mark
    if run[-1] + 1 < len(pairs):
        for mark in declared_omissions(pairs[run[-1] + 1]):
            if mark.at_start or mark.bracketed:
                return mark
    return None


def _inside(pair: AlignedPair, spent: set[Span]) -> Iterator[Finding]:
    text = pair.rendering.part_text
    for mark in declared_omissions(pair):
        if mark.span not in spent:
            message = "The rendering declares that it leaves something out here."
            evidence = (("rule", "gap.declared"), ("declared", text[slice(*mark.span)]))
            yield Finding(
                "omission", "neutral", confidence("gap.declared"), message, None, mark.span, "gaps", pair.part, evidence
            )
    for span in declared_additions(pair):
        yield _neutral_addition(pair, span)


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[:_QUOTED].rsplit(" ", 1)[0] + " …"
