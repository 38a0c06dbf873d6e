"""The names of an Arabic text that nothing in its English rendering answers."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from amana.align.fidelity.source_names import HEARD, LATIN, STUCK, SURELY_HEARD, SourceNames, latin_forms
from amana.align.names.concepts import arabic_words
from amana.align.names.letters import arabic_spelling, latin_letters
from amana.align.names.matching import word_score
from amana.align.names.parts import name_words_as_written
from amana.align.names.vocabulary import bare_forms, is_english_word, looks_like_a_name
from amana.translate.folding import fold

_ACRONYM = re.compile(r"^[A-Z]\b|[A-Z]{2}")
KNOWN, SHARED, ANNOUNCED = 3.0, 1.0, 3.5  # likeness: by heart; named once for two; how much an announcing word adds


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
def _kinds() -> frozenset[str]:
    return frozenset(
        form
        for group in ("titles", "places", "particles", "links")
        for word in name_words_as_written(group, "ar")
        for form in bare_forms(arabic_spelling(word))
    )


@cache
def _ordinary_names() -> frozenset[str]:
    return frozenset(word for name in name_words_as_written("words", "ar") for word in arabic_words(name))


def unanswered_names(source: SourceNames) -> list[Lost]:
    """The name-like words of the source that nothing in the rendering answers, in order."""
    tokens = source.rendering.tokens
    words = [at for at, token in enumerate(tokens) if len(token.text) > 2 and token.text[0].isalpha()]
    taken: set[int] = set()
    lost: list[Lost] = []
    i = 0
    while i < len(source.tokens):
        found = source.known.get(i, ())
        if found:
            length = found[0][0]
            named = [place for _, number in found for place in source.places.get(number, ())]
            lost += _lost_concept(source, i, length, named, taken, words)
            i += length
            continue
        if _is_left_out(source, i):
            lost.append(Lost(i, 1, KNOWN, known=False))
        hears = (_heard_by, _heard_inside, _heard_joined)
        if not _is_no_name(source, i) and not any(hear(source, i, words) for hear in hears):
            likeness = looks_like_a_name(source.folded[i]) + (ANNOUNCED if _is_announced(source, i) else 0.0)
            lost.append(Lost(i, 1, min(likeness, KNOWN + 1), known=False))
        i += 1
    return lost


def _is_no_name(source: SourceNames, at: int) -> bool:
    """Whether a token is a word, too short, without letters, or spells out a letter that the rendering has."""
    text = source.tokens[at].text
    if LATIN.search(text):  # أوAmazonia
        return True
    if source.is_ordinary(at) or _is_kind(source, at) or len(text) < 3 or not source.letters[at]:
        return True
    letters = {_letter_names()[piece] for piece in source.folded[at].split("-") if piece in _letter_names()}
    return any(letters & set(token.text) for token in source.rendering.tokens if _ACRONYM.search(token.text))


@cache
def _letter_names() -> dict[str, str]:
    """The letters of the Latin alphabet by their Arabic names: كيو, Q."""
    return {fold(name): letter for row in name_words_as_written("letters", "ar") for name, letter in [row.split()]}


def _is_kind(source: SourceNames, at: int) -> bool:
    """Whether a token is a rank, a kind of place, or a part of names like بن: Mount for جبل is no other name."""
    return any(form in _kinds() for form in source.forms[at])


def _is_left_out(source: SourceNames, at: int) -> bool:
    """Whether a token is a word in Latin script that the rendering does not have."""
    text = source.tokens[at].text
    named = text[:1].isupper() and LATIN.fullmatch(text) is not None
    return named and latin_letters(text) not in latin_letters(source.rendering.text)


def _is_announced(source: SourceNames, at: int) -> bool:
    """Whether the word before says that a name follows: a title, a kind of place, a preposition of place."""
    return at > 0 and source.folded[at - 1] in _announcing()


def _lost_concept(
    source: SourceNames, at: int, length: int, places: list[int], taken: set[int], words: Sequence[int]
) -> Iterator[Lost]:
    free = [place for place in places if place not in taken]
    if free:
        taken.add(free[0])
    elif length > 1 or bare_forms(source.folded[at])[-1] not in _ordinary_names():
        if places:  # named once for two: Beijing and China
            yield Lost(at, length, SHARED, known=False)
        elif not (
            all(_heard_by(source, place, words, SURELY_HEARD) for place in range(at, at + length))
            or (length == 1 and _heard_joined(source, at, words))
        ):
            yield Lost(at, length, KNOWN, known=True)


def _heard_inside(source: SourceNames, i: int, words: Sequence[int]) -> bool:
    """Whether a name of the rendering is the beginning or the end of a token that has lost its spaces."""
    if len(source.folded[i]) <= 7:
        return False
    texts = [source.rendering.tokens[word].text for word in words]
    names = [text for text in texts if text[0].isupper() and not is_english_word(text)]
    forms = [form for name in names if max(source.scores(name)) < SURELY_HEARD for form in latin_forms(name)]
    return any(word_score(piece, form) > STUCK for at, piece in source.unspaced() if at == i for form in forms)


def _heard_joined(source: SourceNames, i: int, words: Sequence[int]) -> bool:
    """Whether a name of the rendering is a token and its neighbour together: نصر الله, Nasrallah."""
    letters = source.letters
    pairs = [(k, k + 1) for k in (i - 1, i) if k >= 0 and k + 1 < len(letters)]
    joined = {a[-1] + b for k, n in pairs if letters[k] for a in [letters[k]] for b in letters[n]}
    texts = [source.rendering.tokens[word].text for word in words]
    forms = [form for text in texts if text[0].isupper() and not is_english_word(text) for form in latin_forms(text)]
    return any(word_score(arabic, form) > STUCK for arabic in joined for form in forms)


def _heard_by(source: SourceNames, i: int, words: Sequence[int], least: float = HEARD) -> bool:
    """Whether a word of the rendering answers a token by sound: surely, or a little where it answers no other. A
    word written small has to be linked to it."""
    for at in words:
        text = source.rendering.tokens[at].text
        if text[0].isupper():
            scores = source.scores(text)
            if scores[i] >= SURELY_HEARD or (scores[i] >= least and max(scores) < SURELY_HEARD):
                return True
        elif (not source.links or (i, at) in source.links) and source.score(text, i) >= SURELY_HEARD:
            return True
    return False
