"""The grammar that keeps two names where they stand, without fault: passives, possessives, appositions, adjectives,
prepositions."""

import re
from functools import cache

from amana.align.fidelity.data_files import data_lines
from amana.align.fidelity.role_names import Place
from amana.align.fidelity.titles import abbreviates
from amana.align.names.concepts import concepts, known_arabic
from amana.align.names.vocabulary import is_english_word
from amana.translate.folding import fold
from amana.types import AlignedPair, Side, Span

_COMPOUND = re.compile(r"-\w+(ed|en)$")  # UN-backed
_NISBA = re.compile(r"[وفبلك]?(?:ال|لل)\w{3,}(?:ي|يه|يين|يون|يات)")
_DEMONYM = ("ian", "ish", "ese", "ean", "can")
_QUOTES = frozenset("\"'“”‘’«»")


@cache
def role_words(lang: str, kind: str) -> frozenset[str]:
    """The words of a class of role_words.tsv."""
    return frozenset(
        fold(word)
        for row_lang, row_kind, words in data_lines("role_words.tsv", 3)
        for word in words.split("|")
        if (row_lang, row_kind) == (lang, kind)
    )


def is_ordinary(side: Side, span: Span) -> bool:
    """A run of ordinary words that have capitals: Native Police, the Bank, No. 1."""
    return all(is_english_word(side.tokens[at].text) for at in range(*span))


def may_exchange(side: Side, first: Span, second: Span, distance: float) -> bool:
    """Whether two names could be subject and object of one clause, and not parts of one noun phrase or a passive."""
    words = [token.text.lower() for token in side.tokens]
    between = words[first[1] : second[0]]
    if any(words[at] in ".!?" and not abbreviates(side.tokens, at) for at in range(first[1], second[0])):
        return False
    closed = words[second[1] : second[1] + 1] == [","]
    if closed and between[:1] == [","] and "," not in between[1:] and between[1:2] and between[1] in ("a", "an", "the"):
        return False  # Khalifa al-Mismari, a professor at Benghazi: title and name in the other order
    if "by" in between[-4:] or (len(between) <= 4 and role_words("en", "attaching").intersection(between)):
        return False
    if words[first[1] - 1].endswith(("'s", "’s")) and len(between) <= 2:
        return False
    if not any(word.isalpha() and word not in role_words("en", "joining") for word in between):
        return False
    return not (distance <= 1.5 and len(between) != 1)


def is_adjective(pair: AlignedPair, span: Span, place: Place) -> bool:
    """ "Indonesian", "UN-backed", the Byzantine "Suda": its place follows the noun's, in either language."""
    words = pair.rendering.folded
    after = next((word for word in words[span[1] :] if word not in _QUOTES), "")
    last = words[span[1] - 1]
    adjective = last.endswith(_DEMONYM) or last in role_words("en", "demonym") or _COMPOUND.search(last) is not None
    source = pair.source.folded[place.first]
    if span[1] - span[0] == 1 and not last.endswith("ia"):
        adjective = adjective or _NISBA.fullmatch(source) is not None
    adjective = adjective or (last.endswith("i") and source.endswith(("ي", "يه")))  # Iraqi, but not Tripoli
    return adjective and after.isalpha()


def is_title(pair: AlignedPair, at: int) -> bool:
    """Whether a word of the source is a noun by its article, and so the title of the name behind it: الصحفي. Verbs that
    begin alike have another hamza (ألقى) or a ت (التقى)."""
    text = pair.source.tokens[at].text
    return len(text) > 4 and text.startswith("ال") and not text.startswith("الت")


def takes_preposition(pair: AlignedPair, span: Span, other: Place) -> bool:
    """Whether the preposition right before a name, if there is one, is before the other name in the source."""
    at = span[0] - 1
    while at >= 0 and pair.rendering.folded[at] in role_words("en", "determiner"):
        at -= 1
    if at < 0 or pair.rendering.folded[at] not in role_words("en", "preposition"):
        return True
    before = [word for word in pair.source.folded[max(other.first - 4, 0) : other.first] if word not in _QUOTES][-2:]
    known = role_words("ar", "preposition")  # with a noun between it and the name: in Shan for في ولاية شان
    return not is_bare(pair.source.folded[other.first]) or any(word.removeprefix("و") in known for word in before)


def is_bare(word: str) -> bool:
    """Whether no preposition or "and" is written onto a name: وwith which واشنطن begins is its own."""
    if word[0] not in "وفبلك":
        return True
    numbers = [number for _, number in known_arabic([word]).get(0, ())]
    return any(
        (word,) in concepts()[number].phrases or word.startswith(stems)
        for number in numbers
        if (stems := concepts()[number].stems) or concepts()[number].phrases
    )
