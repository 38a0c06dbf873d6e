"""Whether a name of the rendering is another than the source's: what the two texts and their links say for it."""

from collections.abc import Sequence
from typing import Literal

from amana.align.fidelity.lost_names import KNOWN, SHARED, Lost
from amana.align.fidelity.name_mentions import begins_sentence
from amana.align.fidelity.name_runs import ALIKE, LINKED, SURELY_LINKED, UNLIKE, Run
from amana.align.fidelity.source_names import SourceNames
from amana.align.fidelity.surroundings import is_lacking
from amana.types import AlignedPair

UNSUPPORTED = 0.25  # below this the words around have no counterpart either: an addition, not another name
BOTH = 0.5
NEAR, NEAR_UNLINKED = 0.5, 2.3  # how likely a name of the source has to be the counterpart, with a link and without
FULL = 1.5  # how much more likely a word is a name where a full name is linked to it
SURE = 1.0  # and where any name is surely linked
_DRIFT = 0.1  # of the sentence: how far a name may move in translation at no cost
_NOWHERE = -6.0


def nearest(run: Run, lost: Sequence[Lost], pair: AlignedPair, *, only: bool) -> tuple[Lost | None, float]:
    """The lost name of the source that the run most likely stands for, by its letters, its place and its link; and how
    likely that is, in the measure of `Lost.likeness`. `only`: the texts differ in no other name, so that the place does
    not matter."""
    start, end = run.tokens
    place = (start + end) / 2 / max(len(pair.rendering.tokens), 1)
    best, nearness, most = None, _NOWHERE, _NOWHERE
    for item in lost:
        distance = abs((item.at + 0.5) / max(len(pair.source.tokens), 1) - place)
        link = link_between(run, item, pair)
        value = _clearness(run, item, link)
        if not link and not (only and item.likeness >= KNOWN and item.known == run.by_heart):
            value -= 6 * max(0.0, distance - _DRIFT)
        if value + 2 * link > most:
            best, nearness, most = item, value, value + 2 * link
    return best, nearness


def _clearness(run: Run, item: Lost, link: float) -> float:
    """`Lost.likeness` with what the run says for it: beside a name that the source has beside it as well, it is a name;
    and surely linked to a full name, more likely so."""
    if link and any(at >= 0 and at in (item.at - 1, item.at + item.length) for at in run.beside):
        return max(item.likeness, KNOWN)
    full = link >= LINKED and sum(mention.sure for mention in run.mentions) > 1
    return item.likeness + (FULL if full else SURE if link >= SURELY_LINKED else 0.0)


def link_between(run: Run, item: Lost, pair: AlignedPair) -> float:
    """The confidence of the best link of a run with a name of the source; 0 where nothing links them."""
    start, end = run.tokens
    own = range(item.at, item.at + item.length)
    return max((k.confidence for k in pair.links if k.source in own and start <= k.target < end), default=0.0)


def is_translated(run: Run, item: Lost, pair: AlignedPair) -> bool:
    """Whether a word of the source, no name known by heart, is rather a common word of the rendering."""
    start, end = run.tokens
    tokens = pair.rendering.tokens
    least = max(LINKED, link_between(run, item, pair))
    return not item.known and any(
        link.source == item.at
        and link.confidence >= least
        and not start <= link.target < end
        and len(tokens[link.target].text) > 3
        and tokens[link.target].text.islower()
        for link in pair.links
    )


def judge(
    run: Run, item: Lost, nearness: float, group: Sequence[Lost], source: SourceNames, pair: AlignedPair
) -> Literal["sure", "weak", None]:
    """Whether the run is another name than the lost one of the source. `group`: that with its lost neighbours."""
    link = max(link_between(run, one, pair) for one in group)
    if nearness <= 0 or _is_explained(run, item, link, source, pair):
        return None
    sure = sum(mention.sure for mention in run.mentions)
    whole = len(group) > 1 and len(run.mentions) > 1 and sure > 0  # a full name for a full name
    first = not sure and not link and begins_sentence(pair.rendering.tokens, run.tokens[0])  # Tyre tracks
    two = run.by_heart and item.at in source.known and not first  # both are known, and known to be two
    places = [at for one in group for at in range(one.at, one.at + one.length)]
    both = two and is_lacking(pair.source_support, places, BOTH)  # the one stands where the other is missing
    if is_lacking(pair.rendering_support, range(*run.tokens), UNSUPPORTED) and not (link or whole or both):
        return None
    if nearness < (NEAR if link or two else NEAR_UNLINKED):
        return None
    unlike = source.unlikeness(places, [mention.text for mention in run.mentions])
    if not two and unlike < (ALIKE if link or item.known else UNLIKE):
        return None
    if not sure and not two and not _is_clear(item, link):
        return None  # a capital that begins the sentence, a common word: both names have to be clear
    return "sure" if whole or (sure and link >= SURELY_LINKED and item.likeness >= KNOWN) else "weak"


def _is_explained(run: Run, item: Lost, link: float, source: SourceNames, pair: AlignedPair) -> bool:
    """Whether either is something else than a name that was changed: a slip of the pen, a word that is translated."""
    slip = item.known and not run.by_heart and any(source.is_slip(item.at, mention.text) for mention in run.mentions)
    other = run.by_heart and not link and _renders_another_word(run, source, pair)
    return slip or other or is_translated(run, item, pair)


def _renders_another_word(run: Run, source: SourceNames, pair: AlignedPair) -> bool:
    """Whether the run is surely linked to an ordinary word of the source: a people by a name that no list has."""
    start, end = run.tokens
    return any(
        start <= link.target < end
        and link.confidence >= SURELY_LINKED
        and source.is_ordinary(link.source)
        and link.source not in source.known
        for link in pair.links
    )


def _is_clear(item: Lost, link: float) -> bool:
    """Whether a name of the source is so clearly one, and so surely linked, that any capital stands for another."""
    return (link >= LINKED and item.likeness >= KNOWN - 1) or (link >= SURELY_LINKED and item.likeness >= SHARED)
