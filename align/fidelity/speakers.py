"""A statement that went from one speaker to another: وزير النفط said it, "analysts said" in the rendering.

Read by role and nationality alone, beside the verb of saying; names are for the check of names.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.clitics import without_proclitics, without_suffix
from amana.align.fidelity.cues import Cue
from amana.align.fidelity.data_files import data_lines
from amana.align.fidelity.morphology import english_stems
from amana.translate.folding import fold
from amana.types import AlignedPair, Finding, Side

# Words in which the speaker stands: after an Arabic verb; on either side of an English one.
_AFTER_SOURCE, _AROUND_RENDERING = 3, 4


def changed_speakers(pair: AlignedPair, matches: Sequence[tuple[Cue, Cue]]) -> Iterator[Finding]:
    """One finding a pair of attributions whose speakers have nothing in common. `matches`: the cues that belong
    together. A role that the other text has anywhere is no change: word order moves it."""
    if not matches:
        return
    there = {entry for at in range(len(pair.source.tokens)) if (entry := _arabic(pair.source, at)) is not None}
    here = {at: _english(pair.rendering, at) for at in range(len(pair.rendering.tokens))}
    rendered = {entry for entries in here.values() for entry in entries}
    for source, target in matches:
        roles = [(at, entry) for at in _subject(pair.source, source) if (entry := _arabic(pair.source, at)) is not None]
        answered = {at for at, entry in roles if entry in rendered}
        lost = [at for at, _ in roles if at not in answered and not _belongs(pair.source, at, answered)]
        before = 0 if target.kind == "source" else _AROUND_RENDERING  # who it is according to stands behind
        around = range(target.first - before, target.last + 1 + _AROUND_RENDERING)
        new = [at for at in around if here.get(at) and not any(entry in there for entry in here[at])]
        if lost and new:
            yield _finding(pair, lost[0], new[0])


def is_speaker(side: Side, at: int) -> bool:
    """Whether an Arabic word is one of those who speak."""
    return _arabic(side, at) is not None


def _belongs(side: Side, at: int, answered: set[int]) -> bool:
    """Whether a word beside it, which the rendering has, tells who it is: the forces of the police, the head of the
    school. Not an adjective: a Russian official is no Russian analyst."""
    ahead = at + 1 in answered and not side.folded[at + 1].endswith(("ي", "يه"))
    return ahead or (at - 1 in answered and not side.folded[at].endswith(("ي", "يه")))


def _subject(side: Side, cue: Cue) -> Iterator[int]:
    """The few words after an Arabic verb of saying, up to a mark or "that"."""
    for at in range(cue.last + 1, min(cue.last + 1 + _AFTER_SOURCE, len(side.tokens))):
        if not side.folded[at][0].isalnum() or side.folded[at] in ("ان", "انه", "انها", "بان"):
            return
        yield at


def _finding(pair: AlignedPair, lost: int, new: int) -> Finding:
    source, target = pair.source.tokens[lost], pair.rendering.tokens[new]
    return Finding(
        "attribution",
        "critical",
        confidence("attribution.speaker"),
        f"Another speaker: the source has {source.text} ({_glosses()[_arabic(pair.source, lost) or 0]}), the rendering "
        f"“{target.text}”.",
        source.span,
        target.span,
        "attribution",
        pair.part,
        (("rule", "attribution.speaker"), ("source", source.text), ("rendering", target.text)),
    )


def _arabic(side: Side, at: int) -> int | None:
    table = _tables()[0]
    forms = [stem for form in without_proclitics(side.folded[at]) for stem in without_suffix(form)]
    return next((table[form] for form in forms if form in table), None)


def _english(side: Side, at: int) -> frozenset[int]:
    table = _tables()[1]
    word = side.folded[at]
    stems = {stem for part in word.replace(".", "").split("-") for stem in english_stems(part)}
    return frozenset(entry for stem in stems for entry in table.get(stem, ()))


@cache
def _tables() -> tuple[dict[str, int], dict[str, list[int]]]:
    """The rows of speakers.tsv by Arabic and by English word; a row is its number."""
    arabic: dict[str, int] = {}
    english: dict[str, list[int]] = {}
    for number, (words, renderings) in enumerate(data_lines("speakers.tsv", 2)):
        arabic.update({fold(word): number for word in words.split("/")})
        for word in renderings.split("/"):
            english.setdefault(word, []).append(number)
    return arabic, english


@cache
def _glosses() -> tuple[str, ...]:
    return tuple(row[1].split("/")[0] for row in data_lines("speakers.tsv", 2))
