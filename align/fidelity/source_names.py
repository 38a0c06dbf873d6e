"""The names of an Arabic text: whether, and where, it has what the English names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import product

from amana.align.fidelity.name_mentions import Mention
from amana.align.fidelity.titles import titles
from amana.align.names.compounds import inner_names
from amana.align.names.concepts import concepts, english_key, known_arabic, known_english, namesakes
from amana.align.names.hints import hinted
from amana.align.names.letters import arabic_spelling, latin_letters
from amana.align.names.matching import word_score
from amana.align.names.parts import arabic_word, latin_word
from amana.align.names.slips import is_misspelled
from amana.align.names.sounds import sound
from amana.align.names.vocabulary import bare_forms, is_arabic_word
from amana.types import AlignedPair

HEARD = 0.3  # lenient: a foreign name is spelled by eye as often as by ear
SURELY_HEARD = 0.75
ORDINARY_HEARD = 0.97  # an ordinary Arabic word that is this name as well: أمل Amal
STUCK = 0.8  # words that have lost the space between them
INITIAL = 0.4  # one letter for one
_VOWELS = frozenset("aeiou")
_INNER = 5  # letters of a name inside another word
_UNLIKE = 5.0
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]{3,}")  # with accents: Georgenstraße


# Letters that are not said, or said as others, by the spelling of English: Knuck, Wright, Audition.
_SAID = (("^[kgmp]n", "n"), ("^wr", "r"), ("^ps", "s"), ("^pt", "t"), ("[ts]ion", "shon"), ("cian", "shan"))


class SourceNames:
    """What the Arabic side of a pair can answer, computed once for the pair."""

    def __init__(self, pair: AlignedPair) -> None:
        self.tokens = pair.source.tokens
        self.rendering = pair.rendering
        self.known = known_arabic(pair.source.folded)
        self.known |= hinted(pair.source.folded, self.known, self.places)
        self.concepts = {number for found in self.known.values() for _, number in found}
        self.folded = pair.source.folded
        self.forms = [bare_forms(arabic_spelling(token.text)) for token in self.tokens]
        self._ordinary = [is_arabic_word(word) for word in pair.source.folded]
        self._latin = {latin_letters(word) for word in LATIN.findall(pair.source.text)}
        self._long = [
            w for w, known in zip(pair.source.folded, self._ordinary, strict=True) if len(w) > 5 and not known
        ]
        self._run_on = "".join(pair.source.folded).replace("ال", "")
        self.letters = [
            tuple(dict.fromkeys(letters for form in forms if (word := arabic_word(form)) for letters in word.forms))
            for forms in self.forms
        ]
        self.links = {(link.source, link.target) for link in pair.links}
        self._heard: dict[str, tuple[float, ...]] = {}

    def scores(self, text: str) -> tuple[float, ...]:
        """How well each token spells an English word."""
        if text not in self._heard:
            self._heard[text] = tuple(self.score(text, at) for at in range(len(self.letters)))
        return self._heard[text]

    def score(self, text: str, at: int) -> float:
        """How well one token spells an English word."""
        return max((word_score(a, e) for a in self.letters[at] if len(a) > 1 for e in latin_forms(text)), default=0.0)

    @cached_property
    def places(self) -> dict[int, list[int]]:
        """Where the rendering names each concept."""
        keys = [english_key(token.text) for token in self.rendering.tokens]
        places: dict[int, list[int]] = {}
        for place in range(len(keys)):
            pieces = [english_key(piece) for piece in self.rendering.tokens[place].text.split("-")]
            parts = {number for piece in pieces[: len(pieces) > 1 and len(pieces)] for number in _all_known([piece], 0)}
            for number in _all_known(keys, place) | parts:
                places.setdefault(number, []).append(place)
        return places

    @cached_property
    def _taken(self) -> frozenset[int]:
        """The tokens that the rendering surely has: what sounds a little like them is not answered by them."""
        taken = {at for at, found in self.known.items() if any(number in self.places for _, number in found)}
        for token in self.rendering.tokens:
            if token.text[0].isupper() and len(token.text) > 2:
                taken |= {at for at, score in enumerate(self.scores(token.text)) if score >= SURELY_HEARD}
        return frozenset(taken)

    def hear(self, text: str) -> tuple[float, int]:
        """The best score of one English word against one token, two neighbours as one, or part of a token that has lost
        its spaces; and where that is. An ordinary Arabic word has to sound very much like it."""
        word = latin_word(text)
        if not word:
            return 0.0, -1
        if word.forms[0] in self._latin:
            return 1.0, -1
        best, at = 0.0, -1
        for i, score in enumerate(self.scores(text)):
            if score < SURELY_HEARD and i in self._taken:
                score *= 0.3
            if self._ordinary[i]:
                title = self.forms[i][-1] in titles("ar") and text.lower() not in titles("en")  # but Sidi Moumen
                plain = score <= ORDINARY_HEARD or title
                score = score * 0.3 if plain else score
            best, at = max((best, at), (score, i), key=lambda heard: heard[0])
        if best < SURELY_HEARD:
            for i, letters in self.unspaced():
                score = max(word_score(letters, e) for e in word.forms)
                if score > max(best, STUCK):
                    best, at = score, i
        return best, at

    def unlikeness(self, places: Sequence[int], texts: Iterable[str], *, joined: bool = False) -> float:
        """What spelling any of these English words with any of these tokens, or all of them as one, costs a letter, in
        bits, at the least."""
        own = [letters for at in places for letters in self.letters[at] if len(letters) > 1]
        if joined:
            own = ["".join(letters) for letters in product(*(self.letters[at] for at in places))]
        forms = [form for text in texts for piece in {text, *text.split("-")} for form in latin_forms(piece)]
        return min((sound(a, e).per_letter / 10 for a in own for e in forms), default=_UNLIKE)

    def begins_alike(self, at: int, text: str) -> bool:
        """Whether a token and an English word begin with the same consonant."""
        heads = [form[0] for form in latin_forms(text) if form[0] not in _VOWELS]
        return any(word_score(letters[0], head) > INITIAL for letters in self.letters[at] for head in heads)

    def is_inside(self, at: int, text: str) -> bool:
        """Whether an English word is spelled by the beginning or the end of a token that has lost its spaces."""
        own = self.letters[at][0] if self.letters[at] and not self._ordinary[at] else ""
        pieces = [piece for cut in range(3, len(own) - 2) for piece in (own[:cut], own[cut:])]
        return any(word_score(piece, form) > SURELY_HEARD for piece in pieces for form in latin_forms(text))

    def is_taken(self, at: int) -> bool:
        """Whether the rendering surely has what a token names."""
        return at in self._taken

    def is_ordinary(self, at: int) -> bool:
        """Whether a token is a word of the dictionary as well."""
        return self._ordinary[at]

    def is_slip(self, at: int, text: str) -> bool:
        """Whether an English word is a slip of the pen for the name known by heart at a token: Eurpoean."""
        names = {word for _, number in self.known[at] for name in concepts()[number].english for word in name}
        return any(is_misspelled(english_key(text), name) for name in names)

    def is_lost_by_heart(self, at: int) -> bool:
        """Whether the rendering names nothing that the known name at a token may be."""
        return not any(number in self.places for _, number in self.known[at])

    def unspaced(self) -> Iterator[tuple[int, str]]:
        """Neighbours as one word, and the beginnings and ends of long tokens."""
        for i, own in enumerate(self.letters):
            if not own or i in self._taken:
                continue
            if i + 1 < len(self.letters) and self.letters[i + 1] and i + 1 not in self._taken:
                yield from ((i, own[-1] + letters) for letters in self.letters[i + 1])
            if len(own[0]) > 7 and not self._ordinary[i]:
                for cut in range(4, len(own[0]) - 3):
                    yield i, own[0][:cut]
                    yield i, own[0][cut:]

    def answers(self, mention: Mention) -> tuple[float, int]:
        """How surely the source has this name (0..1), and the token where it is (-1: in one without spaces)."""
        same = {other for number in mention.concepts for other in namesakes(number)}
        if self.concepts & same:
            return 1.0, next(at for at, found in self.known.items() if any(number in same for _, number in found))
        if any(self._stuck(number) for number in mention.concepts):
            return 1.0, -1
        pieces = [mention.text]
        if "-" in mention.text:
            pieces += [piece for piece in mention.text.split("-") if len(piece) > 2]
        score, at = max((self.hear(piece) for piece in pieces), default=(0.0, -1))
        if score < HEARD:  # Südbaden, Ogoniland
            inner = [name for name in inner_names(latin_letters(mention.text)) if len(name) >= _INNER]
            score, at = max(
                (heard for name in inner if (heard := self.hear(name))[0] >= SURELY_HEARD), default=(score, at)
            )
        least = SURELY_HEARD if mention.sure else ORDINARY_HEARD  # East, West are heard in many a word
        word = at >= 0 and self._ordinary[at]  # Yemen for من
        if mention.concepts and (score < least or word):  # its Arabic name is known, and is not there
            score *= 0.3
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


@lru_cache(maxsize=4)
def source_names(pair: AlignedPair) -> SourceNames:
    """The names of a pair, for the checks that ask about it one after the other."""
    return SourceNames(pair)


@lru_cache(maxsize=50_000)
def latin_forms(text: str) -> tuple[str, ...]:
    """The letters to compare of an English word: as written, without its article, and as it is said."""
    word = latin_word(text)
    if not word:
        return ()
    said = (re.sub(written, heard, form) for form in word.forms for written, heard in _SAID if re.search(written, form))
    return tuple(dict.fromkeys((*word.forms, *said)))


def _all_known(keys: Sequence[str], start: int) -> set[int]:
    found: set[int] = set()
    length = 4
    while length:
        length, known = known_english(keys[: start + length], start)
        found.update(known)
        length -= 1 if length else 0
    return found
