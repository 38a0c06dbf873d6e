"""Evidence and features on made matrices."""

import numpy as np
import pytest

from amana.align.word_evidence import lexical_evidence, position_distance
from amana.align.word_similarity import agreement, similarity
from amana.align.word_support import FEATURES, features, is_content, support


@pytest.mark.parametrize(
    ("word", "lang", "content"),
    [("maintenance", "en", True), ("the", "en", False), (",", "en", False), ("25", "en", True), ("المطار", "ar", True),
     ("في", "ar", False), ("وفي", "ar", False), ("the", "xx", True)],
)  # fmt: skip
def test_content_words(word: str, lang: str, content: bool) -> None:
    assert is_content(word, lang) is content


def test_the_same_sign_is_evidence_across_scripts() -> None:
    bonus = lexical_evidence(["٢٥", "،", "IL-76", "كلمة"], ["il-76", "25", ",", "word"])
    assert {(int(i), int(j)) for i, j in np.argwhere(bonus)} == {(0, 1), (1, 2), (2, 0)}


def test_position_distance_runs_from_none_to_one() -> None:
    distance = position_distance(3, 2)
    assert distance.shape == (3, 2)
    assert (distance[0, 0], distance[0, 1], distance[1, 0]) == (0, 1, 0.5)
    assert position_distance(1, 1).tolist() == [[0]]


def test_agreement_is_high_only_where_both_directions_agree() -> None:
    matrix = agreement(np.array([[0.9, 0.1], [0.9, 0.1]], dtype=np.float32))
    assert matrix[0, 0] == pytest.approx(0.5**0.5, abs=0.01)
    assert agreement(np.zeros((0, 3), np.float32)).shape == (0, 3)


def test_a_light_word_does_not_starve_its_neighbour() -> None:
    row = np.array([[0.5, 0.5, 0.5]], dtype=np.float32)
    plain = agreement(row)
    weighted = agreement(
        row, source_weights=np.ones(1, np.float32), rendering_weights=np.array([0.3, 0.3, 1], np.float32)
    )
    assert weighted[0, 2] > plain[0, 2]
    assert np.allclose(weighted[0, :2], plain[0, :2])
    assert weighted.max() <= 1


def test_two_texts_of_one_language_are_not_centred() -> None:
    vectors = np.eye(3, 384, dtype=np.float32)
    assert np.allclose(similarity(vectors, vectors, "en", "en"), np.eye(3))


def test_a_word_like_no_other_is_unsupported() -> None:
    similarities = np.full((8, 8), 0.05, dtype=np.float32)
    similarities[range(4), range(4)] = 0.8
    words = ["agreement", "signed", "border", "crossing", "heavy", "maintenance", "works", "tonight"]
    rows = features(similarities, agreement(similarities), words)
    assert rows.shape == (8, len(FEATURES))
    values = support(rows, words, "en")
    assert max(values[5:]) < 0.3 < 0.7 < min(values[:3])


def test_nothing_on_the_other_side_supports_nothing() -> None:
    rows = features(np.zeros((2, 0), np.float32), np.zeros((2, 0), np.float32), ["a", "b"])
    assert rows.shape == (2, len(FEATURES))
