"""Hedging: what one text puts forward with reserve and the other as a fact; approximate figures given as exact ones."""

from collections.abc import Iterator

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.cues import Cue, read_cues
from amana.align.fidelity.scope import Places, counterpart, match_cues
from amana.types import AlignedPair, CheckContext, Finding, Severity

_MODAL = frozenset({"possible", "probable", "seeming", "hearsay"})
_FIGURE = frozenset({"approx", "over", "under"})
_REACH = 12.0
# A cue that hedges only now and then has to stand near to answer for one.
_LOOSE = 5.0


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """One finding a hedge that was dropped, strengthened or added."""
    if (context.source_lang, context.rendering_lang) != ("ar", "en"):
        return
    sources = [cue for cue in read_cues("hedging_ar.tsv").find(pair.source) if cue.kind != "even"]
    targets = [cue for cue in read_cues("hedging_en.tsv").find(pair.rendering) if cue.kind != "even"]
    asks = [cue for cue in sources if cue.kind in _MODAL or cue.kind in _FIGURE]
    if not asks and not any(cue.kind in _MODAL for cue in targets):
        return
    places = Places(pair)
    matches = match_cues(sources, targets, places, reach=_REACH, compatible=_cost)
    matched = {i for i, _, _ in matches}, {j for _, j, _ in matches}
    spare = [cue for j, cue in enumerate(targets) if j not in matched[1]]
    for i, cue in enumerate(sources):
        if i not in matched[0] and cue.kind in _MODAL | _FIGURE:
            yield from _dropped(cue, pair, places, spare)


def _cost(source: Cue, target: Cue) -> float | None:
    figures = source.kind in _FIGURE, target.kind in _FIGURE
    if target.kind == "certain":
        return None
    if source.kind == target.kind:
        return 0.0
    if "loose" in (source.kind, target.kind):
        return _REACH - _LOOSE
    if figures == (True, True):
        return 2.0 if "approx" in (source.kind, target.kind) else 4.0
    if any(figures):
        return None
    if target.kind == "speech":
        return 2.0 if source.kind == "hearsay" else None
    return 1.0


def _dropped(cue: Cue, pair: AlignedPair, places: Places, spare: list[Cue]) -> Iterator[Finding]:
    figure = cue.kind in _FIGURE
    if any(other.kind in (_FIGURE if figure else _MODAL) for other in spare):
        return
    rule = "hedge.approximator" if figure else "hedge.dropped"
    where = counterpart(pair, places, range(cue.first, cue.last + 4))
    severity: Severity = "minor" if figure else "major"
    if figure:
        text = f"The source gives this figure as inexact: {cue.text} ({cue.gloss}); the rendering as exact."
    else:
        text = f"The source hedges this with {cue.text} ({cue.gloss}); the rendering says it outright."
    yield Finding(
        "hedge",
        severity,
        confidence(rule),
        text,
        cue.span,
        where,
        "hedging",
        pair.part,
        (("rule", rule), ("cue", cue.text)),
    )
