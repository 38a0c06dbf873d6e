"""Negation: what one text denies and the other does not.

A clause that is denied needs a cue on the other side, of whatever kind: not for لم, but also "failed to" or "unclear".
A verb that holds a negation (refuse, فشل) may answer for one, and asks for none; that it became its opposite is for
antonyms.py to see.
"""

from collections.abc import Iterator, Sequence

from amana.align.fidelity.antonyms import opposites
from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.cues import Cue
from amana.align.fidelity.negation_cues import rendering_cues, source_cues
from amana.align.fidelity.scope import Places, counterpart, match_cues, witness_side
from amana.align.fidelity.witness import witness_adjust
from amana.types import AlignedPair, CheckContext, Finding

# Words that stand for a negation now and then (few, far) answer for one that is right beside them only.
_REACH, _LOOSE_REACH = 9.0, 3.0
_COSTS = {"lexical": 2.0, "affix": 2.0, "noun": 1.0, "clause": 0.0, "loose": 2.0 + _REACH - _LOOSE_REACH}
# How far a cue that found no partner may be, by its kind, and still be the counterpart: word order carries it away.
_ELSEWHERE = {"clause": 40.0, "noun": 20.0, "lexical": 12.0, "affix": 12.0, "loose": 0.0}

_APART, _LIST = 16, 24  # words from a negation to one that goes on with it; to the "or" of a list that it heads
_LISTED = frozenset({"or", "nor"})
_KEPT = 3  # words behind a negation in which a verb that holds another belongs to it: لن نفشل


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """One finding a negation that was dropped or added, or a word that became its opposite."""
    if (context.source_lang, context.rendering_lang) != ("ar", "en"):
        return
    sources, targets = source_cues(pair.source), rendering_cues(pair.rendering)
    places = Places(pair)
    sources = [cue for cue in sources if not _is_article(cue, pair, places)]
    turned = list(opposites(pair, places, sources, targets))
    yield from turned
    if turned or not any(cue.kind == "clause" for cue in (*sources, *targets)):
        return
    matches = match_cues(sources, targets, places, reach=_REACH, compatible=_cost)
    partners = _freed({i: j for i, j, _ in matches}, sources, targets, places)
    spare_sources = [cue for i, cue in enumerate(sources) if i not in partners]
    spare_targets = [cue for j, cue in enumerate(targets) if j not in partners.values()]
    for cue in spare_sources:
        if (
            cue.kind == "clause"
            and not _cancelled(cue, spare_sources)
            and not _goes_on(cue, sources, targets, pair)
            and not _answered([(o, places.distance(cue, o)) for o in spare_targets])
        ):
            yield _dropped(cue, pair, places, targets)
    halves = {targets[j].first for j in partners.values()}  # no windows and no clocks, of which the second is answered
    for cue in spare_targets:
        if cue.last > cue.first and cue.last in halves:
            continue
        if cue.kind == "clause" and not _answered([(o, places.distance(o, cue)) for o in spare_sources]):
            yield _added(cue, pair, targets)


def _is_article(cue: Cue, pair: AlignedPair, places: Places) -> bool:
    """Whether لا is the first word of a Romance name: لا إسبيرانسا, La Esperanza."""
    if cue.text != "لا":
        return False
    linked = {j for at in (cue.first, cue.first + 1) for j in places.to_rendering(at)}
    return any(pair.rendering.tokens[j - back].text == "La" for j in linked for back in (0, 1) if j >= back)


def _freed(partners: dict[int, int], sources: Sequence[Cue], targets: Sequence[Cue], places: Places) -> dict[int, int]:
    """The partners, source to target, where a clause that is left over takes that of a verb which asks for none: of لم
    ينجح مدافعوه في إيقاف, "failed to stop", لم takes "failed". Not of a verb right behind it: لن نفشل, "will fail"."""
    found = dict(partners)
    taken = {j: i for i, j in found.items()}

    def gives(i: int, j: int) -> bool:
        """Whether two partners hold each other so loosely that either may answer a clause."""
        return {sources[i].kind, targets[j].kind} == {"lexical"} and places.distance(sources[i], targets[j]) > 0

    for i, source in enumerate(sources):
        for j, target in enumerate(targets):
            if places.distance(source, target) + _cost(source, target) > _REACH:
                continue
            if source.kind == "clause" and i not in found and j in taken and gives(taken[j], j):
                if not 0 < sources[taken[j]].first - source.last <= _KEPT:
                    del found[taken[j]]
                    found[i], taken[j] = j, i
            elif (
                target.kind == "clause"
                and j not in taken
                and i in found
                and gives(i, found[i])
                and not 0 < targets[found[i]].first - target.last <= _KEPT
            ):
                del taken[found[i]]
                found[i], taken[j] = j, i
    return found


