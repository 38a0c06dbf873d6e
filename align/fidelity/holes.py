"""Places where the rendering breaks off: "signed a.", "In 2002, was displaced", "the status of and".

One word left out is hard to tell by the links alone, since a translation may do without many a word. But its neighbours
in English often show it. Two witnesses say so: the words' vectors (word_breaks.py), and data/holes_en.tsv, the pairs of
function words that stand beside each other only where something is missing (`benchmarks/fit_holes.py`). A hole counts
only with a word of the source near it that may lack a counterpart.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from amana.align.fidelity.data_files import data_lines
from amana.align.fidelity.unsupported import log_odds_missing
from amana.align.word_support import is_content
from amana.types import AlignedPair, Side, Span

START, END = "<s>", "</s>"
SHOWN = 2.6  # the sum of the three, in log-odds
_SOURCE_SHARE, _TABLE_SHARE = 0.5, 0.6  # what the source word's lack, and the table, count beside the vectors
_TABLE_ALONE = 0.6  # what the table is trusted more where there are no vectors
_RENDERED = -5.0  # lack of a source word that is rendered for certain: no hole then, whatever the English looks like
_MARKS = frozenset({",", ".", ")", "!", END})
_BESIDE = frozenset(",.!?)(;\"'“”‘’»«…")  # marks that may stand at a hole
_STOPS = frozenset({".", "!"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "it's", "he's", "she's"})
_FREELY = """
about above across after against along among around as at before behind below beneath beside between beyond by down
during for from in inside into like near of off on out over since through throughout to toward towards under until up
upon with within without
"""
_PREPOSITIONS = frozenset(_FREELY.split())
_AFTER_BE = 0.5  # least lack between a form of to be and a preposition
_BEFORE_MARK = -3.0  # least lack before a mark, since a mark is easily one too many
_HOPELESS = -1.5  # no lack makes up for less
_LINKED = 2.0  # what a link of its own takes off a word's log-odds
_REACH = 1  # source words looked at beyond the counterparts of the hole's neighbours
_ANCHORS = 2  # links wanted on either side of the hole
# Source words between these; where the links scatter further, only those around their middle are looked at.
_WIDEST = 14


@dataclass(frozen=True, slots=True)
class Hole:
    """Between two words of the rendering; `source` is the source word most likely to be missing there."""

    left: str
    right: str
    place: Span
    source: Span
    weight: float


@cache
def neighbours() -> dict[tuple[str, str], float]:
    """Two words that seldom meet -> log-odds that something between them is missing."""
    return {(left, right): float(weight) for left, right, weight in data_lines("holes_en.tsv", 3)}


def holes(pair: AlignedPair) -> Iterator[Hole]:
    """In order of the rendering. None in another language than English, where nothing is known of neighbours."""
    tokens = pair.rendering.tokens
    if pair.rendering.lang != "en" or not tokens or not pair.source_support:
        return
    words = [START, *(token.text.lower().replace("’", "'") for token in tokens), END]
    asks = any(token.text in "?؟" for token in tokens)
    linked: dict[int, list[int]] = {}
    for link in pair.links:
        linked.setdefault(link.target, []).append(link.source)
    for index, (left, right) in enumerate(itertools.pairwise(words)):
        odds = _odds(pair, index, neighbours().get((left, right)))
        if odds < _HOPELESS or (left == START and asks) or _stray(pair, index):
            continue
        near = _least_supported(pair, index, linked)
        if near is None or near[1] < _least_lack(left, right):
            continue
        weight = odds + _SOURCE_SHARE * near[1]
        if weight >= SHOWN:
            at = tokens[index - 1].span[1] if index else tokens[0].span[0]
            shown = [tokens[i].text if 0 <= i < len(tokens) else "" for i in (index - 1, index)]
            yield Hole(shown[0], shown[1], (at, at), pair.source.tokens[near[0]].span, weight)


def _odds(pair: AlignedPair, index: int, table: float | None) -> float:
    """What the English alone says; by the table alone where there are no vectors."""
    if not pair.rendering_breaks:
        return _HOPELESS - 1 if table is None else table + _TABLE_ALONE
    return pair.rendering_breaks[index] + _TABLE_SHARE * (table or 0.0)


def _least_lack(left: str, right: str) -> float:
    """How much the source word has to lack at least: more where the neighbours are often sound ("is in")."""
    if left in _BE and right in _PREPOSITIONS:
        return _AFTER_BE
    return _BEFORE_MARK if right in _MARKS else _RENDERED


def _stray(pair: AlignedPair, index: int) -> bool:
    """Whether it is no hole but a slip of typing: a hyphen set apart ("the on - board camera"), a mark where none
    belongs ("in the@ set"), a stop in the middle of a sentence ("has. an area")."""
    before, here, following = (
        pair.rendering.tokens[at].text if 0 <= at < len(pair.rendering.tokens) else ""
        for at in range(index - 1, index + 2)
    )
    if following == "-" or any(mark and not mark[0].isalnum() and mark not in _BESIDE for mark in (before, here)):
        return True
    return here in _STOPS and following[:1].islower()


def _least_supported(pair: AlignedPair, index: int, linked: dict[int, list[int]]) -> tuple[int, float] | None:
    """The content word of the source, among those that the words around the hole stand for, with the least support."""
    before = _anchors(linked, range(index - 1, -1, -1))
    after = _anchors(linked, range(index, len(pair.rendering.tokens)))
    around = sorted(before + after)
    if not around:
        return None
    low, high = max(around[0] - _REACH, 0), min(around[-1] + _REACH + 1, len(pair.source.tokens))
    if high - low > _WIDEST:
        middle = around[len(around) // 2]
        low, high = max(middle - 4, 0), min(middle + 5, len(pair.source.tokens))
    own = {link.source for link in pair.links}
    lacks = [(_lack(pair.source, pair.source_support, i, i in own), -i) for i in range(low, high)]
    weight, place = max(((lack, i) for lack, i in lacks if lack is not None), default=(0.0, 1))
    return None if place > 0 else (-place, weight)


def _anchors(linked: dict[int, list[int]], places: range) -> list[int]:
    found: list[int] = []
    for place in places:
        found += linked.get(place, [])
        if len(found) >= _ANCHORS:
            break
    return found


def _lack(side: Side, support: tuple[float, ...], index: int, linked: bool) -> float | None:
    if not is_content(side.tokens[index].text, side.lang):
        return None
    return log_odds_missing(support[index]) - (_LINKED if linked else 0.0)
