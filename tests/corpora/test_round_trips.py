"""What is written is what is read, for any text."""

import string
import tempfile
from dataclasses import fields
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amana.corpora import read_corpus, read_results, write_corpus, write_results
from amana.corpora.identifier import id_fault, safe_id
from amana.corpora.record import DOCUMENT_FIELDS
from amana.types import (
    CATEGORIES,
    SEVERITIES,
    AlignedPair,
    Bead,
    Comparison,
    Document,
    Excerpt,
    Finding,
    Hypothesis,
    Link,
    Segment,
    Side,
    StepChange,
    Token,
)

quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
full = texts.filter(lambda text: bool(text.strip()))
confidences = st.floats(0, 1)
days = st.dates().map(lambda day: day.isoformat())


@st.composite
def documents(draw: st.DrawFn) -> Document:
    optional = {name: draw(st.none() | full) for name in DOCUMENT_FIELDS[2:] if name != "date"}
    return Document(
        draw(full), draw(st.sampled_from(["ar", "en", "ru", "ar-EG"])), date=draw(st.none() | days), **optional
    )


excerpts = st.builds(
    Excerpt,
    id=st.text(string.ascii_letters + string.digits + "حفتر", min_size=1, max_size=12).filter(
        lambda i: not id_fault(i)
    ),
    source=documents(),
    rendering=st.none() | documents(),
    provenance=st.none() | st.sampled_from(["verbatim", "reconstructed", "authored"]),
    notes=st.lists(texts, max_size=2).map(tuple),
)


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text)))
    return start, draw(st.integers(start, len(text)))


@st.composite
def sides(draw: st.DrawFn, document: Document | None, indices: tuple[int, ...]) -> Side:
    text = document.text if document else "of no document"
    segments = []
    for index in indices:
        span = (min(index, len(text)), len(text))  # the same for one index in every pair: a segment is one sentence
        segments.append(Segment(index, text[span[0] :], span))
    tokens = [Token(text[s:e], (s, e)) for s, e in draw(st.lists(spans(text), max_size=3))]
    folded = tuple(token.text.lower() for token in tokens)
    lang = document.lang if document else "ar"
    return Side(lang, text, draw(spans(text)), tuple(segments), tuple(tokens), folded)


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    excerpt = draw(excerpts)
    indices = st.lists(st.integers(0, 5), max_size=2, unique=True).map(tuple)
    pairs = []
    for _ in range(draw(st.integers(0, 3))):
        source, target = draw(indices), draw(indices)
        if not source and not target:
            continue
        hypothesis = st.builds(Hypothesis, texts, st.none() | st.floats(-9, 0), st.just(("loop",)) | st.just(()))
        pairs.append(
            AlignedPair(
                "body",
                Bead(source, target, draw(confidences), draw(st.booleans())),
                draw(sides(excerpt.source, source)),
                draw(sides(excerpt.rendering, target)),
                tuple(draw(st.lists(st.builds(Link, st.integers(0, 9), st.integers(0, 9), confidences), max_size=2))),
                tuple(draw(st.lists(hypothesis, max_size=2))),
                tuple(draw(st.lists(confidences, max_size=2))),
                tuple(draw(st.lists(confidences, max_size=2))),
                tuple(draw(st.lists(st.floats(-9, 9), max_size=2))),
            )
        )
    finding = st.builds(
        Finding,
        st.sampled_from(list(CATEGORIES)),
        st.sampled_from(SEVERITIES),
        confidences,
        texts,
        st.none() | spans("x" * 20),
        st.none() | spans("x" * 20),
        texts,
        st.sampled_from(["title", "body"]),
        st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
    )
    return Comparison(
        excerpt,
        tuple(pairs),
        tuple(draw(st.lists(finding, max_size=3))),
        draw(st.dictionaries(texts, st.floats(allow_nan=False, allow_infinity=False), max_size=2)),
        draw(st.dictionaries(texts, st.lists(st.builds(StepChange, texts, st.integers(0))).map(tuple), max_size=2)),
        draw(texts),
        draw(texts),
        draw(st.none() | texts),
    )


@quick
@given(st.lists(excerpts, max_size=4, unique_by=lambda e: e.id.casefold()).filter(bool))
def test_a_corpus_survives_writing_and_reading(corpus: list[Excerpt]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "c.jsonl"
        write_corpus(corpus, path)
        again = read_corpus([path])
    # Only where it was read from is new.
    assert [(e.id, e.source, e.rendering, e.provenance, e.notes) for e in again] == [
        (e.id, e.source, e.rendering, e.provenance, e.notes) for e in corpus
    ]


def test_the_comparisons_made_here_set_every_field() -> None:
    """A field that a record gains has to be written and read too: count it here once it is."""
    counts = {
        Comparison: 8,
        AlignedPair: 11,
        Side: 6,
        Segment: 4,
        Bead: 4,
        Link: 3,
        Hypothesis: 3,
        Finding: 9,
        Excerpt: 7,
    }
    assert {record: len(fields(record)) for record in counts} == counts


@quick
@given(st.lists(comparisons(), max_size=2))
def test_results_survive_writing_and_reading(results: list[Comparison]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.jsonl"
        write_results(results, path)
        assert read_results(path) == results


@quick
@given(st.text())
def test_a_suggested_id_is_always_legal(text: str) -> None:
    assert id_fault(safe_id(text)) is None
