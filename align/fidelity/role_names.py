"""The names of a rendering that could change places, and where the source has each."""

import re
from typing import NamedTuple

from amana.align.fidelity.name_mentions import is_calendar
from amana.align.fidelity.source_names import SURELY_HEARD, source_names
from amana.align.fidelity.titles import abbreviates, titles
from amana.align.names.concepts import english_key, known_english
from amana.align.names.vocabulary import is_english_word
from amana.types import AlignedPair, Side, Span

_NEAR_PARTS = 3  # words within which the parts of one name stand
_PARTICLES = frozenset({"de", "del", "di", "da", "bin", "ben", "ibn", "von", "van", "al", "el"})
_PRONOUN = re.compile(r"I(['’]\w+)?")
_SENTENCE_ENDS = frozenset('.!?:"“”«»…')


class Place(NamedTuple):
    """`at`: the middle of the name in the source. `first`, `last`: its outermost words there, over all places where the
    source repeats it."""

    at: float
    first: int
    last: int


def name_runs(side: Side) -> list[Span]:
    """Runs of capitalised words, as token indices. A word that only its place at the start of a sentence capitalises is
    no name; neither are days and months, which move about freely."""
    runs: list[Span] = []
    for index, token in enumerate(side.tokens):
        joins = (
            runs and runs[-1][1] == index and (token.text.lower().startswith(("al-", "el-")) or _leads_on(side, index))
        )
        if joins:
            runs[-1] = (runs[-1][0], index + 1)
            continue
        if not token.text[0].isupper() or is_calendar(token.text):
            continue
        if _PRONOUN.fullmatch(token.text):
            continue
        starts = index == 0 or (
            side.tokens[index - 1].text in _SENTENCE_ENDS and not abbreviates(side.tokens, index - 1)
        )
        if starts and is_english_word(token.text) and not _begins_name(side, index):
            continue
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _begins_name(side: Side, index: int) -> bool:
    """Whether a word that begins a sentence begins a name of several words too: North Korea, Al Ahly, Major Smith."""
    text = side.tokens[index].text
    follows = side.tokens[index + 1].text if index + 1 < len(side.tokens) else ""
    if text.lower() in _PARTICLES or text.lower() in titles("en"):
        return follows[:1].isupper()
    return known_english([english_key(token.text) for token in side.tokens[: index + 4]], index)[0] > 1


def _leads_on(side: Side, index: int) -> bool:
    """Whether a particle inside a name stands there: Argentina de Polo."""
    follows = side.tokens[index + 1].text if index + 1 < len(side.tokens) else ""
    return side.tokens[index].text in _PARTICLES and follows[:1].isupper()


def is_headline(side: Side) -> bool:
    """Whether most ordinary words have capitals, so that a capital says nothing; ranks (Major General) aside."""
    words = [
        token.text
        for token in side.tokens[1:]
        if len(token.text) > 3 and is_english_word(token.text) and token.text.lower() not in titles("en")
    ]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


class NamePlaces:
    """Where the source has the names of the rendering, by heart and by sound, which an exchange does not deceive."""

    def __init__(self, pair: AlignedPair) -> None:
        self._names = source_names(pair)
        self._words = [token.text for token in pair.rendering.tokens]
        self._keys = [english_key(word) for word in self._words]

    def of(self, span: Span) -> Place | None:
        """The place, by the last words of the name that are heard: what goes before them can be a title."""
        heard = self._heard(span)
        if not heard:
            return None
        last = heard[-1]
        near = [at for part in heard for at in part if any(abs(at - end) <= _NEAR_PARTS for end in last)]
        if max(near) - min(near) > _NEAR_PARTS + len(heard) and len(last) == 1:
            near = last
        return Place(sum(near) / len(near), min(near), max(near))

    def _heard(self, span: Span) -> list[list[int]]:
        """The places of every part of a name that is heard."""
        found: list[list[int]] = []
        at, end = span
        while at < end:
            length, numbers = known_english(self._keys[:end], at)
            known = sorted(i for i, here in self._names.known.items() for _, number in here if number in numbers)
            if length and known:
                found.append(known)
                at += length
                continue
            best, place = self._names.hear(self._words[at])
            scores = self._names.scores(self._words[at])
            places = [i for i, score in enumerate(scores) if score >= best - 0.1 and not self._names.is_ordinary(i)]
            if best >= SURELY_HEARD and place >= 0:
                found.append(sorted({place, *places}))
            at += 1
        return found
