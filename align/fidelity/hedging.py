"""Hedging and modality: what one text puts forward with reserve and the other as a fact, or the other way round; must
for may; approximate figures given as exact ones."""

from collections.abc import Iterator, Sequence

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.cues import Cue, read_cues
from amana.align.fidelity.scope import Places, counterpart, match_cues, witness_side
from amana.align.fidelity.witness import Evidence, witness_adjust
from amana.translate.folding import fold
from amana.types import AlignedPair, CheckContext, Finding, Severity, Side, Span

_MODAL = frozenset({"possible", "probable", "seeming", "hearsay", "uncertain", "estimate"})
_FIGURE = frozenset({"approx", "over", "under"})
_MOOD = frozenset({"must", "can"})
_MAY = frozenset({"may", "might", "could", "can"})
_DOUBTS = frozenset({"may", "might"})  # "could" renders a plain future often enough
_ASKING = frozenset(fold(word) for word in ("كيف", "هل", "متى", "أين", "لماذا", "ماذا", "ما", "أي", "؟"))
_TO = frozenset({"-", "–", "—", "to"})
_REACH = 12.0
_LOOSE = 5.0  # a cue that hedges only now and then has to stand this near to answer for one
_TWICE = 8  # words within which two hedges are one
_NEAR = 4.0  # of a word that says the contrary
_BESIDE = 1.0


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """One finding a hedge that was dropped, strengthened or added, a mood or an inexact figure that changed."""
    if (context.source_lang, context.rendering_lang) != ("ar", "en"):
        return
    sources, targets = hedges(pair.source), hedges(pair.rendering)
    if not any(cue.kind != "loose" for cue in (*sources, *targets)):
        return
    places = Places(pair)
    matches = match_cues(sources, targets, places, reach=_REACH, compatible=_cost)
    spare_sources = [cue for i, cue in enumerate(sources) if i not in {i for i, _, _ in matches}]
    spare_targets = [cue for j, cue in enumerate(targets) if j not in {j for _, j, _ in matches}]
    answered = [sources[i] for i, _, _ in matches if sources[i].kind in _MODAL]
    for cue in spare_sources:
        if cue.kind in _MODAL and not _said_twice(cue, answered, spare_targets):
            yield _dropped(cue, pair, places, spare_targets)
        elif cue.kind in _FIGURE:
            if not any(other.kind in _FIGURE for other in spare_targets) and not _ranges(cue, pair):
                yield _exact(cue, pair, places)
        elif cue.kind in _MOOD:
            yield from _mood(cue, pair, places, spare_targets)
    for cue in spare_targets:
        yield from _added(cue, pair, places, spare_sources)


def hedges(side: Side) -> list[Cue]:
    """The cues of a text that hedge, oblige or round, or may answer for one that does."""
    return [cue for cue in read_cues(f"hedging_{side.lang}.tsv").find(side) if cue.kind != "even"]


def _cost(source: Cue, target: Cue) -> float | None:
    """What it costs to take one cue for the counterpart of another; None where it cannot be."""
    kinds = source.kind, target.kind
    if "future" in kinds or "certain" in kinds:
        return 0.0 if kinds == ("future", "certain") else None
    if source.kind == target.kind:
        return 0.0
    if "loose" in kinds:
        return _REACH - _LOOSE
    if kinds == ("estimate", "approx"):
        return 2.0
    if source.kind in _FIGURE or target.kind in _FIGURE:
        both = source.kind in _FIGURE and target.kind in _FIGURE
        return None if not both else 2.0 if "approx" in kinds else 4.0
    if target.kind == "speech":
        return 2.0 if source.kind in ("hearsay", "estimate", "seeming") else None
    if "must" in kinds:
        return 8.0 if "probable" in kinds else None
    if "can" in kinds:
        return 2.0 if "possible" in kinds else 6.0
    return 1.0


def _said_twice(cue: Cue, answered: Sequence[Cue], spare: Sequence[Cue]) -> bool:
    """Whether a hedge found its counterpart in another way: a free one, or that of the hedge beside it (ربما قد)."""
    return any(other.kind in _MODAL for other in spare) or any(abs(cue.first - o.last) <= _TWICE for o in answered)


