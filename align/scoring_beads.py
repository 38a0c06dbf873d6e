"""Scores of predicted beads against gold beads, as Vecalign's and AlignAR's scripts count.

strict: a bead counts only if the very same bead is in the gold; lax: if some gold bead shares a sentence with it on
both sides. Precision is over all predicted beads, gaps included (one for each unaligned sentence); recall over gold
beads with both sides. Counts are pooled over documents.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Links = Sequence[Sequence[Sequence[int]]]  # [[[source indices], [target indices]], ...]
_Bead = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class BeadScores:
    """`gaps`: of single unaligned sentences. `recall_by_shape`: (found, in the gold) of each gold shape."""

    strict: Score
    lax: Score
    gaps: Score
    recall_by_shape: dict[str, tuple[int, int]]


def score_beads(gold: Mapping[str, Links], predicted: Mapping[str, Links]) -> BeadScores:
    """Pooled over the gold's documents; a document that was not predicted counts as found nothing."""
    count: Counter[str] = Counter()
    by_shape: dict[str, tuple[int, int]] = {}
    for document, links in gold.items():
        truth, claim = _single_gaps(links), _single_gaps(predicted.get(document, ()))
        truth_beads, claim_beads = _both_sides(truth), _both_sides(claim)
        count["claimed"] += len(claim)
        count["claimed right"] += len(claim & truth)
        count["claimed near"] += len(claim & truth) + _touching(claim_beads - truth, truth_beads)
        count["gold"] += len(truth_beads)
        count["gold found"] += len(truth_beads & claim)
        count["gold near"] += len(truth_beads & claim) + _touching(truth_beads - claim, claim_beads)
        count["gaps"] += len(truth) - len(truth_beads)
        count["gaps claimed"] += len(claim) - len(claim_beads)
        count["gaps right"] += len((truth - truth_beads) & claim)
        for bead in truth:
            shape = f"{len(bead[0])}-{len(bead[1])}"
            found, total = by_shape.get(shape, (0, 0))
            by_shape[shape] = found + (bead in claim), total + 1
    return BeadScores(
        strict=Score(_share(count["claimed right"], count["claimed"]), _share(count["gold found"], count["gold"])),
        lax=Score(_share(count["claimed near"], count["claimed"]), _share(count["gold near"], count["gold"])),
        gaps=Score(_share(count["gaps right"], count["gaps claimed"]), _share(count["gaps right"], count["gaps"])),
        recall_by_shape=dict(sorted(by_shape.items(), key=lambda item: -item[1][1])),
    )


def score_documents(gold: Sequence[Links], predicted: Sequence[Links]) -> BeadScores:
    """The same for documents that are paired by position."""
    names = [str(number) for number in range(len(gold))]
    return score_beads(dict(zip(names, gold, strict=True)), dict(zip(names, predicted, strict=True)))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _single_gaps(links: Links) -> set[_Bead]:
    beads: set[_Bead] = set()
    for source, target in links:
        if source and target:
            beads.add((tuple(sorted(source)), tuple(sorted(target))))
        else:
            beads.update(((i,), ()) for i in source)
            beads.update(((), (j,)) for j in target)
    return beads


def _both_sides(beads: Iterable[_Bead]) -> set[_Bead]:
    return {bead for bead in beads if bead[0] and bead[1]}


def _touching(beads: Iterable[_Bead], others: Iterable[_Bead]) -> int:
    """How many of `beads` share a source and a target sentence with the others, taken together."""
    targets: dict[int, set[int]] = {}
    for source, target in others:
        for i in source:
            targets.setdefault(i, set()).update(target)
    return sum(any(j in targets.get(i, ()) for i in source for j in target) for source, target in beads)
