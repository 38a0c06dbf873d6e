"""English words made from a name: Transcaucasus, Mesoamerican, Romanization, Ogoniland, Londoners."""

from collections.abc import Iterator
from functools import cache, lru_cache

from amana.align.names.letters import latin_letters
from amana.align.names.parts import name_words_as_written

_SHORTEST, _BESIDE_SHORT = 4, 5  # letters of the name inside; where what is cut off is short too (Mark|er)
_SHORT = 3


@lru_cache(maxsize=50_000)
def inner_names(word: str) -> tuple[str, ...]:
    """What may be the name in a word of small letters, the longest first; whether it is one, the reader has to know.

    >>> inner_names("transcaucasus"), inner_names("westernizing"), inner_names("westland")
    (('caucasus',), ('western',), ('west',))
    """
    return tuple(sorted(dict.fromkeys(_cut(word)), key=len, reverse=True))


def _cut(word: str) -> Iterator[str]:
    heads = [head for head in _parts("compound_heads") if word.startswith(head)]
    tails = [tail for tail in _parts("compound_tails") if word.endswith(tail)]
    for head in ["", *heads]:
        for tail in ["", *tails]:
            inner = word[len(head) : len(word) - len(tail)]
            least = _BESIDE_SHORT if tail and len(tail) <= _SHORT else _SHORTEST
            if (head or tail) and len(inner) >= least and inner not in _parts("compound_tails"):
                yield inner


@cache
def _parts(group: str) -> tuple[str, ...]:
    return tuple(latin_letters(part) for part in name_words_as_written(group, "en"))
