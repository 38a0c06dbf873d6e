"""Two names that changed places: the rendering has them the wrong way round.

Where the words around two names run in the source's order, and the names alone are crossed, so that exchanging them
would put every link back in line, somebody has done what was done to somebody else. Where the source has a name is told
by heart and by sound, else by its links; the words beside each of the two have to stand with the other one. Passives,
possessives, appositions and the English order of title and name cross names too, without fault: they are left alone.
"""

import re
from collections.abc import Iterator, Sequence

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.name_mentions import is_calendar
from amana.align.fidelity.source_names import SURELY_HEARD, SourceNames
from amana.align.fidelity.titles import abbreviates
from amana.align.names.concepts import concepts, english_key, known_arabic, known_english
from amana.align.names.vocabulary import is_english_word
from amana.types import AlignedPair, CheckContext, Finding, Side, Span

REACH = 4  # words on either side of a name whose links say where it should stand
LEAST_GAIN = 0.6  # of the crossing that an exchange takes away, in units of the names' distance; 2 is all of it
LEAST_VOTE = 0.15  # by which the words beside a name have to speak for the other's place: the next word counts 1
_SURE_LINK = 0.5
_NEAR_PARTS = 3  # words within which the parts of one name stand
_PARTICLES = frozenset({"de", "del", "di", "da", "bin", "ben", "ibn", "von", "van", "al", "el"})
_COMPOUND = re.compile(r"-\w+(ed|en)$")  # UN-backed
_NOT_ACTIVE = frozenset({"was", "were", "is", "are", "been", "be", "by", "and", "of", "in", "to", "from", "with", ","})
_PRONOUN = re.compile(r"I(['’]\w+)?")
_ATTACHING = frozenset({"of", "'s", "’s", "by"})
_EMPTY = frozenset({"of", "the", "and", "or", "in", "a", "an", "at", "for", "s", "to", "with"})
_SENTENCE_ENDS = frozenset('.!?:"“”«»…')
_DEMONYM = ("ian", "ish", "ese", "ean", "can", "i")


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """At most one finding a pair: the two names whose exchange would straighten the most."""
    side = pair.rendering
    runs = name_runs(side)
    if len(runs) < 2 or not pair.links or _is_headline(side):
        return
    targets, places = _targets(pair), _NamePlaces(pair)
    names = [(span, *found) for span in runs if (found := places.of(span, targets)) is not None]
    best: tuple[float, Span, Span] | None = None
    for index, (first, first_at, first_heard) in enumerate(names):
        for second, second_at, second_heard in names[index + 1 :]:
            if first_at <= second_at or not _may_exchange(side, first, second, first_at - second_at):
                continue
            votes = (
                _vote(targets, side, first, first_at, second_at, runs),
                _vote(targets, side, second, second_at, first_at, runs),
            )
            gain = _gain(targets, first, second, first_at, second_at, len(side.tokens))
            if first_heard and second_heard and _acts(pair, targets, first, second, first_at, second_at):
                votes, gain = (1.0, 1.0), 2.0
            if min(votes) >= LEAST_VOTE and gain >= LEAST_GAIN and (best is None or gain > best[0]):
                best = (gain, first, second)
    if best:
        yield _finding(pair, *best)


