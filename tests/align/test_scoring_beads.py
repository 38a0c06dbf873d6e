"""Bead scores on an example counted by hand."""

from amana.align.scoring_beads import score_beads


def test_an_example_counted_by_hand() -> None:
    gold = {"d": [[[0], [0]], [[1, 2], [1]], [[3], []], [[], [2]], [[4], [3]]]}
    predicted = {"d": [[[0], [0]], [[1], [1]], [[2, 3], []], [[], [2]], [[4], [3]]]}
    score = score_beads(gold, predicted)
    assert score.strict.precision == 4 / 6  # 0-0, the gaps 3 and 2, 4-3; not 1-1, not the gap 2
    assert score.strict.recall == 2 / 3
    assert score.lax.precision == 5 / 6
    assert score.lax.recall == 1.0
    assert (score.gaps.precision, score.gaps.recall) == (2 / 3, 1.0)
    assert score.recall_by_shape["2-1"] == (0, 1)


def test_a_missing_document_counts_as_nothing_found() -> None:
    assert score_beads({"d": [[[0], [0]]]}, {}).strict.f1 == 0.0
