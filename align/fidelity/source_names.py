"""The names of an Arabic text: whether it has what the English names, and which of its own the English has lost."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from amana.align.fidelity.name_mentions import Mention
from amana.align.fidelity.titles import titles
from amana.align.names.concepts import arabic_words, concepts, english_key, known_arabic, known_english
from amana.align.names.letters import arabic_spelling
from amana.align.names.matching import word_score
from amana.align.names.parts import arabic_word, latin_word, name_words_as_written
from amana.align.names.vocabulary import bare_forms, is_arabic_word, looks_like_a_name
from amana.translate.folding import fold
from amana.types import AlignedPair, Side

HEARD = 0.3  # lenient: a foreign name is spelled by eye as often as by ear
SURELY_HEARD = 0.75
ORDINARY_HEARD = 0.97  # an ordinary Arabic word that is this name as well: أمل Amal
STUCK = 0.8  # words that have lost the space between them
KNOWN, SHARED, ANNOUNCED = 3.0, 1.0, 3.5  # likeness: by heart; named once for two; how much an announcing word adds
_LATIN = re.compile(r"[A-Za-z]{3,}")


class Lost(NamedTuple):
    """A name-like stretch of the source without counterpart. `likeness`: how much it looks like a name, -3..4; `known`:
    by heart."""

    at: int
    length: int
    likeness: float
    known: bool


@cache
def _announcing() -> frozenset[str]:
    groups = ("before", "titles", "places")
    return frozenset(fold(word) for group in groups for word in name_words_as_written(group, "ar"))


@cache
def _ordinary_names() -> frozenset[str]:
    return frozenset(word for name in name_words_as_written("words", "ar") for word in arabic_words(name))


class SourceNames:
    """What the Arabic side of a pair can answer, computed once for the pair."""

    def __init__(self, pair: AlignedPair) -> None:
        self.tokens = pair.source.tokens
        self.known = known_arabic(pair.source.folded)
        self.concepts = {number for found in self.known.values() for _, number in found}
        self._folded = pair.source.folded
        self._forms = [bare_forms(arabic_spelling(token.text)) for token in self.tokens]
        self._ordinary = [is_arabic_word(word) for word in pair.source.folded]
        self._latin = {word.lower() for word in _LATIN.findall(pair.source.text)}
        self._long = [
            w for w, known in zip(pair.source.folded, self._ordinary, strict=True) if len(w) > 5 and not known
        ]
        self._run_on = "".join(pair.source.folded).replace("ال", "")
        self._letters = [
            tuple(dict.fromkeys(letters for form in forms if (word := arabic_word(form)) for letters in word.forms))
            for forms in self._forms
        ]

    def hear(self, text: str) -> tuple[float, int]:
        """The best score of one English word against one token, two neighbours as one, or part of a token that has lost
        its spaces; and where that is. An ordinary Arabic word has to sound very much like it."""
        word = latin_word(text)
        if not word:
            return 0.0, -1
        if text.lower().removesuffix("'s").removesuffix("’s") in self._latin:
            return 1.0, -1
        best, at = 0.0, -1
        for i, own in enumerate(self._letters):
            score = max((word_score(a, e) for a in own if len(a) > 1 for e in word.forms), default=0.0)
            if self._ordinary[i]:
                title = self._forms[i][-1] in titles("ar") and text.lower() not in titles("en")  # but Sidi Moumen
                plain = score <= ORDINARY_HEARD or title
                score = score * 0.3 if plain else score
            best, at = max((best, at), (score, i), key=lambda heard: heard[0])
        if best < HEARD:
            for i, letters in self._unspaced():
                score = max(word_score(letters, e) for e in word.forms)
                if score > max(best, STUCK):
                    best, at = score, i
        return best, at

    def is_ordinary(self, at: int) -> bool:
        """Whether a token is a word of the dictionary as well."""
        return self._ordinary[at]

    def is_lost_by_heart(self, at: int, rendering: Side) -> bool:
        """Whether the rendering names nothing that the known name at a token may be."""
        keys = [english_key(token.text) for token in rendering.tokens]
        named = set().union(*(_all_known(keys, place) for place in range(len(keys))))
        return not any(number in named for _, number in self.known[at])

    def _unspaced(self) -> Iterator[tuple[int, str]]:
        """Neighbours as one word, and the beginnings and ends of long tokens."""
        for i, own in enumerate(self._letters):
            if not own:
                continue
            if i + 1 < len(self._letters) and self._letters[i + 1]:
                yield i, own[-1] + self._letters[i + 1][0]
            if len(own[0]) > 7 and not self._ordinary[i]:
                for cut in range(4, len(own[0]) - 3):
                    yield i, own[0][:cut]
                    yield i, own[0][cut:]

    def answers(self, mention: Mention) -> tuple[float, int]:
        """How surely the source has this name (0..1), and the token where it was heard (-1: by heart)."""
        if self.concepts.intersection(mention.concepts) or any(self._stuck(number) for number in mention.concepts):
            return 1.0, -1
        pieces = [mention.text]
        if "-" in mention.text:
            pieces += [piece for piece in mention.text.split("-") if len(piece) > 2]
        score, at = max((self.hear(piece) for piece in pieces), default=(0.0, -1))
        least = SURELY_HEARD if mention.sure else ORDINARY_HEARD  # East, West are heard in many a word
        if mention.concepts and score < least:  # its Arabic name is known, and is not there
            score *= 0.4
        return score, at

    def _stuck(self, number: int) -> bool:
        """Whether a concept's Arabic name is in a token that has lost its spaces."""
        concept = concepts()[number]
        if any(len(stem) > 3 and stem in token for stem in concept.stems for token in self._long):
            return True
        return bool(self._long) and any(
            (len(joined := "".join(words)) > 5 and joined in self._run_on)
            or (
                len(joined) > 3 and any(joined in (token[: len(joined)], token[-len(joined) :]) for token in self._long)
            )
            for words in concept.phrases
        )

    def unanswered(self, rendering: Side) -> list[Lost]:
        """The name-like words of the source that nothing in the rendering answers, in order."""
        keys = [english_key(token.text) for token in rendering.tokens]
        places: dict[int, list[int]] = {}  # where the rendering names a concept
        for place in range(len(keys)):
            for number in _all_known(keys, place):
                places.setdefault(number, []).append(place)
        words = [token.text for token in rendering.tokens if len(token.text) > 2 and token.text[0].isalpha()]
        taken: set[int] = set()
        lost: list[Lost] = []
        i = 0
        while i < len(self.tokens):
            found = self.known.get(i, ())
            if found:
                length = found[0][0]
                lost += self._lost_concept(
                    i, length, [place for _, n in found for place in places.get(n, ())], taken, words
                )
                i += length
                continue
            likely = self._ordinary[i] or len(self.tokens[i].text) < 3 or not self._letters[i]
            if not likely and not self._heard_by(i, words) and not self._heard_inside(i, words):
                likeness = looks_like_a_name(self._folded[i]) + (ANNOUNCED if self._is_announced(i) else 0.0)
                lost.append(Lost(i, 1, min(likeness, KNOWN + 1), known=False))
            i += 1
        return lost

    def _is_announced(self, at: int) -> bool:
        """Whether the word before says that a name follows: a title, a kind of place, a preposition of place."""
        return at > 0 and self._folded[at - 1] in _announcing()

    def _lost_concept(
        self, at: int, length: int, places: list[int], taken: set[int], words: list[str]
    ) -> Iterator["Lost"]:
        free = [place for place in places if place not in taken]
        if free:
            taken.add(free[0])
        elif length > 1 or bare_forms(self._folded[at])[-1] not in _ordinary_names():
            if places:  # named once for two: Beijing and China
                yield Lost(at, length, SHARED, known=False)
            elif not self._heard_by(at, words, SURELY_HEARD):
                yield Lost(at, length, KNOWN, known=True)

    def _heard_inside(self, i: int, words: list[str]) -> bool:
        """Whether a name of the rendering is the beginning or the end of a token that has lost its spaces."""
        if len(self._folded[i]) <= 7:
            return False
        names = [latin for word in words if word[0].isupper() and (latin := latin_word(word))]
        pieces = [piece for at, piece in self._unspaced() if at == i]
        return any(word_score(piece, form) > STUCK for piece in pieces for latin in names for form in latin.forms)

    def _heard_by(self, i: int, words: list[str], least: float = HEARD) -> bool:
        return any(
            word_score(letters, form) >= (least if word[0].isupper() else SURELY_HEARD)
            for word in words
            if (latin := latin_word(word))
            for form in latin.forms
            for letters in self._letters[i]
            if len(letters) > 1
        )


def _all_known(keys: Sequence[str], start: int) -> set[int]:
    found: set[int] = set()
    length = 4
    while length:
        length, known = known_english(keys[: start + length], start)
        found.update(known)
        length -= 1 if length else 0
    return found
