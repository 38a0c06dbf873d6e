"""The names of a rendering that its source does not answer, neighbours as one; and the other way round."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from amana.align.fidelity.lost_names import Lost, unanswered_names
from amana.align.fidelity.name_mentions import Mention
from amana.align.fidelity.source_names import HEARD, SURELY_HEARD, SourceNames
from amana.align.names.vocabulary import is_english_word
from amana.types import AlignedPair

JOINED = 0.6
LINKED = 0.6  # a link that pairs two words
SURELY_LINKED = 0.85
# What a letter costs, in bits, where an English word is to spell an Arabic name. Up to ALIKE two linked words may be
# one name; where they begin alike, up to SAME_START, or to SAME_START_BESIDE if the name next to them is the same as
# well. From UNLIKE on, two words that nothing links are two names.
ALIKE, UNLIKE, SAME_START, SAME_START_BESIDE = 1.8, 2.3, 2.4, 2.8


class Run(NamedTuple):
    """Neighbouring mentions that the source does not answer. `beside`: the mentions next to it that it does answer,
    with the tokens of the source where they were heard (-1: by heart)."""

    mentions: tuple[Mention, ...]
    heard: float  # how near the nearest word of the source came
    beside: tuple[int, ...] = ()

    @property
    def by_heart(self) -> bool:
        return any(mention.concepts for mention in self.mentions)

    @property
    def tokens(self) -> tuple[int, int]:
        return self.mentions[0].tokens[0], self.mentions[-1].tokens[1]


def unanswered(source: SourceNames, found: Sequence[Mention], pair: AlignedPair) -> tuple[list[Run], list[Lost]]:
    """The names of either text that the other does not have; those of the rendering with neighbours as one."""
    lost = unanswered_names(source)
    heard = [source.answers(mention) for mention in found]
    links = [_links(mention, pair) for mention in found]
    answers = [
        0.0 if at not in own and _belongs_elsewhere(mention, score, own, lost, source) else score
        for mention, (score, at), own in zip(found, heard, links, strict=True)
    ]
    spelled: set[int] = set()
    for k, mention in enumerate(found):
        if not mention.concepts:
            beside = [answers[n] for n in (k - 1, k + 1) if 0 <= n < len(found) and _touch(found, k, n)]
            spelled |= (own := _spelled_by_eye(mention, links[k], beside, source))
            answers[k] = max(answers[k], HEARD * bool(own))
    for k in range(len(found) - 1):  # Khor Mor for خورمور
        joined = _touch(found, k, k + 1) and max(answers[k : k + 2]) < HEARD
        if joined and source.hear(found[k].text + found[k + 1].text)[0] > JOINED:
            answers[k] = answers[k + 1] = HEARD
    return _runs(found, answers, [at for _, at in heard]), [item for item in lost if item.at not in spelled]


def _touch(found: Sequence[Mention], one: int, other: int) -> bool:
    """Whether two mentions, one after the other in the list, stand side by side."""
    first, second = sorted((one, other))
    return found[first].tokens[1] == found[second].tokens[0]


def _links(mention: Mention, pair: AlignedPair) -> dict[int, float]:
    """The tokens of the source that a mention is linked to, and how surely."""
    start, end = mention.tokens
    links: dict[int, float] = {}
    for link in pair.links:
        if start <= link.target < end:
            links[link.source] = max(link.confidence, links.get(link.source, 0.0))
    return links


def _runs(found: Sequence[Mention], answers: Sequence[float], places: Sequence[int]) -> list[Run]:
    runs: list[Run] = []
    k = 0
    while k < len(found):
        if answers[k] >= HEARD:
            k += 1
            continue
        end = k + 1
        while end < len(found) and answers[end] < HEARD and _touch(found, end - 1, end):
            end += 1
        beside = [places[n] for n in (k - 1, end) if 0 <= n < len(found) and _touch(found, n, k if n < k else end - 1)]
        own = tuple(found[k:end])
        if any(mention.sure or mention.concepts or not is_english_word(mention.text) for mention in own):
            runs.append(Run(own, max(answers[k:end]), tuple(beside)))
        k = end
    return runs


def _belongs_elsewhere(
    mention: Mention, score: float, links: Mapping[int, float], lost: Sequence[Lost], source: SourceNames
) -> bool:
    """Whether a mention that sounds a little like one token is linked to a lost name that it does not sound like."""
    return score < SURELY_HEARD and any(
        links.get(item.at, 0.0) >= LINKED and source.unlikeness([item.at], [mention.text]) >= UNLIKE for item in lost
    )


def _spelled_by_eye(
    mention: Mention, links: Mapping[int, float], beside: Sequence[float], source: SourceNames
) -> set[int]:
    """The tokens that the mention is linked to and sounds near enough to for a foreign name (Jacques, جاك). `beside`:
    how surely the source has the names next to it; where it has not, beginning alike proves nothing."""
    bound = ALIKE if any(score < HEARD for score in beside) else SAME_START_BESIDE if beside else SAME_START
    found = set()
    for at, sure in links.items():
        if at + 1 in links and source.unlikeness([at, at + 1], [mention.text], joined=True) < ALIKE:  # Lowkey, لوو كي
            found |= {at, at + 1}
        unlike = source.unlikeness([at], [mention.text])
        alike = unlike < ALIKE or (unlike < bound and source.begins_alike(at, mention.text))
        if sure >= LINKED and (alike or source.is_inside(at, mention.text)):
            found.add(at)
    return found
