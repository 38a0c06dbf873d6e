"""The negations of a text: cues of the data files, two where one pattern holds two, and words that deny by an affix."""

import re
from collections.abc import Sequence
from dataclasses import replace

from amana.align.fidelity.cues import Cue, read_cues
from amana.align.fidelity.morphology import denies_by_affix
from amana.types import Side

# Other words by their marks: لمّ gathered, غيّر changed, قبّل kissed, بلّ wetted, سنّ enacted; لمَ why; فِلم film.
_ANOTHER_WORD = re.compile("[وفل]?.?(لم|غي|قب|بل|سن)\u0651|و?ل.?م\u064e|ف\u0650لم")
_ASKED = frozenset({"الا", "لم"})  # at the head of a question: do you not; why


def source_cues(side: Side) -> list[Cue]:
    """Negation cues of an Arabic text that can ask or answer."""
    found = read_cues("negation_ar.tsv").find(side)
    cues = [
        cue for cue in found if cue.kind != "even" and not (cue.first == cue.last and _ANOTHER_WORD.match(cue.text))
    ]
    if cues and not cues[0].first and side.folded[0] in _ASKED and side.text.rstrip().endswith("؟"):
        cues[0] = replace(cues[0], kind="lexical")
    return _apart(cues, side)


def rendering_cues(side: Side) -> list[Cue]:
    """Negation cues of an English text that can ask or answer; words that deny by an affix among them."""
    cues = read_cues("negation_en.tsv").find(side)
    used = {at for cue in cues for at in range(cue.first, cue.last + 1)}
    for at, word in enumerate(side.folded):
        if at not in used and denies_by_affix(word):
            cues.append(Cue(at, at, "affix", "", side.tokens[at].span, side.tokens[at].text))
    cues = [
        replace(cue, kind="lexical") if cue.kind.startswith("clause") and _in_title(cue, side) else cue
        for cue in cues
        if cue.kind != "even"
    ]
    return sorted(_apart(cues, side), key=lambda cue: cue.first)


def _apart(cues: Sequence[Cue], side: Side) -> list[Cue]:
    """Cues of two negations ("neither ... nor": clause+lexical) as two, the second one at the last word."""
    found: list[Cue] = []
    for cue in cues:
        kind, _, second = cue.kind.partition("+")
        found.append(replace(cue, kind=kind))
        if second:
            last = side.tokens[cue.last]
            found.append(replace(cue, first=cue.last, kind=second, span=last.span, text=last.text))
    return found


def _in_title(cue: Cue, side: Side) -> bool:
    """Whether a capital inside a sentence makes the cue a word of a title, which may answer but asks for nothing:
    Deal or No Deal. NOT is stress."""
    tokens = side.tokens
    text = tokens[cue.first].text
    if not cue.first or not text[0].isupper() or text.isupper() or not tokens[cue.first - 1].text[-1].isalnum():
        return False
    beside = [tokens[at].text for at in (cue.first - 2, cue.first - 1, cue.last + 1) if 0 <= at < len(tokens)]
    return any(text[0].isupper() for text in beside)
