"""Do an Arabic and an English name name the same? Words are aligned by sound, then the whole name is judged."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from amana.align.names.known import known_apart, known_as
from amana.align.names.parts import Word, arabic_parts, latin_parts
from amana.align.names.sounds import Sound, maybe_alike, sound

INITIAL = 0.6  # "S." for a name in س
LEAST = 0.35  # below this, two words are better left without counterpart
MOVED = 0.9
LEFT_OVER = 0.35
MATCH = 0.5  # the score from which two names are the same

# Logistic weights of one word's alignment, fitted on the pairs that data/sounds.tsv names against the same names with
# one consonant altered and against other names.
_BIAS, _WORST, _ODD, _WRONG, _LETTERS = 8.5, -0.1, -1.2, -0.4, 0.25


@dataclass(frozen=True, slots=True)
class NameMatch:
    """`score` in 0..1 is the likelihood that both name the same; `match` says whether that is enough. `evidence` is
    ordered (what, value) pairs: what was paired with what, what was left over."""

    score: float
    match: bool
    evidence: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=200_000)
def word_score(arabic: str, latin: str) -> float:
    """How likely these letters spell those, 0..1."""
    if not maybe_alike(arabic, latin):
        return 0.0
    heard: Sound = sound(arabic, latin)
    letters = min(heard.arabic + heard.latin, 16)
    logit = _BIAS + _WORST * heard.worst + _ODD * heard.odd + _WRONG * heard.wrong + _LETTERS * letters
    return 1 / (1 + exp(-logit))


@lru_cache(maxsize=200_000)
def _compare(arabic: Word, latin: Word) -> float:
    if known_apart(arabic.text, latin.text):
        return 0.0
    if arabic.initial or latin.initial:
        return INITIAL if any(word_score(a[:1], e[:1]) > 0.4 for a in arabic.forms for e in latin.forms) else 0.0
    scores = [word_score(arabic.forms[0], latin.forms[-1])]
    if len(latin.forms) > 1:
        scores.append(word_score(arabic.forms[0], latin.forms[0]))
    if len(arabic.forms) > 1 and not latin.article:
        scores.append(word_score(arabic.forms[1], latin.forms[0]))
    return max(scores)


def _join(first: Word, second: Word) -> Word:
    """Two words as one: Abd al-Rahman for عبدالرحمن, عبد الرحمن for Abderrahmane."""
    between = "al" if second.article and second.forms[0].isascii() else ""
    head, tail = first.forms[-1], second.forms
    return Word(
        f"{first.text} {second.text}", tuple(dict.fromkeys((head + between + tail[0], head + tail[0], head + tail[-1])))
    )


def _compare_joined(arabic: Word, latin: Word) -> float:
    return max(word_score(a, e) for a in arabic.forms for e in latin.forms)


def _align(arabic: tuple[Word, ...], latin: tuple[Word, ...]) -> list[tuple[int, int, int, int, float]]:
    """The pairing of words in order that explains most letters: (from, to, from, to, score) half-open on both sides."""
    n, m = len(arabic), len(latin)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    back: dict[tuple[int, int], tuple[int, int, float]] = {}
    for i in range(n + 1):
        for j in range(m + 1):
            moves = [(i - 1, j, 0.0)] if i else []
            if j:
                moves.append((i, j - 1, 0.0))
            if i and j:
                moves.append((i - 1, j - 1, _compare(arabic[i - 1], latin[j - 1])))
            if i > 1 and j and (arabic[i - 2].particle or n > m):
                moves.append((i - 2, j - 1, _compare_joined(_join(arabic[i - 2], arabic[i - 1]), latin[j - 1])))
            if i and j > 1 and (latin[j - 2].particle or m > n):
                moves.append((i - 1, j - 2, _compare_joined(arabic[i - 1], _join(latin[j - 2], latin[j - 1]))))
            for i2, j2, score in moves:
                gain = (score - LEAST) * ((i - i2) + (j - j2)) if score else 0.0
                if (i, j) not in back or best[i2][j2] + gain > best[i][j]:
                    best[i][j] = best[i2][j2] + gain
                    back[i, j] = (i2, j2, score)
    pairs = []
    i, j = n, m
    while i or j:
        i2, j2, score = back[i, j]
        if score:
            pairs.append((i2, i, j2, j, score))
        i, j = i2, j2
    return pairs[::-1]


def _judge(arabic: tuple[Word, ...], latin: tuple[Word, ...]) -> NameMatch:
    pairs = _align(arabic, latin)
    left_ar = set(range(len(arabic))) - {k for a, b, *_ in pairs for k in range(a, b)}
    left_en = set(range(len(latin))) - {k for _, _, a, b, _ in pairs for k in range(a, b)}
    for i in sorted(left_ar):  # family name first, or another order of the forefathers
        moved = [(_compare(arabic[i], latin[j]), j) for j in left_en]
        score, j = max(moved, default=(0.0, 0))
        if score > MATCH:
            pairs.append((i, i + 1, j, j + 1, score * MOVED))
            left_ar.discard(i)
            left_en.discard(j)
    firm = [p for p in pairs if not all(w.optional for w in arabic[p[0] : p[1]])] or pairs
    lost = [arabic[i] for i in sorted(left_ar)]
    added = [latin[j] for j in sorted(left_en)]
    if firm:  # titles and the like may be missing, unless something else stands where they stood
        hard_lost, hard_added = [w for w in lost if not w.optional], [w for w in added if not w.optional]
        lost = hard_lost or ([w for w in lost if not w.link and w is not arabic[0]] if hard_added else [])
        added = hard_added or ([w for w in added if not w.link and w is not latin[0]] if hard_lost else [])
    scores = [p[4] for p in firm]
    # Left over on both sides, they stand for each other.
    scores += [min(_compare(a, e), LEAST) for a, e in zip(lost, added, strict=False)]
    score = 0.0
    if scores:
        score = min(scores) ** 0.7 * (sum(scores) / len(scores)) ** 0.3
        score *= max(1 - LEFT_OVER * abs(len(lost) - len(added)) / len(scores), 0.0)
    evidence = [
        (" ".join(w.text for w in arabic[a:b]), " ".join(w.text for w in latin[c:d])) for a, b, c, d, _ in pairs
    ]
    evidence += [("only in Arabic", " ".join(w.text for w in lost))] if lost else []
    evidence += [("only in English", " ".join(w.text for w in added))] if added else []
    return NameMatch(round(score, 4), score >= MATCH, tuple(evidence))


@lru_cache(maxsize=200_000)
def match_names(ar: str, en: str) -> NameMatch:
    """Whether `en` is a rendering of the name `ar`, by sound or because it is known by heart.

    >>> match_names("خليفة حفتر", "Khalifa Hifter").match, match_names("خليفة حفتر", "Khalifa Hafez").match
    (True, False)
    """
    if known := known_as(ar, en):
        return NameMatch(0.98, True, (("known as", known),))
    arabic, latin = arabic_parts(ar), latin_parts(en)
    if not arabic or not latin:
        return NameMatch(0.0, False)
    return _judge(arabic, latin)


def check_names(records: Iterable[Mapping[str, str]]) -> Iterator[dict[str, object]]:
    """For each record with an `id` and two names, `ar` and `en`: whether they match, and how surely. In order."""
    for record in records:
        found = match_names(record["ar"], record["en"])
        yield {"id": record["id"], "match": found.match, "score": found.score}
