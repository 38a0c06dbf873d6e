"""Words of address and rank: "Mr.", الرئيس. Their full stop ends no sentence, and they answer no name by sound."""

from collections.abc import Sequence
from functools import cache

from amana.align.names.letters import arabic_spelling
from amana.align.names.parts import name_words_as_written
from amana.align.names.vocabulary import bare_forms
from amana.types import Token


@cache
def titles(lang: str) -> frozenset[str]:
    """The English ones in small letters; the Arabic ones in every form that an article or a prefix leaves."""
    words = name_words_as_written("titles", lang)
    return frozenset(words if lang == "en" else (form for word in words for form in bare_forms(arabic_spelling(word))))


def abbreviates(tokens: Sequence[Token], at: int) -> bool:
    """Whether the mark at `at` is the full stop of "Mr." or the like."""
    return at > 0 and tokens[at].text == "." and tokens[at - 1].text.lower() in titles("en")