def name_runs(side: Side) -> list[Span]:
    """Runs of capitalised words, as token indices. A word that only its place at the start of a sentence capitalises is
    no name; neither are days and months, which move about freely."""
    runs: list[Span] = []
    for index, token in enumerate(side.tokens):
        joins = (
            runs and runs[-1][1] == index and (token.text.lower().startswith(("al-", "el-")) or _leads_on(side, index))
        )
        if joins:
            runs[-1] = (runs[-1][0], index + 1)
            continue
        if not token.text[0].isupper() or is_calendar(token.text):
            continue
        if _PRONOUN.fullmatch(token.text):
            continue
        starts = index == 0 or side.tokens[index - 1].text in _SENTENCE_ENDS
        if starts and is_english_word(token.text):
            continue
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _finding(pair: AlignedPair, gain: float, first: Span, second: Span) -> Finding:
    tokens = pair.rendering.tokens
    spans = [(tokens[a].span[0], tokens[b - 1].span[1]) for a, b in (first, second)]
    one, other = (pair.rendering.part_text[start:end] for start, end in spans)
    linked = sorted({link.source for link in pair.links for a, b in (first, second) if a <= link.target < b})
    source = (pair.source.tokens[linked[0]].span[0], pair.source.tokens[linked[-1]].span[1]) if linked else None
    return Finding(
        "role_swap",
        "major",
        confidence("roles.exchanged"),
        f"“{one}” and “{other}” stand the other way round in the source.",
        source,
        (spans[0][0], spans[1][1]),
        "roles",
        pair.part,
        (("rule", "roles.exchanged"), ("straightened by an exchange", f"{gain / 2:.0%}")),
    )


def _targets(pair: AlignedPair) -> dict[int, list[tuple[int, float]]]:
    """Rendering token -> its source tokens with their confidence."""
    found: dict[int, list[tuple[int, float]]] = {}
    for link in pair.links:
        found.setdefault(link.target, []).append((link.source, link.confidence))
    return found


def _leads_on(side: Side, index: int) -> bool:
    """Whether a particle inside a name stands there: Argentina de Polo."""
    follows = side.tokens[index + 1].text if index + 1 < len(side.tokens) else ""
    return side.tokens[index].text in _PARTICLES and follows[:1].isupper()


def _is_headline(side: Side) -> bool:
    """Whether most words have capitals, so that a capital says nothing."""
    words = [token.text for token in side.tokens if len(token.text) > 3 and token.text[0].isalpha()]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


class _NamePlaces:
    """Where the source has the names of the rendering: by heart and by sound, which an exchange does not deceive, else
    by their links."""

    def __init__(self, pair: AlignedPair) -> None:
        self._names = SourceNames(pair)
        self._words = [token.text for token in pair.rendering.tokens]
        self._keys = [english_key(word) for word in self._words]

    def of(self, span: Span, targets: dict[int, list[tuple[int, float]]]) -> tuple[float, bool] | None:
        """The place, and whether it is known by heart or by sound and not by links alone."""
        linked = [pair for index in range(*span) for pair in targets.get(index, ())]
        total = sum(weight for _, weight in linked)
        by_link = sum(at * weight for at, weight in linked) / total if linked else None
        heard = sorted(self._heard(span))
        if heard and heard[-1] - heard[0] <= _NEAR_PARTS:
            return sum(heard) / len(heard), True
        if heard and by_link is not None:
            return min(heard, key=lambda at: abs(at - by_link)), True
        return None if by_link is None else (by_link, bool(heard))

    def _heard(self, span: Span) -> set[int]:
        found: set[int] = set()
        at, end = span
        while at < end:
            length, numbers = known_english(self._keys[:end], at)
            known = {i for i, here in self._names.known.items() for _, number in here if number in numbers}
            if length and known:
                found |= known
                at += length
                continue
            score, place = self._names.hear(self._words[at])
            if score >= SURELY_HEARD and place >= 0:
                found.add(place)
            at += 1
        return found


def _vote(
    targets: dict[int, list[tuple[int, float]]], side: Side, span: Span, own: float, other: float, names: Sequence[Span]
) -> float:
    """How much the few words on either side of a name, other names left out, stand by the other name's place in the
    source, and not by this one's. The nearer the word, the more it counts."""
    total = 0.0
    for at, step in ((span[0] - 1, -1), (span[1], 1)):
        seen = 0
        while 0 <= at < len(side.tokens) and seen < REACH and side.tokens[at].text not in ".!?;":
            if any(char.isalnum() for char in side.tokens[at].text) or side.tokens[at].text not in ',:"“”()':
                seen += 1
                place, sure = max(targets.get(at, ()), key=lambda link: link[1], default=(0, 0.0))
                if sure > _SURE_LINK and not any(a <= at < b for a, b in names):
                    nearer = abs(place - other) - abs(place - own)
                    total += (nearer < 0) * sure / seen - (nearer > 0) * sure / seen
            at += step
    return total


