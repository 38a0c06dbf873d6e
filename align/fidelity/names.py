"""Names: another name than the source's, a name that the rendering has lost.

Two things have to come together for "another name": a name in the rendering that nothing in the source answers, by
heart or by sound, and a name-like word in the source that nothing in the rendering answers, at about the same place
(name_evidence.py).
"""

import re
from collections.abc import Iterator

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.lost_names import KNOWN, SHARED, Lost
from amana.align.fidelity.name_evidence import judge, link_between, nearest
from amana.align.fidelity.name_mentions import Mention, begins_sentence, mentions
from amana.align.fidelity.name_runs import SURELY_LINKED, Run, unanswered
from amana.align.fidelity.source_names import HEARD, SourceNames, source_names
from amana.align.fidelity.witness import witness_adjust
from amana.align.names.matching import match_names
from amana.align.names.slips import is_misspelled_word
from amana.align.names.vocabulary import is_english_word
from amana.types import AlignedPair, CheckContext, Finding, Span

UNCLEAR = -1.0  # likeness from which on a lost word beside a lost name is part of it
MISSING = 0.3
UNHEARD = 0.15  # nothing in the source sounds like it at all
_TEAM = frozenset({"منتخب", "لمنتخب", "المنتخب", "فريق", "لفريق"})  # a team goes by its country or by a nickname
_SHORTEST = 3  # letters of a word that a name may be: no lone letter, as in Linear B
_GLOSS = 8  # tokens behind a name within which its acronym may stand
_ACRONYM = re.compile(r"[A-Z]{2}")
_PRONOUN = re.compile(
    "[وف]?(من|عن|الي|علي|في|مع|عند|لدي|بين|ان|لكن|كل)(ه|ها|هم|هن|هما|ك|كم|ي|نا)?|هو|هي|هم|هذه?|ذلك|تلك|الذي|التي|الذين"
)
_WORD = re.compile(r"[^\W\d_]+")


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """Another name; a name known by heart that is missing."""
    if (context.source_lang, context.rendering_lang) != ("ar", "en"):
        return
    source = source_names(pair)
    runs, lost = unanswered(source, mentions(pair.rendering), pair)
    clear = [item for item in lost if item.likeness >= KNOWN]
    judged = []
    for run in runs:
        culprit, nearness = nearest(run, lost, pair, only=len(runs) == 1 and len(clear) == 1)
        judged.append((link_between(run, culprit, pair) if culprit else 0.0, nearness, run, culprit))
    used: set[int] = set()  # one name of the source stands for one in the rendering: the surest goes first
    for _, nearness, run, culprit in sorted(judged, key=lambda item: (-item[0], -item[1])):
        if culprit and _is_team(culprit, pair) and not run.by_heart:
            continue  # Springboks for the team of South Africa: named, by a name that no sound or list gives away
        group = _neighbours(culprit, lost) if culprit else []
        verdict = judge(run, culprit, nearness, group, source, pair) if culprit else None
        if culprit and verdict:
            if culprit.at not in used:
                group = [item for item in group if item.at not in used]
                used.update(item.at for item in group)
                yield _finding(pair, "name.changed" if verdict == "sure" else "name.changed.weak", run, group)
        elif (word := _ordinary_counterpart(run, source, pair)) is not None:
            yield _finding(pair, "name.changed.weak", run, [word])
    yield from _common_words(source, [item for item in lost if item.at not in used], pair)
    if not runs and pair.source_support:  # without the support of each word, a name may simply be told otherwise
        for item in lost:
            support = pair.source_support[item.at : item.at + item.length]
            missing = item.known and sum(support) / len(support) < MISSING
            if missing and not _stands_as_acronym(pair, item):
                yield _missing(pair, item)


def _is_team(item: Lost, pair: AlignedPair) -> bool:
    return item.known and item.at > 0 and pair.source.folded[item.at - 1] in _TEAM


def _ordinary_counterpart(run: Run, source: SourceNames, pair: AlignedPair) -> Lost | None:
    """The source's name that reads as ordinary words (المعلم, the teacher), where a full name stands for it, or any
    name stands for one known by heart. By its link alone, which has to be sure and the word's only one."""
    if run.heard >= UNHEARD or not any(m.sure and not is_misspelled_word(m.text) for m in run.mentions):
        return None
    start, end = run.tokens
    tokens = pair.rendering.tokens
    links = [link for link in pair.links if start <= link.target < end and link.confidence >= SURELY_LINKED]
    if not links:
        return None
    at = max(links, key=lambda link: link.confidence).source
    if len(pair.source.tokens[at].text) < _SHORTEST or _PRONOUN.fullmatch(pair.source.folded[at]):
        return None
    for other in pair.links:
        if other.source == at and not start <= other.target < end and len(tokens[other.target].text) > 3:
            return None
    full = len(run.mentions) > 1 and not run.by_heart
    by_heart = at in source.known and source.is_lost_by_heart(at)
    return Lost(at, 1, SHARED, known=False) if source.is_ordinary(at) and (full or by_heart) else None