def _goes_on(cue: Cue, sources: Sequence[Cue], targets: Sequence[Cue], pair: AlignedPair) -> bool:
    """Whether a negation only goes on with one before it, which English says once: لم يفز لا هذا ولا ذاك; لا نبيعها ولا
    نشاركها, "do not sell or share"."""
    stops = {at for at, word in enumerate(pair.source.folded) if word in (".", "؟", "!", "؛")}
    before = [o for o in sources if 0 < cue.first - o.first <= _APART and o.kind != "loose"]
    before = [o for o in before if stops.isdisjoint(range(o.first, cue.first))]
    if not before:
        return False
    if cue.last > cue.first and pair.source.folded[cue.last] == "ولا":  # neither ... nor
        return True
    words = pair.rendering.folded
    listed = any(
        word in _LISTED and 0 < at - o.last <= _LIST
        for at, word in enumerate(words)
        for o in targets
        if o.kind in ("clause", "noun")
    )
    return cue.text.startswith("و") and listed


def _cost(source: Cue, target: Cue) -> float:
    """Like answers like before anything else: of لن نفشل and "will fail" the verbs belong together."""
    return 0.0 if source.kind == target.kind else max(_COSTS[source.kind], _COSTS[target.kind])


def _cancelled(cue: Cue, spare: Sequence[Cue]) -> bool:
    """A denied denial that the rendering put without either: لم يرفض, "accepted"."""
    return any(other.kind == "lexical" and 0 < other.first - cue.last <= 2 for other in spare)


def _answered(spare: Sequence[tuple[Cue, float]]) -> bool:
    return any(distance <= _ELSEWHERE[cue.kind] for cue, distance in spare)


def _dropped(cue: Cue, pair: AlignedPair, places: Places, targets: Sequence[Cue]) -> Finding:
    where = counterpart(pair, places, range(cue.last + 1, cue.last + 4))
    beside = f" (near “{pair.rendering.part_text[slice(*where)]}”)" if where else ""
    denials = _witness_denials(pair)
    sure, testimony = witness_adjust(
        confidence("negation.dropped"),
        says_source=denials is not None and denials > _denials(targets),
        says_rendering=denials is not None and denials <= _denials(targets),
    )
    return Finding(
        "negation",
        "critical",
        sure,
        f"The source denies this: {cue.text} ({cue.gloss}); the rendering affirms it{beside}.",
        cue.span,
        where,
        "negation",
        pair.part,
        (("rule", "negation.dropped"), ("cue", f"{cue.text} ({cue.gloss})"), *testimony),
    )


def _added(cue: Cue, pair: AlignedPair, targets: Sequence[Cue]) -> Finding:
    denials = _witness_denials(pair)
    sure, testimony = witness_adjust(
        confidence("negation.added"),
        says_source=denials is not None and denials < _denials(targets),
        says_rendering=denials is not None and denials >= _denials(targets),
    )
    return Finding(
        "negation",
        "critical",
        sure,
        f"The rendering denies this: “{cue.text}”; the source has no negation here.",
        None,
        cue.span,
        "negation",
        pair.part,
        (("rule", "negation.added"), ("cue", cue.text), *testimony),
    )


def _denials(cues: Sequence[Cue]) -> int:
    return sum(cue.kind in ("clause", "noun", "affix") for cue in cues)


def _witness_denials(pair: AlignedPair) -> int | None:
    side = witness_side(pair)
    return None if side is None else _denials(rendering_cues(side))
