"""Arabic words that name something only if the English does: a slip of the pen, a people by its city.

الفنلدنية is no word; beside "Finnish" it is الفنلندية. Nothing says that الميلانيون are any place's, but "Milan" does.
"""

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from amana.align.names.concepts import known_arabic, single_names
from amana.align.names.parts import name_words_as_written
from amana.align.names.vocabulary import bare_forms, is_arabic_word

_SLIPPED = 6  # letters: a shorter word is another one with two letters exchanged
_STEM = 4
_DROPPED = ("", "ا", "ه", "و")  # what a name loses before the ending: ميلانو, ميلاني


def hinted(
    folded: Sequence[str], known: Container[int], named: Container[int]
) -> dict[int, tuple[tuple[int, int], ...]]:
    """For tokens that are neither `known` nor words: (1, concept) of those concepts that the English has, `named`."""
    found = {}
    for at, word in enumerate(folded):
        if at not in known and len(word) > _STEM:
            numbers = tuple(number for number in _may_be(word) if number in named)
            if numbers:
                found[at] = tuple((1, number) for number in numbers)
    return found


@lru_cache(maxsize=50_000)
def _may_be(word: str) -> tuple[int, ...]:
    return () if is_arabic_word(word) else tuple(dict.fromkeys([*_related(word), *_slipped(word)]))


def _related(word: str) -> Iterator[int]:
    for form in bare_forms(word):
        for end in name_words_as_written("relations", "ar"):
            stem = form.removesuffix(end)
            if stem != form and len(stem) >= _STEM:
                for dropped in _DROPPED:
                    yield from single_names(stem + dropped)


def _slipped(word: str) -> Iterator[int]:
    """Two letters of the bare word that changed places."""
    bare = bare_forms(word)[-1]
    if len(bare) < _SLIPPED:
        return
    for k in range(1, len(bare) - 1):
        meant = bare[:k] + bare[k + 1] + bare[k] + bare[k + 2 :]
        if meant != bare:
            yield from (number for _, number in known_arabic([meant]).get(0, ()))