def _expected(targets: dict[int, list[tuple[int, float]]], span: Span, count: int) -> float | None:
    """Where in the source the words around a name stand, the nearest counting most."""
    total = weights = 0.0
    for index in (*range(max(0, span[0] - REACH), span[0]), *range(span[1], min(count, span[1] + REACH))):
        if index in targets:
            at, weight = max(targets[index], key=lambda link: link[1])
            weight /= min(abs(index - span[0]), abs(index - span[1] + 1))
            total += at * weight
            weights += weight
    return total / weights if weights else None


def _gain(
    targets: dict[int, list[tuple[int, float]]],
    first: Span,
    second: Span,
    first_at: float,
    second_at: float,
    count: int,
) -> float:
    expected = _expected(targets, first, count), _expected(targets, second, count)
    if expected[0] is None or expected[1] is None:
        return 0.0
    now = abs(first_at - expected[0]) + abs(second_at - expected[1])
    exchanged = abs(second_at - expected[0]) + abs(first_at - expected[1])
    return (now - exchanged) / max(abs(first_at - second_at), 1.0)


def _acts(
    pair: AlignedPair,
    targets: dict[int, list[tuple[int, float]]],
    first: Span,
    second: Span,
    first_at: float,
    second_at: float,
) -> bool:
    """Verb, subject, object in Arabic: the name right behind the verb acts. Whether the rendering, which puts the actor
    before the verb, has the other name there. A name with a preposition on it is no object."""
    between = range(first[1], second[0])
    if not 1 <= len(between) <= 2 or first_at != int(first_at) or second_at != int(second_at):
        return False
    words = [pair.rendering.folded[at] for at in between]
    if not _NOT_ACTIVE.isdisjoint(words) or not 1 <= first_at - second_at <= 2:
        return False
    linked = {source for at in between for source, sure in targets.get(at, ()) if sure > _SURE_LINK}
    if int(second_at) - 1 not in linked:
        return False
    return _is_bare(pair.source.folded[int(first_at)])


def _is_bare(word: str) -> bool:
    """Whether no preposition or "and" is written onto a name: وwith which واشنطن begins is its own."""
    if word[0] not in "وفبلك":
        return True
    numbers = [number for _, number in known_arabic([word]).get(0, ())]
    return any(
        (word,) in concepts()[number].phrases or word.startswith(stems)
        for number in numbers
        if (stems := concepts()[number].stems) or concepts()[number].phrases
    )


def _may_exchange(side: Side, first: Span, second: Span, distance: float) -> bool:
    """Whether two names could be subject and object of one clause, and not parts of one noun phrase or a passive."""
    words = [token.text.lower() for token in side.tokens]
    between = words[first[1] : second[0]]
    if any(words[at] in ".!?" and not abbreviates(side.tokens, at) for at in range(first[1], second[0])):
        return False
    if between[:1] == [","] and "," not in between[1:] and between[1:2] and between[1] in ("a", "an", "the"):
        return False  # Khalifa al-Mismari, a professor at Benghazi: title and name in the other order
    if "by" in between or (len(between) <= 4 and _ATTACHING.intersection(between)):
        return False
    if words[first[1] - 1].endswith(("'s", "’s")) and len(between) <= 2:
        return False
    if not any(word.isalpha() and word not in _EMPTY for word in between):
        return False
    if distance <= 1.5 and len(between) != 1:
        return False
    return not any(_is_adjective(words, span) for span in (first, second))


def _is_adjective(words: Sequence[str], span: Span) -> bool:
    """ "Indonesian", "UN-backed" before a noun: its place follows the noun's, in either language."""
    follows = words[span[1]] if span[1] < len(words) else ""
    last = words[span[1] - 1]
    return (last.endswith(_DEMONYM) or _COMPOUND.search(last) is not None) and follows.isalpha()
