"""A comparison that has one of everything."""

import pytest

from amana.align.pairs import make_side
from amana.types import (
    AlignedPair,
    Bead,
    Comparison,
    Document,
    Excerpt,
    Finding,
    Hypothesis,
    Link,
    Segment,
    StepChange,
)

SOURCE = "قال حفتر إنه لن يغادر.\nوصل 28 جنديا."
RENDERING = "=Haftar said he will leave.\x0bThen 82 soldiers arrived."


@pytest.fixture
def comparison() -> Comparison:
    excerpt = Excerpt(
        "alaraby-2023",
        Document(SOURCE, "ar", "حفتر", "al-Araby", "Qatari-aligned daily", "2023-09-28", "https://example.org/حفتر"),
        Document(RENDERING, "en", "Haftar", publisher="OE Watch"),
        "authored",
        "c.jsonl:1",
        ("a note",),
    )
    ar = [Segment(0, "قال حفتر إنه لن يغادر.", (0, 22)), Segment(1, "وصل 28 جنديا.", (23, 36), 1)]
    en = [Segment(0, RENDERING[:27], (0, 27)), Segment(1, RENDERING[28:], (28, 53))]
    pairs = (
        AlignedPair("title", Bead((0,), (0,), 1.0), make_side("ar", "حفتر", [Segment(0, "حفتر", (0, 4))]),
                    make_side("en", "Haftar", [Segment(0, "Haftar", (0, 6))])),
        AlignedPair("body", Bead((0,), (0,), 0.91), make_side("ar", SOURCE, ar[:1]), make_side("en", RENDERING, en[:1]),
                    (Link(1, 1, 0.5),), (Hypothesis("Haftar said he will not leave.", -0.25),)),
        AlignedPair("body", Bead((1,), (), 0.4), make_side("ar", SOURCE, ar[1:]), make_side("en", RENDERING, [], 28),
                    hypotheses=(Hypothesis("a a a a", None, ("loop",)),)),
        AlignedPair("body", Bead((), (1,), 0.4, crossing=True), make_side("ar", SOURCE, [], 36),
                    make_side("en", RENDERING, en[1:])),
    )  # fmt: skip
    findings = (
        Finding(
            "negation", "critical", 0.9, "‘not’ is lost", (13, 15), (16, 20), "negation", evidence=(("لن", "will"),)
        ),
        Finding("omission", "major", 0.7, "a sentence is left out", (23, 36), None, "gaps"),
        Finding("number", "minor", 0.6, "28 became 82", (27, 29), (33, 35), "numbers"),
        Finding("inconsistent", "neutral", 0.5, "the excerpt as a whole", None, None, "terms", "title"),
    )
    scores = {"chrf": 51.25, "rendered_share": 0.5}
    return Comparison(excerpt, pairs, findings, scores, {"source": (StepChange("nfc", 2),)}, "norm:1|mt:x", "a model")


@pytest.fixture
def failed() -> Comparison:
    return Comparison(
        Excerpt("broken", None, None, origin="c.jsonl:2", problem="is not JSON"), (), (), error="is not JSON"
    )
