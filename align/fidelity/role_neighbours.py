"""What the words beside a name say of where it should stand: by their links, the nearest first."""

from collections.abc import Sequence

from amana.align.fidelity.role_grammar import role_words
from amana.align.fidelity.role_names import Place
from amana.types import AlignedPair, Side, Span

SURE_LINK = 0.5
REACH = 4  # words on either side of a name whose links say where it should stand
BESIDE = 1  # words from a name within which a word is its own
NEAR = 4  # within which it can be
_TITLED = 2  # from a verb to the name of its subject, with a title between them
Targets = dict[int, list[tuple[int, float]]]  # rendering token -> its source tokens with their confidence


def link_targets(pair: AlignedPair) -> Targets:
    """Rendering token -> its source tokens with their confidence."""
    found: Targets = {}
    for link in pair.links:
        found.setdefault(link.target, []).append((link.source, link.confidence))
    return found


def sure_place(targets: Targets, side: Side, at: int) -> int | None:
    """Where the source has a word that governs or is governed: no article, no "of", no mark."""
    text = side.tokens[at].text
    if text.lower() in role_words("en", "empty") or not any(char.isalnum() for char in text):
        return None
    place, sure = max(targets.get(at, ()), key=lambda link: link[1], default=(0, 0.0))
    return place if sure > SURE_LINK else None


def stands_by(
    targets: Targets, side: Side, span: Span, own: Place, other: Place, names: Sequence[Span], common: int
) -> bool:
    """Whether the nearest words on both sides stand by the other name in the source, as far as they say anything, and
    none by this one. The one word between two names (`common`) is of both."""
    near = told = False
    for at, step in ((span[0] - 1, -1), (span[1], 1)):
        seen = 0
        while 0 <= at < len(side.tokens) and seen < REACH and side.tokens[at].text not in ".!?;":
            place = None if at == common or any(a <= at < b for a, b in names) else sure_place(targets, side, at)
            if place is not None:
                to_own, to_other = _distance(place, own), _distance(place, other)
                if to_own < to_other and to_own <= BESIDE:
                    return False
                near = near or (to_other < to_own and to_other <= NEAR)
                told = True
                break
            seen += 1
            at += step
    if not told and common >= 0:  # nothing but the verb between them, which stands before its subject
        place = sure_place(targets, side, common)
        near = place is not None and _distance(place, other) <= min(_TITLED, _distance(place, own) - 2)
    return near


def _distance(place: int, name: Place) -> int:
    return max(name.first - place, place - name.last, 0)


def vote(targets: Targets, side: Side, span: Span, own: float, other: float, names: Sequence[Span]) -> float:
    """How much the few words on either side of a name, other names left out, stand by the other name's place in the
    source, and not by this one's. The nearer the word, the more it counts."""
    total = 0.0
    for at, step in ((span[0] - 1, -1), (span[1], 1)):
        seen = 0
        while 0 <= at < len(side.tokens) and seen < REACH and side.tokens[at].text not in ".!?;":
            if any(char.isalnum() for char in side.tokens[at].text) or side.tokens[at].text not in ',:"“”()':
                seen += 1
                place, sure = max(targets.get(at, ()), key=lambda link: link[1], default=(0, 0.0))
                if sure > SURE_LINK and not any(a <= at < b for a, b in names):
                    nearer = abs(place - other) - abs(place - own)
                    total += (nearer < 0) * sure / seen - (nearer > 0) * sure / seen
            at += step
    return total


def gain(
    targets: Targets,
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


def _expected(targets: Targets, span: Span, count: int) -> float | None:
    """Where in the source the words around a name stand, the nearest counting most."""
    total = weights = 0.0
    for index in (*range(max(0, span[0] - REACH), span[0]), *range(span[1], min(count, span[1] + REACH))):
        if index in targets:
            at, weight = max(targets[index], key=lambda link: link[1])
            weight /= min(abs(index - span[0]), abs(index - span[1] + 1))
            total += at * weight
            weights += weight
    return total / weights if weights else None
