"""Two names that changed places: the rendering has them the wrong way round.

Where the words around two names run in the source's order, and the names alone are crossed, so that exchanging them
would put every link back in line, somebody has done what was done to somebody else. Where the source has a name is told
by heart and by sound, never by its links alone; the words beside each of the two have to stand with the other one.
English order crosses names too, without fault, and takes their own words along: such names are left alone.
"""

from collections.abc import Iterator, Sequence

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.role_grammar import (
    is_adjective,
    is_bare,
    is_ordinary,
    is_title,
    may_exchange,
    role_words,
    takes_preposition,
)
from amana.align.fidelity.role_names import NamePlaces, Place, is_headline, name_runs
from amana.align.fidelity.role_neighbours import SURE_LINK, Targets, gain, link_targets, stands_by, sure_place, vote
from amana.types import AlignedPair, CheckContext, Finding, Span

LEAST_GAIN = 0.6  # of the crossing that an exchange takes away, in units of the names' distance; 2 is all of it
LEAST_VOTE = 0.15  # by which the words beside a name have to speak for the other's place: the next word counts 1


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """At most one finding a pair: the two names whose exchange would straighten the most."""
    side = pair.rendering
    runs = name_runs(side)
    if len(runs) < 2 or not pair.links or is_headline(side):
        return
    targets, places = link_targets(pair), NamePlaces(pair)
    names = [(span, place) for span in runs if not is_ordinary(side, span) and (place := places.of(span)) is not None]
    names = [name for name in names if not any(o is not name and abs(o[1].at - name[1].at) < 1 for o in names)]
    best: tuple[float, Span, Span] | None = None
    for index, (first, first_at) in enumerate(names):
        for second, second_at in names[index + 1 :]:
            if first_at.first <= second_at.last:
                continue
            gained = _straightens(pair, targets, (first, first_at), (second, second_at), runs)
            if gained >= LEAST_GAIN and (best is None or gained > best[0]):
                best = (gained, first, second)
    if best:
        yield _finding(pair, *best)


def _straightens(
    pair: AlignedPair, targets: Targets, one: tuple[Span, Place], two: tuple[Span, Place], runs: Sequence[Span]
) -> float:
    """How much of the crossing an exchange would take away; 0 where the words around a name stand by itself."""
    (first, first_at), (second, second_at), side = one, two, pair.rendering
    if is_adjective(pair, first, first_at) or is_adjective(pair, second, second_at):
        return 0.0
    if _acts(pair, targets, first, second, first_at.at, second_at.at):
        return 2.0
    if not may_exchange(side, first, second, first_at.at - second_at.at):
        return 0.0
    if not (takes_preposition(pair, first, second_at) and takes_preposition(pair, second, first_at)):
        return 0.0
    between = [at for at in range(first[1], second[0]) if sure_place(targets, side, at) is not None]
    common = between[0] if len(between) == 1 else -1
    if common >= 0 and is_title(pair, max(targets[common], key=lambda link: link[1])[0]):
        return 0.0
    if not all(
        stands_by(targets, side, span, own, other, runs, common)
        for span, own, other in ((first, first_at, second_at), (second, second_at, first_at))
    ):
        return 0.0
    votes = (
        vote(targets, side, first, first_at.at, second_at.at, runs),
        vote(targets, side, second, second_at.at, first_at.at, runs),
    )
    if min(votes) < LEAST_VOTE:
        return 0.0
    return gain(targets, first, second, first_at.at, second_at.at, len(side.tokens))


def _acts(
    pair: AlignedPair,
    targets: Targets,
    first: Span,
    second: Span,
    first_at: float,
    second_at: float,
) -> bool:
    """Verb, subject, object in Arabic: the name right behind the verb acts. Whether the rendering, which puts the actor
    before the verb, has the other name there. A name with a preposition on it is no object."""
    between = range(first[1], second[0])
    if not 1 <= len(between) <= 3 or first_at != int(first_at) or second_at != int(second_at):
        return False
    words = [pair.rendering.folded[at] for at in between]
    if not role_words("en", "not active").isdisjoint(words) or not 1 <= first_at - second_at <= 2:
        return False
    linked = {source for at in between for source, sure in targets.get(at, ()) if sure > SURE_LINK}
    if int(second_at) - 1 not in linked or is_title(pair, int(second_at) - 1):
        return False
    return is_bare(pair.source.folded[int(first_at)])


def _finding(pair: AlignedPair, gained: float, first: Span, second: Span) -> Finding:
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
        (("rule", "roles.exchanged"), ("straightened by an exchange", f"{gained / 2:.0%}")),
    )
