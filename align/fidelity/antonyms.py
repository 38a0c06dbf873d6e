"""A word rendered by its opposite: رفض by "accepted", غير قانوني by "legal", يُسمح by "banned".

Read with polarity: an opposite that is denied says the same again (لم يرفض: "accepted", but also "did not accept" for
رفض), so that only an odd number of turns is a finding.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.clitics import without_proclitics
from amana.align.fidelity.cues import Cue
from amana.align.fidelity.data_files import data_lines
from amana.align.fidelity.morphology import english_stems
from amana.align.fidelity.scope import Places
from amana.translate.folding import fold
from amana.types import AlignedPair, Finding

_SHORT = 14  # words of a text in which one word and its opposite can hardly be about two things
_NOT = frozenset({"not", "non", "no", "never"})
_BEFORE_SOURCE, _BEFORE_RENDERING = 2, 3  # words in which a negation before a word denies that word
_LOOSELY_BEFORE = 4  # words in which it may deny that word
_LA = ("لا", "ولا")  # which before a noun continues another negation more often than it makes an opposite


@dataclass(frozen=True, slots=True)
class _Entry:
    gloss: str
    same: frozenset[str]
    opposite: frozenset[str]


def opposites(pair: AlignedPair, places: Places, sources: Sequence[Cue], targets: Sequence[Cue]) -> Iterator[Finding]:
    """Words whose counterpart says the opposite. `sources` and `targets` are the negation cues of the pair."""
    for at, word in enumerate(pair.source.folded):
        entry = _entry(word)
        if entry is None or any(cue.first < at <= cue.last for cue in sources):
            continue  # غير مسبوقة, unprecedented: a negation of several words has read this one
        denied = _denials(at, sources, _BEFORE_SOURCE) > 0
        found = [
            (j, word in entry.opposite)
            for j, word in _candidates(pair, entry)
            if not any(cue.first < j <= cue.last for cue in targets)  # don't forget: a cue of several words has it
        ]
        loosely = _denials(at, sources, _LOOSELY_BEFORE)
        readings = {denied, loosely > 0}  # لا توفر الحماية الكافية: "insufficient"
        if loosely > 1:
            readings.add(False)  # لا لأنني غير مهذبة
        if any(turned == (said != _is_denied(j, pair, targets)) for j, turned in found for said in readings):
            continue  # somewhere the rendering says what the source says
        # That a negation alone was lost is for negation.py; غير, which makes a word its own opposite, is read here.
        unmade = any(cue.kind == "noun" and cue.first == cue.last == at - 1 for cue in sources)
        unmade = unmade and pair.source.folded[at - 1] not in _LA
        if unmade and any(_entry(other) is entry for other in pair.source.folded[max(at - 4, 0) : at]):
            continue  # الرسمي وغير الرسمي: the rendering has both
        wrong = [
            j
            for j, turned in found
            if (turned or unmade) and _stands_for(at, j, pair, places) and not (turned and _excused(j, at, pair))
        ]
        if wrong:
            yield _finding(at, wrong[0], entry, denied, pair, sources, targets)


def _candidates(pair: AlignedPair, entry: _Entry) -> Iterator[tuple[int, str]]:
    for j, word in enumerate(pair.rendering.folded):
        for stem in english_stems(word):
            if stem in entry.same or stem in entry.opposite:
                yield j, stem
                break


def _stands_for(source: int, target: int, pair: AlignedPair, places: Places) -> bool:
    """Linked; where there are no links at all, at about the same place of a short text."""
    if pair.rendering.folded[target + 1 : target + 2] in (("to",), ("by",)):
        return False  # the same event from the other side: won by Chile, lost to Chile
    if places.linked:
        linked = places.to_rendering(source)
        return target in linked or (not linked and not places.to_source(target) and _short(pair))
    return _short(pair)


def _excused(j: int, at: int, pair: AlignedPair) -> bool:
    """Whether an opposite is unmade by the word before it ("not long after"), or is what another source word says."""
    if _NOT.intersection(pair.rendering.folded[max(j - 2, 0) : j]):
        return True
    stems = english_stems(pair.rendering.folded[j])
    others = (_entry(word) for i, word in enumerate(pair.source.folded) if i != at)
    return any(entry is not None and not entry.same.isdisjoint(stems) for entry in others)


def _short(pair: AlignedPair) -> bool:
    return max(len(pair.source.tokens), len(pair.rendering.tokens)) <= _SHORT


def _denials(at: int, cues: Sequence[Cue], reach: int) -> int:
    """How many negations stand right before a word; one that is the word itself does not count."""
    return sum(cue.kind in ("clause", "noun") and 0 < at - cue.last <= reach for cue in cues)


def _is_denied(j: int, pair: AlignedPair, targets: Sequence[Cue]) -> bool:
    return pair.rendering.folded[j - 1 : j] == ("non",) or _denials(j, targets, _BEFORE_RENDERING) > 0


def _finding(
    at: int, j: int, entry: _Entry, denied: bool, pair: AlignedPair, sources: Sequence[Cue], targets: Sequence[Cue]
) -> Finding:
    start = next((c.span[0] for c in sources if denied and 0 < at - c.last <= _BEFORE_SOURCE), None)
    source = (pair.source.tokens[at].span[0] if start is None else start, pair.source.tokens[at].span[1])
    begin = next((c.span[0] for c in targets if c.kind == "clause" and 0 < j - c.last <= _BEFORE_RENDERING), None)
    target = (pair.rendering.tokens[j].span[0] if begin is None else begin, pair.rendering.tokens[j].span[1])
    words = pair.source.part_text[slice(*source)], pair.rendering.part_text[slice(*target)]
    gloss = f"not {entry.gloss}" if denied else entry.gloss
    return Finding(
        "negation",
        "critical",
        confidence("negation.antonym"),
        f"The source says {words[0]} ({gloss}); the rendering says the opposite: “{words[1]}”.",
        source,
        target,
        "negation",
        pair.part,
        (("rule", "negation.antonym"), ("source", words[0]), ("rendering", words[1])),
    )


def _entry(word: str) -> _Entry | None:
    table = _table()
    return next((table[form] for form in without_proclitics(word) if form in table), None)


@cache
def _table() -> dict[str, _Entry]:
    table = {}
    for forms, same, opposite, gloss in data_lines("antonyms.tsv", 4):
        entry = _Entry(gloss, frozenset(same.split("/")), frozenset(opposite.split("/")))
        table.update({fold(form): entry for form in forms.split("/")})
    return table
