"""Slips of the pen: one letter too many or too few, another letter, two that changed places. "Eurpoean" is no name."""

from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase

from amana.align.names.vocabulary import is_common_word

_SHORTEST = 5  # letters: one edit away from a shorter word there is always another


def is_misspelled(word: str, meant: str) -> bool:
    """Whether one word, in small letters, is the other with one slip behind its first letter.

    >>> is_misspelled("eurpoean", "european"), is_misspelled("iran", "iraq")
    (True, False)
    """
    return min(len(word), len(meant)) >= _SHORTEST and word in _slips(meant)


@lru_cache(maxsize=10_000)
def is_misspelled_word(word: str) -> bool:
    """Whether a slip made the word of one that is mostly written small.

    >>> is_misspelled_word("Hertiage"), is_misspelled_word("Haftar")
    (True, False)
    """
    small = word.lower()
    return len(small) >= _SHORTEST and any(is_common_word(meant) for meant in _slips(small))


@lru_cache(maxsize=10_000)
def _slips(word: str) -> frozenset[str]:
    return frozenset(_made(word)) - {word}


def _made(word: str) -> Iterator[str]:
    for k in range(1, len(word) + 1):
        head, tail = word[:k], word[k:]
        yield from (head + letter + tail for letter in ascii_lowercase)
        yield from (head + letter + tail[1:] for letter in ascii_lowercase if tail)
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
