"""What the source tells as past and the rendering as still to come: something done becomes a plan."""

import re
from collections.abc import Iterator, Sequence

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.cues import Cue, read_cues
from amana.translate.folding import without_marks
from amana.types import AlignedPair, CheckContext, Finding

LINKED = 0.5
# The feminine of a past verb by its shape: ...ت, but no plural (...ات), no article, no imperfect prefix.
_FEMININE = re.compile(
    "[وف]?(?!ال)[^يتنسال][\u0621-\u064a]+[^ا]ت|[وف]?(?:است|ا[\u0621-\u064a]ت|ان)[\u0621-\u064a]{2,}[^ا]ت"
)
_BETWEEN = frozenset(
    ("be", "have", "been", "not", "n't", "also", "never", "only", "soon", "then", "now", "always", "still")
)


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """At most one finding, and only where the pair is clear: no word of the source speaks of what is to come, none of
    the rendering of the past; an Arabic past form behind `if`, `when` and the like is none."""
    if (context.source_lang, context.rendering_lang) != ("ar", "en"):
        return
    english = read_cues("tense_en.tsv").find(pair.rendering)
    future = next((cue for cue in english if cue.kind == "future"), None)
    if future is None:
        return
    arabic = read_cues("tense_ar.tsv").find(pair.source)
    if any(cue.kind == "future" for cue in arabic):
        return
    first_open = min((cue.first for cue in arabic if cue.kind == "open"), default=len(pair.source.tokens))
    told = next((cue for cue in arabic if cue.kind == "past" and cue.first < first_open), None)
    if told is not None and not any(cue.kind == "past" for cue in english) and not _rendered_as_past(told, pair):
        yield _finding("hedge.future", told.text, told.span, future, pair)
        return
    verb = _past_verb(future, arabic, first_open, pair)
    if verb is not None:
        token = pair.source.tokens[verb]
        yield _finding("hedge.future.verb", token.text, token.span, future, pair)


def _rendered_as_past(told: Cue, pair: AlignedPair) -> bool:
    words = (pair.rendering.folded[link.target] for link in pair.links if link.source == told.first)
    return any(word.endswith("ed") for word in words)


def _past_verb(future: Cue, arabic: Sequence[Cue], first_open: int, pair: AlignedPair) -> int | None:
    """The past verb of the source that the verb behind `will` is linked to."""
    words = pair.rendering.folded
    at = future.last + 1
    while at < len(words) and (words[at] in _BETWEEN or words[at].endswith("ly")):
        at += 1
    links = [link for link in pair.links if link.target == at and link.confidence >= LINKED]
    best = max(links, key=lambda link: link.confidence, default=None)
    if best is None or best.source >= first_open:
        return None
    word = without_marks(pair.source.tokens[best.source].text)
    listed = any(cue.first == best.source and cue.kind == "past" for cue in arabic)
    return best.source if listed or _FEMININE.fullmatch(word) else None


def _finding(rule: str, word: str, span: tuple[int, int], future: Cue, pair: AlignedPair) -> Finding:
    text = f"The source tells this as past (“{word}”); the rendering as still to come (“{future.text}”)."
    evidence = (("rule", rule),)
    return Finding("hedge", "major", confidence(rule), text, span, future.span, "tense", pair.part, evidence)
