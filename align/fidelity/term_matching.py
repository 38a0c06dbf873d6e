"""Where a text has a glossary's terms, and whether another has one of their renderings.

Arabic terms are found through clitics, the article, duals, sound plurals and pronoun suffixes; of two terms at one
place the longer one holds. English renderings are found through inflection and hyphens.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from amana.align.fidelity.clitics import without_proclitics, without_suffix
from amana.align.fidelity.morphology import english_stems
from amana.align.fidelity.scope import Places
from amana.align.word_support import is_content
from amana.translate.folding import fold
from amana.types import GlossaryEntry, Side, Span

_SHORTEST = 3  # letters of a stem that an ending may leave
_ENDINGS = (
    ("تان", "ه"),
    ("تين", "ه"),
    ("ات", "ه"),
    ("ات", ""),
    ("ان", ""),
    ("ين", ""),
    ("ون", ""),
    ("يه", "ي"),
    ("ه", ""),
)
_HAMZAS = frozenset("أإآؤئ")
_ROOT = 4  # letters that two words of one root share
_CASED = 4  # short acronyms keep their capitals: IS is not "is", US not "us"


@dataclass(frozen=True, slots=True)
class Term:
    """A term in a text: tokens `first` to `last`, both included."""

    entry: GlossaryEntry
    first: int
    last: int
    span: Span


class TermIndex:
    """The terms of a glossary, found by their first word."""

    def __init__(self, entries: Sequence[GlossaryEntry]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], GlossaryEntry]]] = {}
        for entry in entries:
            words = tuple(_bare(fold(word)) for word in entry.source.split())
            self._by_first.setdefault(words[0], []).append((words, entry))
        for found in self._by_first.values():
            found.sort(key=lambda item: -len(item[0]))

    def find(self, side: Side) -> Iterator[Term]:
        """The terms of a source text, in order."""
        at = 0
        while at < len(side.folded):
            term = self._at(side, at)
            if term:
                yield term
            at = term.last + 1 if term else at + 1

    def _at(self, side: Side, at: int) -> Term | None:
        candidates = [item for key in _keys(side.folded[at]) for item in self._by_first.get(key, ())]
        for words, entry in sorted(candidates, key=lambda item: -len(item[0])):
            last = at + len(words) - 1
            if (
                last < len(side.folded)
                and all(word in _keys(side.folded[at + k]) for k, word in enumerate(words) if k > 0)
                and all(_spelled(side.tokens[at + k].text, word) for k, word in enumerate(entry.source.split()))
            ):
                return Term(entry, at, last, (side.tokens[at].span[0], side.tokens[last].span[1]))
        return None


class EnglishWords:
    """A rendering as words without hyphens, each with its token, to look phrases up in."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.words: list[tuple[str, int]] = []
        self._starts: dict[str, list[int]] = {}
        for at, token in enumerate(side.tokens):
            for part in _parts(token.text):
                for stem in _stems(part):
                    self._starts.setdefault(stem, []).append(len(self.words))
                self.words.append((part, at))

    def find(self, phrase: str) -> tuple[int, int] | None:
        """The first and last token of the first place that has the phrase, or None."""
        return next(self.places(phrase), None)

    def places(self, phrase: str) -> Iterator[tuple[int, int]]:
        """Every place that has the phrase, in any inflection."""
        wanted = [part for word in phrase.split() for part in _parts(word)]
        for start in self._starts.get(wanted[0].casefold(), ()) if wanted else ():
            end = start + len(wanted)
            if end <= len(self.words) and all(_same(want, self.words[start + k][0]) for k, want in enumerate(wanted)):
                yield self.words[start][1], self.words[end - 1][1]

    def span(self, place: tuple[int, int]) -> Span:
        """The characters of a place."""
        return self.side.tokens[place[0]].span[0], self.side.tokens[place[1]].span[1]


def half_rendered(term: Term, words: EnglishWords, places: Places) -> tuple[int, int] | None:
    """Two words that stand for the term, one of them as in an accepted rendering, the other of no accepted one: the
    "triangle" of "oil triangle". Another form of the word that is wanted ("prime ministerial") is none."""
    known = {
        s for phrase in term.entry.accepted for word in phrase.split() for part in _parts(word) for s in _stems(part)
    }
    mine = {target for at in range(term.first, term.last + 1) for target in places.to_rendering(at)}
    for phrase in term.entry.accepted:
        wanted = [part for word in phrase.split() for part in _parts(word)]
        if len(wanted) != 2:
            continue
        for pair in itertools.pairwise(words.words):
            for kept in (0, 1):
                (right, _), (other, _) = pair[kept], pair[1 - kept]
                if (
                    wanted[kept].casefold() in _stems(right)
                    and mine.issuperset(at for _, at in pair)
                    and pair[0][1] != pair[1][1]
                    and is_content(other, "en")
                    and known.isdisjoint(_stems(other))
                    and not _akin(other.casefold(), wanted[1 - kept].casefold())
                ):
                    return pair[0][1], pair[1][1]
    return None


def _akin(one: str, other: str) -> bool:
    """Whether two words share their beginning or one holds the other: secure, security, insecurity."""
    return one[:_ROOT] == other[:_ROOT] or other in one or one in other


def _spelled(text: str, term: str) -> bool:
    """Whether a word that folds as the term's may be it: nobody writes a hamza where none is (وإلى is not الوالي),
    nor ي for ى (الأسري is not الأسرى)."""
    return not (set(text) & _HAMZAS) - set(term) and not (text.endswith("ي") and term.endswith("ى"))


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > _SHORTEST + 1 else word


@lru_cache(maxsize=65536)
def _keys(word: str) -> tuple[str, ...]:
    """Every bare form under which a term may list this word; the nearest to the spelling first."""
    found: dict[str, None] = {}
    for form in without_proclitics(word):
        for stem in without_suffix(_bare(form)):
            found[stem] = None
            for ending, instead in _ENDINGS:
                if stem.endswith(ending) and len(stem) - len(ending) >= _SHORTEST:
                    found[stem[: -len(ending)] + instead] = None
    return tuple(found)


def _parts(word: str) -> list[str]:
    return [part.replace(".", "") or part for part in word.replace("’", "'").replace("‑", "-").split("-") if part]


@lru_cache(maxsize=65536)
def _stems(part: str) -> tuple[str, ...]:
    stems: tuple[str, ...] = english_stems(fold(part))
    return stems


def _same(want: str, word: str) -> bool:
    if want.isupper() and len(want) <= _CASED:
        return word.removesuffix("'s").removesuffix("s") == want or word == want
    return want.casefold() in _stems(word)
