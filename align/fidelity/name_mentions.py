"""The names that an English text mentions, and whether the Arabic has them: by heart, or by sound."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from amana.align.fidelity.titles import abbreviates, titles
from amana.align.names.concepts import arabic_words, capitals, concepts, english_key, known_arabic, known_english
from amana.align.names.letters import arabic_spelling
from amana.align.names.matching import word_score
from amana.align.names.parts import arabic_word, latin_word, name_words_as_written
from amana.align.names.vocabulary import bare_forms, is_arabic_word, is_english_word, looks_like_a_name
from amana.translate.folding import fold
from amana.types import AlignedPair, Side, Token

HEARD = 0.3  # lenient: a foreign name is spelled by eye as often as by ear
SURELY_HEARD = 0.75
ORDINARY_HEARD = 0.97  # an ordinary Arabic word that is this name as well: أمل Amal
STUCK = 0.8  # words that have lost the space between them
_AFTER_THESE = frozenset(".!?:\"“”«»'‘’()[]…-–—*•;")
_ROMAN = frozenset("IVXLC")
_INNER_CAPITAL = re.compile(r"[a-z]{2}[A-Z]")  # SpaceX, EgyptAir: not Mc, not al-
_LATIN = re.compile(r"[A-Za-z]{3,}")
_ARTICLE = re.compile(r"(al|el|as|ash|an|ar|ad|at|az|es|esh)-(?=[A-Z])")  # al-Khalidi
_VERBAL = ("ing", "ed")  # Grieving, Embarked: at the start of a sentence a verb that the word list lacks, and no name


@dataclass(frozen=True, slots=True)
class Mention:
    """Part of a name in the rendering. `tokens` is half-open. `concepts`: what it may be by heart; empty where only the
    sound can tell. `sure`: a capital that only a name explains (no common word, not merely the start of a sentence)."""

    tokens: tuple[int, int]
    text: str
    concepts: tuple[int, ...]
    sure: bool


def mentions(side: Side) -> list[Mention]:
    """Every part of a name, in order: known names as long as they are known, else single words."""
    tokens = side.tokens
    keys = [english_key(token.text) for token in tokens]
    words = [token.text for token in tokens if len(token.text) > 3 and token.text[0].isalpha()]
    headline = len(words) > 3 and sum(word[0].isupper() for word in words) > 0.6 * len(words)
    found: list[Mention] = []
    i = 0
    while i < len(tokens):
        text = tokens[i].text
        if not (text[0].isupper() or _ARTICLE.match(text)):
            i += 1
            continue
        start = _starts(tokens, i)
        length, known = known_english(keys, i)
        own = [token.text for token in tokens[i : i + length]]
        while length and not all(w[0].isupper() or _ARTICLE.match(w) or w in ("of", "the", "al") for w in own[:length]):
            length -= 1
            known = known_english(keys[: i + length], i)[1] if length else ()
        if length == 1 and keys[i] in capitals() and not text.replace(".", "").removesuffix("'s").isupper():
            length = 0
        if length == 1 and is_calendar(text):
            i += 1
            continue
        if length:
            common = length == 1 and is_english_word(text) and not text.isupper()
            found.append(Mention((i, i + length), " ".join(t.text for t in tokens[i : i + length]), known, not common))
            i += length
            continue
        followed = i + 1 < len(tokens) and tokens[i + 1].text[0].isupper()
        verb = start and text.endswith(_VERBAL) and not followed
        if not verb and not is_english_word(text) and not _is_acronym(text):
            pieces = [piece for piece in text.split("-") if piece[:1].isupper()]
            known = tuple(number for piece in pieces for number in known_english([english_key(piece)], 0)[1])
            if "-" in text and known:  # Turkish-made, Gulf-Turkish
                found.append(Mention((i, i + 1), text, known, text.split("-")[-1][:1].isupper()))
            elif any(len(english_key(p)) > 2 and not is_english_word(p) and not _is_acronym(p) for p in pieces):
                alone = start and not followed and "'" not in text
                found.append(Mention((i, i + 1), text, (), not alone))
        elif found and found[-1].sure and found[-1].tokens[1] == i and not headline and not is_calendar(text):
            found.append(Mention((i, i + 1), text, (), False))  # Justin Rose, Kleenex Toilet Tissue
        i += 1
    return found


def _starts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token begins a sentence, so that its capital says nothing. The full stop of "Ms." ends none."""
    if at == 0 or tokens[at - 1].text not in _AFTER_THESE:
        return at == 0
    return not abbreviates(tokens, at - 1)


@cache
def _announcing() -> frozenset[str]:
    groups = ("before", "titles", "places")
    return frozenset(fold(word) for group in groups for word in name_words_as_written(group, "ar"))


@cache
def _ordinary_names() -> frozenset[str]:
    return frozenset(word for name in name_words_as_written("words", "ar") for word in arabic_words(name))


def is_calendar(text: str) -> bool:
    return text.lower()[:3] in name_words_as_written("calendar", "en") and is_english_word(text)


def _is_acronym(text: str) -> bool:
    bare = text.replace(".", "").removesuffix("s")
    return (
        len(bare) < 2
        or bare.isupper()
        or set(text) <= _ROMAN
        or any(c.isdigit() for c in text)
        or _INNER_CAPITAL.search(text) is not None
    )


class Lost(NamedTuple):
    """A name-like stretch of the source without counterpart. `likeness`: how much it looks like a name, -3..4; `known`:
    by heart."""

    at: int
    length: int
    likeness: float
    known: bool


KNOWN, SHARED, ANNOUNCED = 3.0, 1.0, 3.5


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