def _common_words(source: SourceNames, lost: list[Lost], pair: AlignedPair) -> Iterator[Finding]:
    """Another name that is a common word in capitals (Rose, Silver Spring), where a clear name of the source is linked
    to it and to nothing else."""
    tokens = pair.rendering.tokens
    for item in lost:
        inside = range(item.at, item.at + item.length)
        linked = sorted(
            {link.target for link in pair.links if link.source in inside and link.confidence >= SURELY_LINKED}
        )
        if item.likeness < KNOWN or item.length > 1 or not linked or linked[-1] - linked[0] >= len(linked) + 1:
            continue
        words = [tokens[at].text for at in range(linked[0], linked[-1] + 1)]
        beside = [tokens[at].text[0] for at in (linked[0] - 1, linked[-1] + 1) if 0 <= at < len(tokens)]
        joined = (
            linked[0] > 1 and tokens[linked[0] - 1].text in ("of", "for") and tokens[linked[0] - 2].text[0].isupper()
        )
        if (
            begins_sentence(tokens, linked[0]) or joined or any(letter.isupper() for letter in beside)
        ):  # part of a longer name: Fox News
            continue
        if not all(word[0].isupper() and word[1:].islower() and len(word) > 3 for word in words):
            continue
        if any(not is_english_word(word) or source.hear(word)[0] >= HEARD for word in words):
            continue
        if _is_team(item, pair):
            continue
        mention = Mention((linked[0], linked[-1] + 1), " ".join(words), (), False)
        yield _finding(pair, "name.changed.weak", Run((mention,), 0.0), [item])


def _neighbours(culprit: Lost, lost: list[Lost]) -> list[Lost]:
    """The lost name with the lost names that stand right beside it."""
    ordered = [item for item in lost if item.likeness > UNCLEAR or item is culprit]
    k = ordered.index(culprit)
    first = last = k
    while first > 0 and ordered[first - 1].at + ordered[first - 1].length == ordered[first].at:
        first -= 1
    while last + 1 < len(ordered) and ordered[last].at + ordered[last].length == ordered[last + 1].at:
        last += 1
    return ordered[first : last + 1]


def _source_span(pair: AlignedPair, group: list[Lost]) -> Span | None:
    if not group:
        return None
    tokens = pair.source.tokens
    return tokens[group[0].at].span[0], tokens[group[-1].at + group[-1].length - 1].span[1]


def _finding(pair: AlignedPair, rule: str, run: Run, group: list[Lost]) -> Finding:
    tokens = pair.rendering.tokens
    start, end = run.tokens
    span = tokens[start].span[0], tokens[end - 1].span[1]
    text = pair.rendering.part_text[span[0] : span[1]]
    source_span = _source_span(pair, group)
    original = pair.source.part_text[source_span[0] : source_span[1]] if source_span else ""
    message = f"The source names “{original}”; the rendering has “{text}”, which is another name."
    witness = pair.witness
    says_rendering = says_source = False
    if witness:
        said = {word.lower() for word in _WORD.findall(witness)}
        own = [word.lower() for word in _WORD.findall(text) if len(word) > 2]
        says_rendering = bool(own) and all(word in said for word in own)
        says_source = bool(own) and not any(word in said for word in own) and _names_it(witness, original)
    sure, testimony = witness_adjust(confidence(rule), says_source=says_source, says_rendering=says_rendering)
    evidence = (("rule", rule), ("rendering", text), ("source", original), *testimony)
    return Finding("name", "major", sure, message, source_span, span, "names", pair.part, evidence)


def _names_it(witness: str, original: str) -> bool:
    """Whether the machine translation has a rendering of the name: that it lacks the other name is no testimony."""
    words = _WORD.findall(witness)
    runs = (words[at : at + size] for size in (1, 2, 3) for at in range(len(words) - size + 1))
    return bool(original) and any(run[0][0].isupper() and match_names(original, " ".join(run)).match for run in runs)


def _stands_as_acronym(pair: AlignedPair, item: Lost) -> bool:
    """Whether the source glosses the body that is named with letters that the rendering has: (EFL), (Smer-SD)."""
    behind = pair.source.tokens[item.at + item.length :][:_GLOSS]
    own = {token.text for token in pair.rendering.tokens}
    return any(token.text in own and _ACRONYM.search(token.text) for token in behind)


def _missing(pair: AlignedPair, item: Lost) -> Finding:
    span = _source_span(pair, [item])
    text = pair.source.part_text[span[0] : span[1]] if span else ""
    return Finding(
        "omission",
        "major" if item.length > 1 else "minor",
        confidence("name.missing"),
        f"The source names “{text}”; the rendering does not.",
        span,
        None,
        "names",
        pair.part,
        (("rule", "name.missing"), ("source", text)),
    )
