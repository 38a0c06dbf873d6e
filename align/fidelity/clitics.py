"""Arabic words without what is written onto them: conjunctions, prepositions, the article, pronoun suffixes.

No analyser: every way that the spelling allows is a candidate, and a lookup keeps the one that it knows.
"""

from functools import lru_cache

# In the order of writing: conjunction, then preposition or the s- of the future, then the article.
_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بلك"
_SUFFIXES = ("كما", "هما", "هم", "هن", "ها", "كم", "كن", "نا", "ني", "ه", "ك", "ي")
_SHORTEST = 2  # letters that must be left: no word of one letter carries a meaning of its own


@lru_cache(maxsize=65536)
def without_proclitics(folded: str) -> tuple[str, ...]:
    """The word itself first, then what is left of it with less and less in front; of a folded word.

    >>> without_proclitics("وبالحكومه")
    ('وبالحكومه', 'بالحكومه', 'الحكومه', 'حكومه')
    """
    found = [folded]
    rest = folded
    if rest[:1] in _CONJUNCTIONS and len(rest) > _SHORTEST:
        rest = rest[1:]
        found.append(rest)
    for word in tuple(found):
        if word.startswith("لل") and len(word) > _SHORTEST + 2:
            found += ["ال" + word[2:], word[2:]]
        if word[:1] in _PREPOSITIONS and len(word) > _SHORTEST + 1:
            found.append(word[1:])
        if word.startswith("س") and word[1:2] in tuple("يتنا") and len(word) > _SHORTEST + 2:
            found.append(word[1:])
    for word in tuple(found):
        if word.startswith("ال") and len(word) > _SHORTEST + 2:
            found.append(word[2:])
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65536)
def without_suffix(folded: str) -> tuple[str, ...]:
    """The word itself, and what is left of it without a pronoun at its end: قواته, قوات.

    ت before a pronoun may be the ة of the noun alone, so both are given: حكومتهم, حكومت, حكومه.
    """
    found = [folded]
    for suffix in _SUFFIXES:
        if folded.endswith(suffix) and len(folded) - len(suffix) > _SHORTEST:
            rest = folded[: -len(suffix)]
            found.append(rest)
            if rest.endswith("ت"):
                found.append(rest[:-1] + "ه")
    return tuple(dict.fromkeys(found))