def _dropped(cue: Cue, pair: AlignedPair, places: Places, spare: Sequence[Cue]) -> Finding:
    certain = [c for c in spare if c.kind == "certain" and places.distance(cue, c) <= _REACH]
    where = certain[0].span if certain else counterpart(pair, places, range(cue.first, cue.last + 4))
    if certain:
        text = f"The source hedges this: {cue.text} ({cue.gloss}); the rendering has “{certain[0].text}”."
    else:
        beside = f" (near “{pair.rendering.part_text[slice(*where)]}”)" if where else ""
        text = f"The source hedges this: {cue.text} ({cue.gloss}); the rendering says it outright{beside}."
    rule = "hedge.strengthened" if certain else "hedge.dropped"
    return _finding(rule, "major", text, cue.span, where, pair)


def _exact(cue: Cue, pair: AlignedPair, places: Places) -> Finding:
    text = f"The source has {cue.text} ({cue.gloss}) with this figure; the rendering gives the figure alone."
    where = counterpart(pair, places, (cue.last + 1, cue.first, cue.last, cue.last + 2))
    return _finding("hedge.approximator", "minor", text, cue.span, where, pair)


def _ranges(cue: Cue, pair: AlignedPair) -> bool:
    """Whether the figure became a range ("25-30 years", "25 to 30"), which is as rough."""
    figures = [word for word in pair.source.folded[cue.last + 1 : cue.last + 3] if word.isdigit()]
    words = pair.rendering.folded
    return any(
        middle in _TO and right.isdigit() and left in figures
        for left, middle, right in zip(words, words[1:], words[2:], strict=False)
    )


def _mood(cue: Cue, pair: AlignedPair, places: Places, spare: Sequence[Cue]) -> Iterator[Finding]:
    """يجب as "may", يمكن as "must": only where the contrary stands in its very place."""
    for other in spare:
        contrary = other.text.casefold() in _MAY if cue.kind == "must" else other.kind == "must"
        if contrary and places.distance(cue, other) <= _NEAR:
            text = f"The source has {cue.text} ({cue.gloss}); the rendering has “{other.text}”."
            yield _finding("hedge.mood", "major", text, cue.span, other.span, pair)
            return


def _added(cue: Cue, pair: AlignedPair, places: Places, spare: Sequence[Cue]) -> Iterator[Finding]:
    """A hedge of the rendering over what the source says will be, or says without any reserve."""
    asked = _ASKING.intersection((*pair.source.folded[:1], *pair.source.folded[-1:]))  # a question asserts nothing
    if cue.kind == "possible" and cue.text.casefold() in _DOUBTS and not asked:
        future = [c for c in spare if c.kind == "future" and places.distance(c, cue) <= _BESIDE]
        if future:
            text = f"The source says that it will be so: {future[0].text}; the rendering has “{cue.text}”."
            yield _finding("hedge.weakened", "major", text, future[0].span, cue.span, pair)
    elif cue.kind == "hearsay" and cue.text.casefold().endswith("ly") and not _speaks(pair.source, spare):
        text = f"The rendering does not vouch for this: “{cue.text}”; the source says it without reserve."
        yield _finding("hedge.added", "major", text, None, cue.span, pair)


def _speaks(side: Side, spare: Sequence[Cue]) -> bool:
    return any(cue.kind in _MODAL for cue in spare) or bool(read_cues("attribution_ar.tsv").find(side))


def _finding(
    rule: str, severity: Severity, text: str, source: Span | None, target: Span | None, pair: AlignedPair
) -> Finding:
    sure = confidence(rule)
    testimony: Evidence = ()
    witness = witness_side(pair)
    if witness is not None and rule in ("hedge.dropped", "hedge.strengthened", "hedge.approximator"):
        kinds = _FIGURE if rule == "hedge.approximator" else _MODAL
        heard = any(cue.kind in kinds for cue in hedges(witness))
        sure, testimony = witness_adjust(sure, says_source=heard, says_rendering=not heard)
    cue = pair.source.part_text[slice(*source)] if source else pair.rendering.part_text[slice(*target or (0, 0))]
    evidence = (("rule", rule), ("cue", cue), *testimony)
    return Finding("hedge", severity, sure, text, source, target, "hedging", pair.part, evidence)
