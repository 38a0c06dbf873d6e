"""Pairs with one known fault each, made from faithful ones: what align/word_quality.py is trained on.

Of every pair there are three examples: the pair itself (or with a slip of typing that takes no word away), the
rendering with something cut out, and one of: a word or a phrase put in that fits there, a word exchanged for
another that fits there, a word of the source cut out, whose counterpart then is an addition in sound English. Each has
a label for every word of both sides and for every place between two words of the rendering: 1 at fault, 0 not, -1 not
known (a source word that stands half for what was cut). One pair in ten stands together with another one as well,
whole or with a sentence left out or added. No development set is read.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from fit_support import STARTERS, STOPS, phrases

from amana.align.word_support import is_content

LONGEST_PHRASE, LONGEST_CLAUSE = 7, 25
PHRASE_CUTS, CLAUSE_CUTS = 0.15, 0.05  # shares of the cuts
JOINED = 0.1  # share of the pairs that also stand together with another pair
TRIES = 8
FITTING = 60  # words that fit best at a place, from which one is drawn
PHRASES = 0.25  # share of the additions that are a phrase of another sentence
SLIPS = 0.2  # share of the faithful examples that get a slip of typing
ENDINGS = ("ing", "ed", "ly", "s")
UNKNOWN = -1
Words = list[str]
Stretch = tuple[int, int]  # half-open
Links = Sequence[tuple[int, int]]
Array = np.ndarray


@dataclass(slots=True)
class Example:
    """A pair's words after the fault. The cuts are stretches of the faithful pair's words, `put` and `lost` of the new
    ones: what the source, and what the rendering lacks."""

    kind: str
    source: Words
    rendering: Words
    source_cut: Stretch = (0, 0)
    rendering_cut: Stretch = (0, 0)
    put: Stretch = (0, 0)
    lost: Stretch = (0, 0)


@dataclass(slots=True)
class Neighbours:
    """Which words have been seen after a word, and before one: what could stand between two."""

    after: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    before: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    count: Counter[str] = field(default_factory=Counter)
    phrases: list[Words] = field(default_factory=list)  # what could stand before a preposition or a mark

    @classmethod
    def of(cls, sentences: Iterable[Words]) -> "Neighbours":
        found = cls()
        for sentence in sentences:
            found.count.update(sentence)
            for left, right in zip(["", *sentence], [*sentence, ""], strict=True):
                found.after[left][right] += 1
                found.before[right][left] += 1
            found.phrases += [sentence[a:b] for a, b in phrases(sentence) if b - a <= LONGEST_PHRASE]
        return found

    def between(self, left: str, right: str, draw: random.Random, like: str = "") -> str | None:
        """A content word seen after `left` and before `right`, the more likely the more it belongs there. `like`: of
        the same ending and with a capital where that has one, and not the word itself."""
        one, two = self.after.get(left), self.before.get(right)
        if not one or not two:
            return None
        fits = [
            (one[word] * two[word] / self.count[word], word)
            for word in (one if len(one) < len(two) else two)
            if word in one and word in two and _insertable(word, like)
        ]
        if not fits:
            return None
        best = sorted(fits, reverse=True)[:FITTING]
        return draw.choices([word for _, word in best], [weight**0.5 for weight, _ in best])[0]


def _insertable(word: str, like: str) -> bool:
    if not word.isalpha() or not is_content(word, "en"):
        return False
    if not like:
        return word.islower()
    return word.lower() != like.lower() and word[0].isupper() == like[0].isupper() and _ending(word) == _ending(like)


def _ending(word: str) -> str:
    return next((ending for ending in ENDINGS if word.endswith(ending)), "")


def examples(
    source: Words, rendering: Words, links: Links, neighbours: Neighbours, draw: random.Random
) -> list[Example]:
    """The pair without a fault, and up to two with one."""
    made = [Example("none", source, with_a_slip(rendering, draw) if draw.random() < SLIPS else rendering)]
    stretch = cut_stretch(rendering, draw)
    if stretch:
        made.append(Example("omission", source, without(rendering, stretch), rendering_cut=stretch))
    match draw.choice(("put", "put", "exchange", "source")):
        case "put":
            second = _put_in(source, rendering, neighbours, draw)
        case "exchange":
            second = _exchanged(source, rendering, neighbours, draw)
        case _:
            second = _cut_at_the_source(source, rendering, links, draw)
    return made + ([second] if second else [])


def joined(one: tuple[Words, Words], other: tuple[Words, Words], draw: random.Random) -> Example:
    """Two pairs as one, whole or with the second's rendering or source missing: a sentence left out or added."""
    (ar, en), (more_ar, more_en) = one, other
    match draw.choice(("none", "omission", "addition")):
        case "none":
            return Example("joined", ar + more_ar, en + more_en)
        case "omission":
            return Example("sentence omitted", ar + more_ar, en, lost=(len(ar), len(ar) + len(more_ar)))
        case _:
            return Example("sentence added", ar, en + more_en, put=(len(en), len(en) + len(more_en)))


