"""The checks, in report order, and the one loop that runs them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from amana.align.fidelity import (
    addition,
    attribution,
    consistency,
    dates,
    gaps,
    hedging,
    names,
    negation,
    numbers,
    omission,
    questions,
    quotation,
    roles,
    spelling,
    tense,
    terminology,
    untranslated,
)
from amana.align.fidelity.duplicates import without_duplicates
from amana.errors import InputError
from amana.types import SEVERITIES, AlignedPair, Check, CheckContext, ExcerptCheck, Finding, Severity


@dataclass(frozen=True, slots=True)
class NamedCheck:
    """A family of findings. `each_pair` sees the pairs that have both sides, one at a time; `all_pairs` sees every pair
    of the excerpt at once, gaps too. `Finding.check` holds `name`."""

    name: str
    description: str
    each_pair: Check | None = None
    all_pairs: ExcerptCheck | None = None


# To add a check: import its module above, and give it one line here. The order is that of the report, and it decides
# which of two findings is kept where they are one fault (duplicates.py):
# - gaps first: what is said of a whole sentence makes everything else about that sentence superfluous;
# - untranslated next: a word left in Arabic is also a missing number, name or term;
# - dates before numbers: the day and the year of a date are numbers too, and belong to the date;
# - then single words (names, terms), whose readings are the surest;
# - then what needs scope (negation, hedging, attribution, roles);
# - then omissions and additions inside a sentence, the least sure, which everything before may explain;
# - last what compares sentences with each other.
CHECKS: tuple[NamedCheck, ...] = (
    NamedCheck("gaps", "sentences that only one side has; declared omissions and additions", all_pairs=gaps.check),
    NamedCheck("untranslated", "source words left in Arabic script", untranslated.check),
    NamedCheck("dates", "days, months in every tradition, years, weekdays, “yesterday”, “last week”", dates.check),
    NamedCheck("numbers", "numbers by value, both ways: changed, missing, extra; units and currencies", numbers.check),
    NamedCheck("names", "names by sound and by heart: another name, a lost one", names.check),
    NamedCheck("terminology", "terms of a glossary: forbidden and unlisted renderings", terminology.check),
    NamedCheck("negation", "what one text denies and the other does not: dropped and added", negation.check),
    NamedCheck("hedging", "reserve lost or added (may, reportedly), exact figures for rough ones", hedging.check),
    NamedCheck("questions", "statements that became questions, and questions that became statements", questions.check),
    NamedCheck("tense", "what has happened in the source and is still to come in the rendering", tense.check),
    NamedCheck("attribution", "said, according to: dropped; the speaker changed", attribution.check),
    NamedCheck("quotation", "speech quoted word for word on one side only", quotation.check),
    NamedCheck("roles", "two names that changed places", roles.check),
    NamedCheck("omission", "phrases that the rendering leaves out; words with an empty place", omission.check),
    NamedCheck("addition", "phrases of the rendering that the source does not have", addition.check),
    NamedCheck("consistency", "a sentence or a term that is rendered two ways", all_pairs=consistency.check),
    NamedCheck("spelling", "one name spelled two ways in one rendering", all_pairs=spelling.check),
)


def run_checks(
    pairs: Sequence[AlignedPair],
    context: CheckContext,
    *,
    only: Sequence[str] = (),
    skip: Sequence[str] = (),
    min_confidence: float = 0.0,
    severities: Sequence[Severity] = SEVERITIES,
) -> tuple[Finding, ...]:
    """The findings on the pairs of one excerpt: by pair, and within a pair in the order of CHECKS.

    Raises InputError for a name in `only` or `skip` that is no check's.
    """
    return tuple(
        finding
        for _, finding in locate_findings(
            pairs, context, only=only, skip=skip, min_confidence=min_confidence, severities=severities
        )
    )


def locate_findings(
    pairs: Sequence[AlignedPair],
    context: CheckContext,
    *,
    only: Sequence[str] = (),
    skip: Sequence[str] = (),
    min_confidence: float = 0.0,
    severities: Sequence[Severity] = SEVERITIES,
) -> list[tuple[int, Finding]]:
    """As `run_checks`, each finding with the index of the pair that it is about."""
    chosen = select_checks(only, skip)
    context = replace(context, pairs=tuple(pairs))
    found: list[list[Finding]] = [[] for _ in pairs]
    place = _Places(pairs)
    for check in chosen:
        if check.each_pair:
            for index, pair in enumerate(pairs):
                if not pair.is_gap:
                    found[index] += check.each_pair(pair, context)
        if check.all_pairs:
            for finding in check.all_pairs(pairs, context):
                found[place.of(finding)].append(finding)
    return [
        (index, finding)
        for index, mine in enumerate(found)
        for finding in without_duplicates(mine)
        if finding.confidence >= min_confidence and finding.severity in severities
    ]


def select_checks(only: Sequence[str] = (), skip: Sequence[str] = ()) -> list[NamedCheck]:
    """The checks that are to run, in order. Raises InputError for a name that is no check's."""
    names = [check.name for check in CHECKS]
    unknown = [name for name in (*only, *skip) if name not in names]
    if unknown:
        raise InputError(f"no check is called {', '.join(unknown)}: expected some of {', '.join(names)}")
    return [check for check in CHECKS if (not only or check.name in only) and check.name not in skip]


class _Places:
    """Finds the pair of a finding of the whole excerpt by its spans."""

    def __init__(self, pairs: Sequence[AlignedPair]) -> None:
        self._starts: dict[tuple[str, bool], list[tuple[int, int]]] = {}
        for index, pair in enumerate(pairs):
            for is_source, side, segments in (
                (True, pair.source, pair.bead.source),
                (False, pair.rendering, pair.bead.target),
            ):
                if segments:
                    self._starts.setdefault((pair.part, is_source), []).append((side.span[0], index))
        for starts in self._starts.values():
            starts.sort()

    def of(self, finding: Finding) -> int:
        for is_source, span in ((True, finding.source_span), (False, finding.target_span)):
            starts = self._starts.get((finding.part, is_source))
            if span and starts:
                return starts[max(bisect_right(starts, span[0], key=lambda start: start[0]) - 1, 0)][1]
        return 0
