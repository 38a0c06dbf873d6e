"""Links by case with the bundled encoder, and what holds of any vectors with a fake one."""

import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.align.pairs import pair_from_texts
from amana.align.words import WordLinker, align_token_records, confidence
from amana.types import AlignedPair

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases/align/word_links.jsonl").read_text(encoding="utf-8").splitlines()
]


class SpellingEncoder:
    """A vector a word, seeded by its letters: equal words are equal vectors, others near a right angle."""

    signature = "spelling"

    def words(self, sentences: Sequence[Sequence[str]]) -> list[Any]:
        return [
            np.array([self._vector(word) for word in words], dtype=np.float32).reshape(-1, 16) for words in sentences
        ]

    @staticmethod
    def _vector(word: str) -> Any:
        return np.random.default_rng([ord(char) for char in word] or [0]).normal(size=16)


def fake_linker() -> WordLinker:
    return WordLinker(SpellingEncoder())  # type: ignore[arg-type]


def texts(pair: AlignedPair) -> set[tuple[str, str]]:
    source, rendering = pair.source.tokens, pair.rendering.tokens
    return {(source[link.source].text, rendering[link.target].text) for link in pair.links}


@pytest.fixture(scope="module")
def linker() -> WordLinker:
    return WordLinker()


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_cases(case: dict[str, Any], linker: WordLinker) -> None:
    pair = linker.enrich([pair_from_texts(case["ar"], case["en"])])[0]
    linked = texts(pair)
    assert {tuple(link) for link in case["links"]} <= linked
    assert not {target for _, target in linked} & set(case["unlinked"])


@pytest.mark.model
def test_links_depend_neither_on_the_batch_nor_on_the_order(linker: WordLinker) -> None:
    pairs = [pair_from_texts(case["ar"], case["en"]) for case in CASES]
    alone = [linker([pair])[0] for pair in pairs]

    def places(found: Sequence[Any]) -> list[list[tuple[int, int]]]:
        return [[(link.source, link.target) for link in links] for links in found]

    assert places(linker(pairs)) == places(alone)
    assert places(linker(pairs[::-1])[::-1]) == places(alone)


@pytest.mark.model
def test_an_inserted_phrase_is_unsupported_and_the_rest_is_not(linker: WordLinker) -> None:
    case = next(case for case in CASES if case["label"] == "null")
    pair = linker.enrich([pair_from_texts(case["ar"], case["en"])])[0]
    support = dict(zip([token.text for token in pair.rendering.tokens], pair.rendering_support, strict=True))
    assert max(support[word] for word in ("heavy", "maintenance", "works")) < 0.3
    assert min(support[word] for word in ("Authorities", "closed", "airport")) > 0.8


def test_a_gap_comes_back_as_it_is() -> None:
    gap, whole = pair_from_texts("نص", ""), pair_from_texts("a b", "a b", "en", "en")
    enriched = fake_linker().enrich([gap, whole])
    assert enriched[0] is gap
    assert enriched[1].links


def test_equal_words_are_linked_to_each_other() -> None:
    pair = fake_linker().enrich([pair_from_texts("red house, green tree", "green tree, red house", "en", "en")])[0]
    assert texts(pair) == {(word, word) for word in ("red", "house", ",", "green", "tree")}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abcاب ،.1٢", max_size=30), st.text(alphabet="abcاب ،.1٢", max_size=30))
def test_links_and_support_stay_in_bounds(source: str, rendering: str) -> None:
    if not source.strip() or not rendering.strip():
        return
    pair = fake_linker().enrich([pair_from_texts(source, rendering, "en", "en")])[0]
    ends = len(pair.source.tokens), len(pair.rendering.tokens)
    places = [(link.source, link.target) for link in pair.links]
    assert places == sorted(set(places))
    assert all(0 <= i < ends[0] and 0 <= j < ends[1] for i, j in places)
    assert all(0 <= link.confidence <= 1 for link in pair.links)
    assert (len(pair.source_support), len(pair.rendering_support)) == ends
    assert all(0 <= value <= 1 for value in (*pair.source_support, *pair.rendering_support))


@given(st.floats(0, 1), st.floats(0, 1))
def test_confidence_rises_with_agreement(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= confidence(low) <= confidence(high) <= 1


def test_token_records_come_back_one_for_one_and_in_order() -> None:
    records = [{"id": str(n), "ar": ["x", f"w{n}"], "en": [f"w{n}", "x"]} for n in range(130)]
    found = list(align_token_records([*records, {"id": "empty", "ar": [], "en": ["x"]}], fake_linker(), ("en", "en")))
    assert [row["id"] for row in found] == [*(record["id"] for record in records), "empty"]
    assert found[129]["links"] == [[0, 1], [1, 0]]
    assert found[-1]["links"] == []


def test_the_signature_names_the_encoder() -> None:
    assert WordLinker(SimpleNamespace(signature="other")).signature.endswith(":other")  # type: ignore[arg-type]
