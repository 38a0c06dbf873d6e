"""Terms of a glossary: a forbidden rendering, half of an accepted one ("oil triangle" for the Oil Crescent), or, of a
term in the user's own glossary, none that is accepted."""

from collections.abc import Iterator
from functools import lru_cache

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.glossary import bundled_glossary
from amana.align.fidelity.scope import Places, counterpart, witness_side
from amana.align.fidelity.term_matching import EnglishWords, Term, TermIndex, half_rendered
from amana.align.fidelity.witness import witness_adjust
from amana.types import AlignedPair, CheckContext, Finding, GlossaryEntry, Span


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """One finding a term that is rendered as it should not be."""
    if (context.source_lang, context.rendering_lang) != ("ar", "en") or not context.glossary:
        return
    terms = list(term_index(context.glossary).find(pair.source))
    if not terms:
        return
    words = EnglishWords(pair.rendering)
    places = Places(pair)
    accounted = [place for term in terms for phrase in term.entry.accepted for place in words.places(phrase)]
    for term in terms:
        if any(words.find(phrase) for phrase in term.entry.accepted):
            continue
        wrong = _forbidden(term, words, places, accounted)
        if wrong:
            yield _forbidden_finding(term, words.span(wrong), pair)
        elif term.entry.accepted and term.entry not in _bundled():
            yield _unlisted_finding(term, pair, places)
        else:
            half = half_rendered(term, words, places)
            if half:
                yield _half_finding(term, words.span(half), pair)


@lru_cache(maxsize=4)
def term_index(glossary: tuple[GlossaryEntry, ...]) -> TermIndex:
    """The index of a glossary, built once."""
    return TermIndex(glossary)


@lru_cache(maxsize=1)
def _bundled() -> frozenset[GlossaryEntry]:
    return frozenset(bundled_glossary())


def _forbidden(
    term: Term, words: EnglishWords, places: Places, accounted: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """A forbidden rendering that stands for this term: linked to it, and no accepted one of another term."""
    for phrase in term.entry.forbidden:
        for place in words.places(phrase):
            if any(place[0] <= other[1] and other[0] <= place[1] for other in accounted):
                continue
            linked = {j for at in range(term.first, term.last + 1) for j in places.to_rendering(at)}
            if not places.linked or linked & set(range(place[0], place[1] + 1)):
                return place
    return None


def _forbidden_finding(term: Term, where: Span, pair: AlignedPair) -> Finding:
    source, rendering = pair.source.part_text[slice(*term.span)], pair.rendering.part_text[slice(*where)]
    side = witness_side(pair)
    words = EnglishWords(side) if side else None
    sure, testimony = witness_adjust(
        confidence("terminology.forbidden"),
        says_source=words is not None and any(words.find(phrase) for phrase in term.entry.accepted),
        says_rendering=words is not None and any(words.find(phrase) for phrase in term.entry.forbidden),
    )
    return Finding(
        "terminology",
        "major",
        sure,
        f"The source has the term {source} ({_expected(term)}); the rendering has “{rendering}”, which the glossary "
        f"rules out{_note(term)}.",
        term.span,
        where,
        "terminology",
        pair.part,
        (("rule", "terminology.forbidden"), ("accepted", _expected(term)), *testimony),
    )


def _half_finding(term: Term, where: Span, pair: AlignedPair) -> Finding:
    source, rendering = pair.source.part_text[slice(*term.span)], pair.rendering.part_text[slice(*where)]
    return Finding(
        "terminology",
        "minor",
        confidence("terminology.half"),
        f"The source has the term {source} ({_expected(term)}); “{rendering}” renders half of it{_note(term)}.",
        term.span,
        where,
        "terminology",
        pair.part,
        (("rule", "terminology.half"), ("accepted", _expected(term))),
    )


def _unlisted_finding(term: Term, pair: AlignedPair, places: Places) -> Finding:
    source = pair.source.part_text[slice(*term.span)]
    where = counterpart(pair, places, range(term.first, term.last + 1))
    return Finding(
        "terminology",
        "minor",
        confidence("terminology.unlisted"),
        f"The source has the term {source}; the rendering has none of the renderings in the glossary: "
        f"{_expected(term)}{_note(term)}.",
        term.span,
        where,
        "terminology",
        pair.part,
        (("rule", "terminology.unlisted"), ("accepted", _expected(term))),
    )


def _expected(term: Term) -> str:
    return ", ".join(term.entry.accepted[:4])


def _note(term: Term) -> str:
    return f" ({term.entry.note})" if term.entry.note else ""
