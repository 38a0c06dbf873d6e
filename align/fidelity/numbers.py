"""Numbers by value, both ways: missing, extra and changed ones, and figures whose unit or currency changed."""

from collections.abc import Callable, Iterator, Sequence

from amana.align.fidelity.arabic_numbers import read_arabic_numbers
from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.date_matching import compare_dates
from amana.align.fidelity.english_clock import with_spoken_times
from amana.align.fidelity.english_numbers import read_english_numbers
from amana.align.fidelity.number_homographs import is_another_word, is_spelled_out
from amana.align.fidelity.number_matching import NumberDifference, compare_numbers, same_value
from amana.align.fidelity.quantities import STRONG, Quantity
from amana.align.fidelity.surroundings import lost_or_added_phrase
from amana.align.fidelity.witness import Evidence, witness_adjust
from amana.types import AlignedPair, CheckContext, Finding, FindingType, Side, Span

Reader = Callable[[str], tuple[Quantity, ...]]
_READERS: dict[str, Reader] = {"ar": read_arabic_numbers, "en": read_english_numbers}
_MESSAGES = {
    "changed": "The source has {0}, the rendering {1}.",
    "unit": "The source has {0}, the rendering {1}: the figure of another unit.",
    "missing": "The source has {0}; the rendering has no such number.",
    "extra": "The rendering has {1}; the source has no such number.",
}


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """One finding a number that differs."""
    readers = _READERS.get(context.source_lang), _READERS.get(context.rendering_lang)
    if readers[0] is None or readers[1] is None:
        return
    everything = readers[0](pair.source.text), readers[1](pair.rendering.text)
    dates = compare_dates(pair.source.text, pair.rendering.text, context.source_lang, context.rendering_lang)
    source = _apart_from(everything[0], dates.source_spans)
    rendering = _apart_from(everything[1], dates.rendering_spans)
    if context.rendering_lang == "en" and any(q.kind == "time" for q in source):
        rendering = list(with_spoken_times(pair.rendering.text, rendering))
    lengths = len(pair.source.text), len(pair.rendering.text)
    differences = compare_numbers(source, rendering, lengths, _linked(pair, source, rendering))
    differences = [d for d in differences if not _is_repeated(d, *everything)]
    if context.source_lang == "ar" and context.rendering_lang == "en":
        differences = list(_told_apart(differences, pair))
    witness = readers[1](pair.witness) if differences and pair.witness else None
    for difference in differences:
        yield _finding(difference, pair, witness)


def _told_apart(differences: Sequence[NumberDifference], pair: AlignedPair) -> Iterator[NumberDifference]:
    """Without the words that were no numbers: the other side has a name or another word for them."""
    for difference in differences:
        source, rendering = difference.source, difference.rendering
        if source and is_another_word(source, pair):
            if rendering and rendering.weight == STRONG:
                yield NumberDifference("extra", None, rendering)
        elif not (difference.kind == "extra" and rendering and is_spelled_out(rendering, pair)):
            yield difference


def _is_repeated(difference: NumberDifference, source: Sequence[Quantity], rendering: Sequence[Quantity]) -> bool:
    """Whether a missing or extra number stands on the other side, if inside a date: "the 2003 cup" of عام 2003."""
    mine, others = (difference.source, rendering) if difference.source else (difference.rendering, source)
    return difference.kind in ("missing", "extra") and mine is not None and any(same_value(mine, q) for q in others)


def _apart_from(quantities: Sequence[Quantity], spans: Sequence[Span]) -> list[Quantity]:
    """Without the days, years and decades that the dates check has compared."""
    return [q for q in quantities if not any(a < q.span[1] and q.span[0] < b for a, b in spans)]


def _linked(
    pair: AlignedPair, source: Sequence[Quantity], rendering: Sequence[Quantity]
) -> frozenset[tuple[Span, Span]]:
    """Spans of quantities that a word link joins."""
    if not pair.links or not source or not rendering:
        return frozenset()

    def owner(side: Side, token: int, quantities: Sequence[Quantity]) -> Span | None:
        start, end = (place - side.span[0] for place in side.tokens[token].span)
        return next((q.span for q in quantities if q.span[0] < end and start < q.span[1]), None)

    found = set()
    for link in pair.links:
        one, other = owner(pair.source, link.source, source), owner(pair.rendering, link.target, rendering)
        if one and other:
            found.add((one, other))
    return frozenset(found)


def _finding(difference: NumberDifference, pair: AlignedPair, witness: Sequence[Quantity] | None) -> Finding:
    source, rendering = difference.source, difference.rendering
    weak = any(q is not None and q.weight < STRONG for q in (source, rendering))
    words = any(q is not None and not q.digits for q in (source, rendering))
    rule = f"number.{difference.kind}" + (".weak" if weak else ".words" if words else "")
    spans = _span(pair.source, source), _span(pair.rendering, rendering)
    phrase = lost_or_added_phrase(difference.kind, pair, *spans)
    kind: FindingType = phrase or "number"
    if phrase:
        rule = f"number.{difference.kind}.phrase"
    sure = confidence(rule)
    testimony: Evidence = ()
    if witness is not None:
        sure, testimony = witness_adjust(sure, **_testimony(difference, witness))
    values = [("rule", rule)]
    values += [("source value", _value(source))] if source else []
    values += [("rendering value", _value(rendering))] if rendering else []
    return Finding(
        type=kind,
        severity="major",
        confidence=sure,
        message=_MESSAGES[difference.kind].format(_quote(pair.source, source), _quote(pair.rendering, rendering)),
        source_span=spans[0],
        target_span=spans[1],
        check="numbers",
        part=pair.part,
        evidence=(*values, *testimony),
    )


def _testimony(difference: NumberDifference, witness: Sequence[Quantity]) -> dict[str, bool]:
    """What the machine translation says of a difference."""

    def says(quantity: Quantity | None) -> bool:
        return quantity is not None and any(same_value(quantity, told) for told in witness)

    source, rendering = difference.source, difference.rendering
    if difference.kind == "unit" and source and rendering:
        told = {q.unit for q in witness if same_value(source, q)}
        return {"says_source": source.unit in told, "says_rendering": rendering.unit in told}
    if difference.kind == "missing":
        return {"says_source": says(source), "says_rendering": not says(source)}
    if difference.kind == "extra":
        return {"says_source": not says(rendering), "says_rendering": says(rendering)}
    return {"says_source": says(source), "says_rendering": says(rendering)}


def _value(quantity: Quantity) -> str:
    return f"{quantity.values[0]:g}" if quantity.values[0] < 1e6 else f"{quantity.values[0]:,.0f}"


def _quote(side: Side, quantity: Quantity | None) -> str:
    span = _span(side, quantity)
    return f"“{side.part_text[slice(*span)]}”" if span else ""


def _span(side: Side, quantity: Quantity | None) -> Span | None:
    """The number with its unit, in the original text."""
    if quantity is None:
        return None
    unit = quantity.unit_span or quantity.span
    return min(quantity.span[0], unit[0]) + side.span[0], max(quantity.span[1], unit[1]) + side.span[0]