def cut_stretch(words: Words, draw: random.Random) -> Stretch | None:
    """A content word; a name as a whole; two words; one item of a list with its "and"; a phrase; a clause."""
    kind = draw.random()
    cuts: list[Stretch] = []
    if kind < PHRASE_CUTS:
        cuts = [(a, b) for a, b in phrases(words) if b - a <= LONGEST_PHRASE and b - a < 0.5 * len(words)]
    elif kind < PHRASE_CUTS + CLAUSE_CUTS:
        cuts = [(a, b) for a, b in clauses(words) if b - a < 0.7 * len(words)]
    if cuts:
        return draw.choice(cuts)
    places = [index for index, word in enumerate(words) if is_content(word, "en")]
    if not places:
        return None
    first = draw.choice(places)
    last = first + 1
    if first and words[first][0].isupper():
        while last < len(words) and words[last][:1].isupper() and draw.random() < 0.7:
            last += 1
    elif last in places and draw.random() < 0.2:
        last += 1
    if first > 1 and words[first - 1] in ("and", "or", ",") and draw.random() < 0.5:
        first -= 1
    return (first, last) if last - first < len(words) else None


def clauses(words: Words) -> list[Stretch]:
    """Stretches from a preposition or conjunction, or from behind a mark, to before a mark: 6 words and more."""
    starts = [i for i in range(1, len(words)) if words[i].lower() in STARTERS or words[i - 1] in STOPS]
    ends = [i for i, word in enumerate(words) if word in STOPS]
    return [(a, b) for a in starts for b in ends if 6 <= b - a <= LONGEST_CLAUSE]


def without(words: Words, stretch: Stretch) -> Words:
    rest = words[: stretch[0]] + words[stretch[1] :]
    if not stretch[0] and rest and words[0][:1].isupper():
        rest[0] = rest[0][:1].upper() + rest[0][1:]
    return rest


def _put_in(source: Words, rendering: Words, neighbours: Neighbours, draw: random.Random) -> Example | None:
    if draw.random() < PHRASES:
        places = [i for i in range(1, len(rendering)) if rendering[i] in STOPS or rendering[i].lower() in STARTERS]
        if places:
            at, phrase = draw.choice(places), draw.choice(neighbours.phrases)
            return Example("addition", source, [*rendering[:at], *phrase, *rendering[at:]], put=(at, at + len(phrase)))
    for _ in range(TRIES):
        at = draw.randrange(len(rendering))
        word = neighbours.between(rendering[at - 1] if at else "", rendering[at], draw)
        if word:
            return Example("addition", source, [*rendering[:at], word, *rendering[at:]], put=(at, at + 1))
    return None


def _exchanged(source: Words, rendering: Words, neighbours: Neighbours, draw: random.Random) -> Example | None:
    for _ in range(TRIES):
        at = draw.randrange(len(rendering))
        if rendering[at] in STOPS or not is_content(rendering[at], "en") or not rendering[at].isalpha():
            continue
        before, after = rendering[at - 1] if at else "", rendering[at + 1] if at + 1 < len(rendering) else ""
        word = neighbours.between(before, after, draw, like=rendering[at])
        if word:
            new = [*rendering[:at], word, *rendering[at + 1 :]]
            return Example("exchange", source, new, rendering_cut=(at, at + 1), put=(at, at + 1))
    return None


def _cut_at_the_source(source: Words, rendering: Words, links: Links, draw: random.Random) -> Example | None:
    content = {i for i, j in links if is_content(source[i], "ar") and is_content(rendering[j], "en")}
    if not content:
        return None
    first = draw.choice(sorted(content))
    last = first + 2 if first + 1 in content and draw.random() < 0.2 else first + 1
    if last - first >= len(source):
        return None
    return Example("source cut", source[:first] + source[last:], rendering, source_cut=(first, last))


def labels(example: Example, links: Links) -> tuple[Array, Array, Array]:
    """Of the source words, the rendering's words and the places between them (one more), by the faithful pair's
    links."""
    source = np.zeros(len(example.source), dtype=np.int8)
    rendering = np.zeros(len(example.rendering), dtype=np.int8)
    places = np.zeros(len(example.rendering) + 1, dtype=np.int8)
    _mark(source, [(i, j) for i, j in links], example.rendering_cut)
    _mark(rendering, [(j, i) for i, j in links], example.source_cut)
    rendering[slice(*example.put)] = 1
    source[slice(*example.lost)] = 1
    if example.lost != (0, 0):
        places[-2:] = UNKNOWN  # behind a whole sentence nothing shows
    if example.kind == "omission":
        places[example.rendering_cut[0]] = 1
    return source, rendering, places


def _mark(values: Array, links: Links, gone: Stretch) -> None:
    """1 for words that stood for nothing but what is gone, unknown for those that stood for more."""
    counterparts: dict[int, list[bool]] = defaultdict(list)
    for mine, other in links:
        counterparts[mine].append(gone[0] <= other < gone[1])
    for mine, lost in counterparts.items():
        if mine < len(values) and any(lost):
            values[mine] = 1 if all(lost) else UNKNOWN


def with_a_slip(sentence: list[str], draw: random.Random) -> list[str]:
    kind, words = draw.random(), list(sentence)
    if kind < 0.3:
        return [word.lower() for word in words]
    if kind < 0.5:
        return words[:-1] if words[-1] in ".!" else words
    if kind < 0.75:
        words.insert(draw.randrange(1, len(words)), draw.choice(".,;:\"'!?-_"))
        return words
    at = draw.choice([index for index, word in enumerate(words) if len(word) > 3] or [0])
    word, here = words[at], draw.randrange(max(len(words[at]) - 1, 1))
    words[at] = word[:here] + word[here + 1 : here + 2] + word[here : here + 1] + word[here + 2 :]
    return words
