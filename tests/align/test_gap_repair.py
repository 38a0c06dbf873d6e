"""Second thoughts about gaps, with word support made by hand."""

from collections.abc import Sequence
from dataclasses import replace

from amana.align.gap_repair import repair_document
from amana.types import AlignedPair, Bead

SOURCE = ["تحادث القائد مع الوزير شويغو بمكتبه بموسكو", "غادر الوفد بنغازي"]
RENDERING = [
    "The commander talked with minister Shoigu",
    "Shoigu sat inside his Moscow office",
    "Delegation left Benghazi",
]


class Dictionary:
    """Supports a word where a word of its concept stands on the other side."""

    def __init__(self, *concepts: tuple[str, str]) -> None:
        self.concepts = concepts
        self.calls = 0

    def __call__(self, pairs: Sequence[AlignedPair]) -> list[AlignedPair]:
        self.calls += 1
        return [replace(pair, **self._support(pair)) for pair in pairs]

    def _support(self, pair: AlignedPair) -> dict[str, tuple[float, ...]]:
        source, rendering = ({token.text for token in side.tokens} for side in (pair.source, pair.rendering))
        there = {concept for concept in self.concepts if concept[0] in source and concept[1] in rendering}
        known = {word for concept in there for word in concept}
        return {
            "source_support": tuple(0.95 if token.text in known else 0.05 for token in pair.source.tokens),
            "rendering_support": tuple(0.95 if token.text in known else 0.05 for token in pair.rendering.tokens),
        }


BEADS = [Bead((0,), (0,), 0.8), Bead((), (1,), 0.6), Bead((1,), (2,), 0.9)]
FULL = Dictionary(
    ("تحادث", "talked"), ("القائد", "commander"), ("الوزير", "minister"), ("شويغو", "Shoigu"), ("بمكتبه", "office"),
    ("بموسكو", "Moscow"), ("بمكتبه", "sat"), ("بموسكو", "inside"), ("غادر", "left"),
    ("الوفد", "Delegation"), ("بنغازي", "Benghazi"),
)  # fmt: skip


def test_a_cut_off_sentence_joins_the_bead_whose_words_it_renders() -> None:
    beads = repair_document(BEADS, SOURCE, RENDERING, ("ar", "en"), FULL)
    assert [(bead.source, bead.target) for bead in beads] == [((0,), (0, 1)), ((1,), (2,))]


def test_an_added_sentence_stays_a_gap() -> None:
    alien = [RENDERING[0], "Cruise missiles struck Italian warships", RENDERING[2]]
    assert repair_document(BEADS, SOURCE, alien, ("ar", "en"), FULL) == BEADS


def test_without_gaps_nothing_is_linked() -> None:
    enrich = Dictionary()
    beads = [Bead((0,), (0, 1), 0.8), Bead((1,), (2,), 0.9)]
    assert repair_document(beads, SOURCE, RENDERING, ("ar", "en"), enrich) == beads
    assert enrich.calls == 0


def test_every_sentence_stays_covered_once_whatever_is_joined() -> None:
    beads = repair_document(BEADS, SOURCE, RENDERING, ("ar", "en"), FULL)
    assert sorted(i for bead in beads for i in bead.source) == [0, 1]
    assert sorted(j for bead in beads for j in bead.target) == [0, 1, 2]
