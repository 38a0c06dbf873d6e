"""Attribution: a statement that the source leaves to somebody (said, according to), and the rendering makes its own."""

from collections.abc import Iterator

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.cues import Cue, read_cues
from amana.align.fidelity.scope import Places, match_cues
from amana.align.fidelity.speakers import changed_speakers, is_speaker
from amana.align.fidelity.surroundings import RENDERED, is_lacking
from amana.translate.folding import fold
from amana.types import AlignedPair, CheckContext, Finding

# An attribution goes to the other end of its sentence freely, so distance only decides between several.
_REACH, _LOOSE = 40.0, 6.0
_STATEMENT, _TWICE = 14, 6
_THAT = frozenset(
    fold(word)
    for that in ("أن", "إن", "بأن")
    for word in (that, *(that + end for end in ("ه", "ها", "هم", "هما", "نا", "ني", "ك", "كم")))
)
_MEASURE, _BEHIND = 2, 3  # words behind بحسب that name the measure; words in which a preposition stands before it
_BY = frozenset({"by", "with", "under", "per", "for", "on", "in", "to", "as"})
_MARKS = frozenset("«»“”„\"':")


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """One finding an attribution that was dropped, or went to another speaker."""
    if (context.source_lang, context.rendering_lang) != ("ar", "en"):
        return
    sources = [cue for cue in read_cues("attribution_ar.tsv").find(pair.source) if cue.kind != "even"]
    targets = [cue for cue in read_cues("attribution_en.tsv").find(pair.rendering) if cue.kind != "even"]
    if not any(cue.kind != "loose" for cue in (*sources, *targets)):
        return
    places = Places(pair)
    matches = match_cues(sources, targets, places, reach=_REACH, compatible=_cost)
    yield from changed_speakers(
        pair, [(sources[i], targets[j]) for i, j, _ in matches if "loose" not in (sources[i].kind, targets[j].kind)]
    )
    matched = {i for i, _, _ in matches}, {j for _, j, _ in matches}
    spare = [cue for j, cue in enumerate(targets) if j not in matched[1]]
    if any(cue.kind != "loose" for cue in spare):
        return
    kept = [sources[i] for i in matched[0]]
    for i, cue in enumerate(sources):
        if i in matched[0] or not _reports(cue, pair) or _said_twice(cue, kept):
            continue
        if not _is_lost(cue, pair) and not _measures(cue, pair, places):
            rule = f"attribution.dropped.{cue.kind}"
            yield Finding(
                "attribution",
                "major",
                confidence(rule),
                f"The source attributes this: {cue.text} ({cue.gloss}); the rendering says it as a fact of its own.",
                cue.span,
                None,
                "attribution",
                pair.part,
                (("rule", rule), ("cue", cue.text)),
            )


def _reports(cue: Cue, pair: AlignedPair) -> bool:
    """Whether a cue brings a statement: one in quotation marks, after a colon or after "that"."""
    if cue.kind in ("source", "accusation"):
        return True
    if cue.kind != "speech":
        return False
    words = pair.source.folded
    ahead = range(cue.last + 1, min(cue.last + 1 + _STATEMENT, len(words)))
    return any(words[at] in _THAT or words[at] in _MARKS for at in ahead)


def _is_lost(cue: Cue, pair: AlignedPair) -> bool:
    """Whether the statement itself is not rendered: then it is an omission, and no fact of the rendering's own."""
    ahead = range(cue.last + 1, min(cue.last + 1 + _STATEMENT, len(pair.source.tokens)))
    words = [at for at in ahead if pair.source.folded[at].isalnum()]
    return cue.kind == "speech" and is_lacking(pair.source_support, words, RENDERED)


def _measures(cue: Cue, pair: AlignedPair, places: Places) -> bool:
    """Whether بحسب or وفق brings no speaker but a measure or a rule, which the rendering has behind a preposition:
    sorted by smell, wooden masks whose expression changes with the tilt."""
    if cue.kind != "source" or cue.first != cue.last:
        return False
    follows = range(cue.last + 1, min(cue.last + 1 + _MEASURE, len(pair.source.tokens)))
    if any(is_speaker(pair.source, at) for at in follows):
        return False
    linked = [place for at in follows for place in places.to_rendering(at)]
    words = pair.rendering.folded
    return any(not _BY.isdisjoint(words[max(place - _BEHIND, 0) : place]) for place in linked)


def _said_twice(cue: Cue, others: list[Cue]) -> bool:
    """صرح قائلا, "stated, as they said": one attribution in two cues."""
    reach = _TWICE if cue.kind == "speech" else _TWICE // 2
    return any(min(abs(cue.first - other.last), abs(other.first - cue.last)) <= reach for other in others)


def _cost(source: Cue, target: Cue) -> float | None:
    if source.kind == target.kind:
        return 0.0
    if "loose" in (source.kind, target.kind):
        return _REACH - _LOOSE
    return 3.0
