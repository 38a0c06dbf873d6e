"""The bundled corpus is test material for everything else: its gold has to hold to the character."""

import json
import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from amana.corpora import read_corpus
from amana.types import CATEGORIES, SEVERITIES, Excerpt, FindingType

FOLDER = Path(str(files("amana.corpora"))) / "libya-russia"
ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
SUBS = {
    "omission": {"sentence", "phrase"},
    "addition": {"sentence", "phrase"},
    "number": {"digit", "word", "scale"},
    "date": {"day", "weekday", "month", "year"},
    "name": {"person", "place", "organisation"},
    "negation": {"dropped", "added"},
    "hedge": {"dropped", "strengthened", "weakened"},
    "attribution": {"dropped", "speaker"},
    "untranslated": {"arabic_script"},
    "role_swap": {"agent_patient"},
    "terminology": {"wrong_term", "as_published"},
    "inconsistent": {"name", "sentence"},
}


@cache
def excerpts() -> dict[str, Excerpt]:
    return {excerpt.id: excerpt for excerpt in read_corpus([FOLDER / "excerpts.jsonl"])}


@cache
def gold() -> dict[str, dict[str, Any]]:
    lines = (FOLDER / "gold.jsonl").read_text("utf-8").splitlines()
    return {line["id"]: line for line in map(json.loads, lines)}


AUTHORED = sorted(key for key, excerpt in excerpts().items() if excerpt.provenance == "authored")
FAITHFUL = [key for key in AUTHORED if gold()[key]["faithful"]]
MARKS = [(key, kind, mark) for key, line in gold().items() for kind in ("planted", "declared") for mark in line[kind]]


def sides(key: str) -> tuple[Any, Any]:
    excerpt = excerpts()[key]
    assert excerpt.source is not None
    assert excerpt.rendering is not None
    return excerpt.source, excerpt.rendering


def test_every_excerpt_has_its_gold_in_the_same_order() -> None:
    lines = (FOLDER / "gold.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == list(excerpts())


def test_reading_the_folder_reads_the_excerpts_only() -> None:
    assert [e.id for e in read_corpus([FOLDER])] == list(excerpts())


def test_half_of_the_corpus_is_faithful() -> None:
    assert len(AUTHORED) >= 16
    assert 8 <= len(FAITHFUL) <= len(AUTHORED) - 8


@pytest.mark.parametrize(("key", "kind", "mark"), MARKS, ids=lambda value: value if isinstance(value, str) else "")
def test_spans_slice_to_their_quotes(key: str, kind: str, mark: dict[str, Any]) -> None:
    source, rendering = sides(key)
    assert mark["sub"] in SUBS[mark["type"]]
    assert mark["severity"] in SEVERITIES
    assert (mark["severity"] == "neutral") == (kind == "declared")
    assert mark["note"]
    assert mark["source_span"] or mark["target_span"]
    for document, name in ((source, "source"), (rendering, "target")):
        span, quote = mark[f"{name}_span"], mark[f"{name}_quote"]
        assert (span is None) == (quote is None)
        if span is not None:
            assert quote
            assert document.part(mark["part"])[slice(*span)] == quote


def test_every_kind_of_error_is_planted() -> None:
    planted = {(mark["type"], mark["sub"]) for _, kind, mark in MARKS if kind == "planted"}
    assert {kind for kind, _ in planted} == set(get_args(FindingType)) == set(CATEGORIES)
    assert planted == {(kind, sub) for kind, subs in SUBS.items() for sub in subs}


def test_declared_gaps_and_additions_are_there() -> None:
    declared = [(mark["type"], mark["target_quote"]) for _, kind, mark in MARKS if kind == "declared"]
    assert {quote for kind, quote in declared if kind == "omission"} == {"…", "...", "[...]"}
    assert all(re.fullmatch(r"\[[^]]+\]", quote) for kind, quote in declared if kind == "addition")


@pytest.mark.parametrize("key", AUTHORED)
def test_an_authored_excerpt_is_said_to_be_authored(key: str) -> None:
    source, rendering = sides(key)
    assert "authored" in source.publication
    assert source.date
    assert source.url is None
    assert source.title
    assert rendering.title


@pytest.mark.parametrize("key", AUTHORED)
def test_length_and_number_of_planted_errors(key: str) -> None:
    line = gold()[key]
    assert 4 <= len(line["sentences"]["source"]) <= 12
    assert len(line["planted"]) in ((0,) if line["faithful"] else (2, 3, 4))


@pytest.mark.parametrize("key", AUTHORED)
def test_sentences_cover_the_text(key: str) -> None:
    for document, name in zip(sides(key), ("source", "rendering"), strict=True):
        spans = gold()[key]["sentences"][name]
        gaps = [document.text[a:b] for (_, a), (b, _) in pairwise(spans)]
        assert set(gaps) <= {" ", "\n"}
        assert (spans[0][0], spans[-1][1]) == (0, len(document.text))


@pytest.mark.parametrize("key", AUTHORED)
def test_beads_cover_every_sentence_once(key: str) -> None:
    line = gold()[key]
    for side, name in enumerate(("source", "rendering")):
        assert [i for bead in line["beads"] for i in bead[side]] == list(range(len(line["sentences"][name])))


@pytest.mark.parametrize("key", AUTHORED)
def test_a_gap_is_planted_or_declared(key: str) -> None:
    line = gold()[key]
    marks = line["planted"] + line["declared"]
    for source, target in line["beads"]:
        if not source or not target:
            name, index = ("source", source[0]) if source else ("rendering", target[0])
            span = line["sentences"][name][index]
            assert span in [mark["source_span" if source else "target_span"] for mark in marks]


@pytest.mark.parametrize("key", FAITHFUL)
def test_a_faithful_rendering_is_english(key: str) -> None:
    _, rendering = sides(key)
    assert not ARABIC_SCRIPT.search(rendering.title + rendering.text)


@pytest.mark.parametrize("key", FAITHFUL)
def test_a_faithful_rendering_keeps_to_one_spelling(key: str) -> None:
    _, rendering = sides(key)
    assert len(set(re.findall(r"\bH[aie]ft[ae]r\b", f"{rendering.title} {rendering.text}"))) <= 1


def test_the_arabic_varies_as_outlets_do() -> None:
    text = " ".join(sides(key)[0].text for key in AUTHORED)
    for sign in ("٣", "3", "تشرين الثاني", "أيلول", "سبتمبر", "مارس", "جانفي", "أوت", "؟", "؛", "«", "ـ", "ُ", "IL-76"):
        assert sign in text


def test_the_published_headlines_are_whole() -> None:
    verbatim = [excerpt for excerpt in excerpts().values() if excerpt.provenance == "verbatim"]
    assert [excerpt.id for excerpt in verbatim] == ["alaraby-2023-09-28", "anadolu-2023-10-02"]
    for excerpt in verbatim:
        source, rendering = sides(excerpt.id)
        assert source.text == rendering.text == ""
        assert all((source.title, rendering.title, source.publication, source.alignment, source.date, source.url))
