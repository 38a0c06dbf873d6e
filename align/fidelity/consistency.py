"""Consistency inside an excerpt: one source sentence rendered two ways, one term of the glossary rendered two ways."""

from collections.abc import Iterator, Sequence

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.glossary import bundled_glossary
from amana.align.fidelity.term_matching import EnglishWords
from amana.align.fidelity.terminology import term_index
from amana.types import AlignedPair, CheckContext, Finding, Span

# Shorter sentences repeat by themselves ("قال."), and are rendered freely.
_SENTENCE_WORDS = 5
_ALIKE = 0.5  # share of common words from which two renderings are one with small changes: those are not reported


def check(pairs: Sequence[AlignedPair], context: CheckContext) -> Iterator[Finding]:
    """One finding a sentence or term that is rendered otherwise than the first time."""
    yield from _sentences(pairs)
    if (context.source_lang, context.rendering_lang) == ("ar", "en") and context.glossary:
        yield from _terms(pairs, context)


def _sentences(pairs: Sequence[AlignedPair]) -> Iterator[Finding]:
    first: dict[tuple[str, ...], AlignedPair] = {}
    for pair in pairs:
        words = tuple(word for word in pair.source.folded if word[:1].isalnum())
        if pair.is_gap or len(words) < _SENTENCE_WORDS:
            continue
        earlier = first.setdefault(words, pair)
        if earlier is not pair and not _alike(earlier, pair):
            yield Finding(
                "inconsistent",
                "minor",
                confidence("inconsistent.sentence"),
                "The source has this sentence twice; the rendering differs from the first time: "
                f"“{earlier.rendering.text}”.",
                pair.source.span,
                pair.rendering.span,
                "consistency",
                pair.part,
                (("rule", "inconsistent.sentence"), ("first time", earlier.rendering.text)),
            )


def _alike(one: AlignedPair, other: AlignedPair) -> bool:
    words = [{word for word in pair.rendering.folded if word[:1].isalnum()} for pair in (one, other)]
    return len(words[0] & words[1]) >= _ALIKE * max(len(words[0] | words[1]), 1)


def _terms(pairs: Sequence[AlignedPair], context: CheckContext) -> Iterator[Finding]:
    """Terms of the user's glossary alone: the bundled one lists ways to say a thing, not a house style."""
    bundled = frozenset(bundled_glossary())
    index = term_index(context.glossary)
    first: dict[str, str] = {}
    for pair in pairs:
        if pair.is_gap:
            continue
        words: EnglishWords | None = None
        for term in index.find(pair.source):
            if term.entry in bundled or len(term.entry.accepted) < 2:
                continue
            words = words or EnglishWords(pair.rendering)
            used = _used(term.entry.accepted, words)
            if used is None:
                continue
            phrase, span = used
            earlier = first.setdefault(term.entry.source, phrase)
            if earlier != phrase and words.find(earlier) is None:
                yield Finding(
                    "inconsistent",
                    "minor",
                    confidence("inconsistent.term"),
                    f"The term {term.entry.source} is “{phrase}” here and “{earlier}” before.",
                    term.span,
                    span,
                    "consistency",
                    pair.part,
                    (("rule", "inconsistent.term"), ("before", earlier)),
                )


def _used(phrases: Sequence[str], words: EnglishWords) -> tuple[str, Span] | None:
    """The longest accepted rendering that the text has, with its place."""
    for phrase in sorted(phrases, key=lambda phrase: -len(phrase.split())):
        place = words.find(phrase)
        if place:
            return phrase, words.span(place)
    return None
