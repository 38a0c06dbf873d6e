"""Cue words of one language, from a data file that a linguist can extend, and the places where a text has them.

A line of a data file is `pattern <tab> kind <tab> gloss`; `#` begins a comment. A pattern is one or more words:

    word    that word, folded; in Arabic also with و ف ب ل ك ال written onto it
    a/b     one of them
    word+   any word that begins so; +word any word that ends so
    =word   exactly this spelling, hamza and all, and nothing written onto it
    *       any one word that is no punctuation
    #       a number, in digits or in words
    >word   the word has to follow, and is no part of the cue (the last one only)
    ..4     up to four words in between, that are no full stop

Of two patterns that begin at one place the longer one holds, of two that are as long as each other the one that begins
with an exact spelling, and no word is used twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from amana.align.fidelity.clitics import without_proclitics
from amana.align.fidelity.data_files import data_lines
from amana.translate.folding import fold, without_marks
from amana.types import Side, Span

_STOPS = frozenset(".!?؟;؛…")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a text: tokens `first` to `last`, both included, of its side."""

    first: int
    last: int
    kind: str
    gloss: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Step:
    """What one place of a pattern allows. `skip` is how many other words may come before it."""

    words: frozenset[str]
    stems: tuple[str, ...]
    endings: tuple[str, ...]
    exact: frozenset[str]
    anything: bool
    number: bool
    ahead: bool
    skip: int

    def allows(self, word: str, raw: str, lang: str) -> bool:
        if self.anything:
            return word[:1].isalnum()
        if self.number and is_number(word, lang):
            return True
        if raw in self.exact:
            return True
        if word.startswith(self.stems) or word.endswith(self.endings):
            return True
        return any(form in self.words for form in _forms(word, lang))


@dataclass(frozen=True, slots=True)
class _Pattern:
    steps: tuple[_Step, ...]
    kind: str
    gloss: str


class CueList:
    """The patterns of one file, found by their first word."""

    def __init__(self, lang: str, rows: Sequence[tuple[str, str, str]]) -> None:
        self.lang = lang
        self._words: dict[str, list[_Pattern]] = {}
        self._stems: dict[str, list[_Pattern]] = {}
        self._exact: dict[str, list[_Pattern]] = {}
        for text, kind, gloss in rows:
            pattern = _Pattern(tuple(_steps(text)), kind, gloss)
            first = pattern.steps[0]
            if first.anything or first.skip:
                raise ValueError(f"cue pattern {text!r} begins with a gap: expected a word first")
            for keys, table in ((first.words, self._words), (first.stems, self._stems), (first.exact, self._exact)):
                for key in keys:
                    table.setdefault(key, []).append(pattern)
        self._lengths = sorted({len(stem) for stem in self._stems}, reverse=True)  # the closer fit first

    def find(self, side: Side) -> list[Cue]:
        """The cues of a text, in order."""
        cues = []
        tokens, folded = side.tokens, side.folded
        at = 0
        while at < len(tokens):
            best: tuple[int, _Pattern] | None = None
            for pattern in self._starting(folded[at], tokens[at].text):
                last = self._match(pattern, side, at)
                if last is not None and (best is None or (last, len(pattern.steps)) > (best[0], len(best[1].steps))):
                    best = last, pattern
            if best is None:
                at += 1
                continue
            last, pattern = best
            span = (tokens[at].span[0], tokens[last].span[1])
            cues.append(Cue(at, last, pattern.kind, pattern.gloss, span, side.part_text[span[0] : span[1]]))
            at = last + 1
        return cues

    def _starting(self, word: str, raw: str) -> Iterator[_Pattern]:
        if self._exact:  # first: of two patterns as long as each other the first one holds
            yield from self._exact.get(without_marks(raw), ())
        for form in _forms(word, self.lang):
            yield from self._words.get(form, ())
            for length in self._lengths:
                if length <= len(form):
                    yield from self._stems.get(form[:length], ())

    def _match(self, pattern: _Pattern, side: Side, at: int) -> int | None:
        """The last token of the pattern that begins at token `at`, or None."""
        tokens, folded = side.tokens, side.folded
        place = at
        for step in pattern.steps[1:]:
            place += 1
            for _ in range(step.skip + 1):
                if place >= len(folded) or (step.skip and folded[place] in _STOPS):
                    return None
                if step.allows(folded[place], without_marks(tokens[place].text), self.lang):
                    break
                place += 1
            else:
                return None
        return place - 1 if pattern.steps[-1].ahead else place


def _forms(word: str, lang: str) -> tuple[str, ...]:
    """A folded word as it stands, and without what is written onto it: Arabic proclitics, the English possessive."""
    if lang == "ar":
        return without_proclitics(word)
    return (word, word[:-2]) if word.endswith("'s") else (word,)


@lru_cache(maxsize=8192)
def is_number(word: str, lang: str) -> bool:
    """Whether a folded word is a number in digits, or begins as a number word does, or is one of those before one."""
    if any(letter.isdigit() for letter in word):
        return True
    forms = without_proclitics(word) if lang == "ar" else (word,)
    stems, words = _number_words(lang)
    return any(form.startswith(stems) or form in words for form in forms)


@cache
def _number_words(lang: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Beginnings, and whole words ("=a")."""
    rows = [row[0] for row in data_lines(f"number_stems_{lang}.tsv", 1)]
    stems = tuple(fold(row) for row in rows if not row.startswith("="))
    return stems, frozenset(fold(row[1:]) for row in rows if row.startswith("="))


def _steps(text: str) -> Iterator[_Step]:
    skip = 0
    for part in text.split():
        if part.startswith(".."):
            skip = int(part[2:])
            continue
        ahead = part.startswith(">")
        options = part.removeprefix(">").split("/")
        yield _Step(
            frozenset(fold(o) for o in options if o[-1] != "+" and o[0] not in "=+" and o not in "*#"),
            tuple(fold(o[:-1]) for o in options if len(o) > 1 and o[-1] == "+"),
            tuple(fold(o[1:]) for o in options if len(o) > 1 and o[0] == "+"),
            frozenset(o[1:] for o in options if len(o) > 1 and o[0] == "="),
            options == ["*"],
            "#" in options,
            ahead,
            skip,
        )
        skip = 0


@cache
def read_cues(name: str) -> CueList:
    """The cue list of a data file; its language is the end of its name (`negation_ar.tsv`)."""
    return CueList(
        name.removesuffix(".tsv").rpartition("_")[2], [(row[0], row[1], row[2]) for row in data_lines(name, 3)]
    )
