"""One name spelled two ways: Haftar here, Hifter there. Inside one rendering, or across the excerpts of a batch."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.name_mentions import mentions
from amana.align.fidelity.source_names import SURELY_HEARD, SourceNames
from amana.align.names.concepts import english_key
from amana.align.names.letters import arabic_letters
from amana.align.names.vocabulary import bare_forms, is_english_word
from amana.types import AlignedPair, CheckContext, Finding, Span

_SHORTEST = 3  # letters on either side: Ali and Aly are too short to be told from other words


@dataclass(frozen=True, slots=True)
class Spelling:
    """One place where a name of the source was heard in the rendering. `beside`: the names around it in the source,
    which tell one Muhammad from another."""

    arabic: str
    english: str
    beside: frozenset[str]
    pair: AlignedPair
    source_span: Span
    target_span: Span


@dataclass(frozen=True, slots=True)
class SpelledTwoWays:
    """A name of a batch with its spellings, the most frequent first, and the excerpts that have each."""

    arabic: str
    spellings: tuple[tuple[str, tuple[str, ...]], ...]


def check(pairs: Sequence[AlignedPair], context: CheckContext) -> Iterator[Finding]:
    """One finding at each spelling that differs from the first one of the same name in this rendering."""
    if (context.source_lang, context.rendering_lang) != ("ar", "en"):
        return
    first: dict[str, list[Spelling]] = {}
    for pair in pairs:
        for here in spellings(pair):
            earlier = first.setdefault(here.arabic, [])
            same = next((other for other in earlier if _may_be_one(other, here)), None)
            if same and not _same_spelling(same, here):
                yield Finding(
                    "inconsistent",
                    "minor",
                    confidence("name.spelling"),
                    f"“{here.english}” was spelled “{same.english}” before; the source has one name, “{here.arabic}”.",
                    here.source_span,
                    here.target_span,
                    "spelling",
                    pair.part,
                    (("rule", "name.spelling"), ("source", here.arabic), ("first", same.english)),
                )
            elif not same:
                earlier.append(here)


def spelled_two_ways(excerpts: Iterable[tuple[str, Sequence[AlignedPair]]]) -> list[SpelledTwoWays]:
    """The names that the renderings of a batch spell in more than one way; excerpts as (id, pairs). Sorted by name."""
    groups: dict[str, list[list[tuple[str, Spelling]]]] = {}
    for name, pairs in excerpts:
        for pair in pairs:
            for here in spellings(pair):
                known = groups.setdefault(here.arabic, [])
                group = next((g for g in known if _may_be_one(g[0][1], here)), None)
                if group is None:
                    known.append([(name, here)])
                else:
                    group.append((name, here))
    return [
        SpelledTwoWays(arabic, tuple(_by_spelling(group)))
        for arabic, known in sorted(groups.items())
        for group in known
        if any(not _same_spelling(group[0][1], here) for _, here in group)
    ]


def _by_spelling(group: list[tuple[str, Spelling]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    written = Counter(_without_article(here.english) for _, here in group)
    for english, _ in sorted(written.items(), key=lambda item: (-item[1], item[0])):
        yield english, tuple(sorted({name for name, here in group if _without_article(here.english) == english}))


def spellings(pair: AlignedPair) -> list[Spelling]:
    """The names of a pair that are heard on both sides, and not known by heart: Russian is no variant of Russia."""
    if pair.is_gap:
        return []
    source = SourceNames(pair)
    heard = []
    for mention in mentions(pair.rendering):
        if (
            mention.concepts
            or is_english_word(mention.text)
            or "-" in mention.text.removeprefix("al-").removeprefix("Al-")
        ):
            continue
        score, at = source.answers(mention)
        whole = score >= SURELY_HEARD and source.hear(mention.text)[0] >= SURELY_HEARD  # Esperanto, not Esperantist
        if whole and at >= 0 and not source.is_ordinary(at):
            heard.append((mention, at))
    places = {at: _arabic_key(pair.source.tokens[at].text) for _, at in heard}
    found = []
    for mention, at in heard:
        english = mention.text.replace("’", "'").removesuffix("'s").removesuffix("'")
        if min(len(english), len(places[at])) >= _SHORTEST:
            beside = frozenset(places[near] for near in (at - 1, at + 1) if near in places)
            start = pair.rendering.tokens[mention.tokens[0]].span[0]
            span = start, start + len(english)
            found.append(Spelling(places[at], english, beside, pair, pair.source.tokens[at].span, span))
    return found


def _may_be_one(one: Spelling, other: Spelling) -> bool:
    """Same name, and nothing beside it that says it is another person's."""
    return not one.beside or not other.beside or bool(one.beside & other.beside)


def _same_spelling(one: Spelling, other: Spelling) -> bool:
    """Insta for Instagram and Marianas for Mariana are forms of one spelling."""
    shorter, longer = sorted((_key(one.english), _key(other.english)), key=len)
    return longer.startswith(shorter)


def _arabic_key(word: str) -> str:
    letters = arabic_letters(word).replace("ة", "ه").replace("ى", "ي")
    return bare_forms(letters)[-1]


def _without_article(english: str) -> str:
    head, hyphen, rest = english.partition("-")
    return rest if hyphen and head.lower() in ("al", "el", "as", "ash", "an", "ar", "ad", "at", "az") else english


def _key(english: str) -> str:
    return english_key(_without_article(english))
