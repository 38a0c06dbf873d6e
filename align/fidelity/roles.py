"""Two names that changed places: the rendering has them the wrong way round.

Where the words around two names run in the source's order, and the names alone are crossed, so that exchanging them
would put every link back in line, somebody has done what was done to somebody else. Passives, possessives and the
English order of title and name cross names too, without any fault: they are left alone.
"""

from collections.abc import Iterator, Sequence

from amana.align.fidelity.calibration import confidence
from amana.align.names.vocabulary import is_english_word
from amana.types import AlignedPair, CheckContext, Finding, Side, Span

REACH = 4  # words on either side of a name whose links say where it should stand
LEAST_GAIN = 1.4  # of the crossing that an exchange takes away, in units of the names' distance; 2 is all of it
_ATTACHING = frozenset({"of", "'s", "’s", "by"})
_EMPTY = frozenset({"of", "the", "and", "or", "in", "a", "an", "at", "for", "s", "to", "with"})
_CALENDAR = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ]
)
_SENTENCE_ENDS = frozenset('.!?:"“”«»…')
_DEMONYM = ("ian", "ish", "ese", "ean", "can", "i")


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """At most one finding a pair: the two names whose exchange would straighten the most."""
    targets = _targets(pair)
    names = [(span, at) for span in name_runs(pair.rendering) if (at := _place(targets, span)) is not None]
    best: tuple[float, Span, Span] | None = None
    for index, (first, first_at) in enumerate(names):
        for second, second_at in names[index + 1 :]:
            if first_at <= second_at or not _may_exchange(pair.rendering, first, second, first_at - second_at):
                continue
            gain = _gain(targets, first, second, first_at, second_at, len(pair.rendering.tokens))
            if gain >= LEAST_GAIN and (best is None or gain > best[0]):
                best = (gain, first, second)
    if best:
        yield _finding(pair, *best)


def name_runs(side: Side) -> list[Span]:
    """Runs of capitalised words, as token indices. A word that only its place at the start of a sentence capitalises is
    no name; neither are days and months, which move about freely."""
    runs: list[Span] = []
    for index, token in enumerate(side.tokens):
        if not token.text[0].isupper() or (token.text.lower()[:3] in _CALENDAR and is_english_word(token.text)):
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


def _place(targets: dict[int, list[tuple[int, float]]], span: Span) -> float | None:
    """Where in the source a name stands: the mean of its links."""
    linked = [pair for index in range(*span) for pair in targets.get(index, ())]
    total = sum(weight for _, weight in linked)
    return sum(at * weight for at, weight in linked) / total if linked else None


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


def _may_exchange(side: Side, first: Span, second: Span, distance: float) -> bool:
    """Whether two names could be subject and object of one clause, and not parts of one noun phrase or a passive."""
    words = [token.text.lower() for token in side.tokens]
    between = words[first[1] : second[0]]
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
    """ "Indonesian" before a noun: its place follows the noun's, in either language."""
    follows = words[span[1]] if span[1] < len(words) else ""
    return words[span[1] - 1].endswith(_DEMONYM) and follows.isalpha()
