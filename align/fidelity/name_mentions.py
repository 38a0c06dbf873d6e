"""The names that an English text mentions: what its capitals and the names known by heart say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from amana.align.fidelity.titles import abbreviates, titles
from amana.align.names.concepts import capitals, english_key, known_english
from amana.align.names.parts import name_words_as_written
from amana.align.names.vocabulary import is_english_word
from amana.types import Side, Token

_AFTER_THESE = frozenset(".!?:\"“”«»'‘’()[]…-–—*•;")
_SMALL = frozenset(["of", "the", "al", "and", "for"])  # inside a name known by heart
_QUOTES = frozenset("\"”»'’")
_ROMAN = frozenset("IVXLC")
_INNER_CAPITAL = re.compile(r"[a-z]{2}[A-Z]|['’]s[A-Z]")  # SpaceX, EgyptAir, a lost space: not Mc, not al-
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
        start = begins_sentence(tokens, i)
        length, known = known_english(keys, i)
        own = [token.text for token in tokens[i : i + length]]
        while length and not all(w[0].isupper() or _ARTICLE.match(w) or w in _SMALL for w in own[:length]):
            length -= 1
            known = known_english(keys[: i + length], i)[1] if length else ()
        if length == 1 and keys[i] in capitals() and not text.replace(".", "").removesuffix("'s").isupper():
            length = 0
        if length == 1 and text.lower() in titles("en") and i + 1 < len(tokens) and tokens[i + 1].text[0].isupper():
            length = 0  # Lord Byron, who is not God
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


def begins_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token begins a sentence, so that its capital says nothing. The full stop of "Ms." ends none."""
    while at > 0 and tokens[at - 1].text in _QUOTES and _closes(tokens, at - 1):
        at -= 1
    if at == 0 or tokens[at - 1].text not in _AFTER_THESE:
        return at == 0
    return not abbreviates(tokens, at - 1)


def _closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a quotation mark stands right after a word, and with a space behind it."""
    end = tokens[at].span[1]
    beside = at > 0 and tokens[at - 1].span[1] == tokens[at].span[0]
    return beside and (at + 1 == len(tokens) or tokens[at + 1].span[0] > end)


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
