"""Names across a corpus: one house style, one spelling."""

from amana.align.pairs import pair_from_texts
from amana.batch import with_spellings
from amana.stages import CheckOptions
from amana.types import Comparison, Document, Excerpt

SOURCE = "غادر حفتر بنغازي"


def comparison(identifier: str, rendering: str, publisher: str | None = "Desk") -> Comparison:
    excerpt = Excerpt(identifier, Document(SOURCE, "ar"), Document(rendering, "en", publisher=publisher))
    return Comparison(excerpt, (pair_from_texts(SOURCE, rendering),), ())


USUAL = [comparison("a", "Haftar left Benghazi"), comparison("b", "Haftar left Benghazi")]


def test_the_rarer_spelling_is_a_minor_finding_at_its_place() -> None:
    *others, last = with_spellings([*USUAL, comparison("c", "Then Hifter left Benghazi")], CheckOptions())
    assert [one.findings for one in others] == [(), ()]
    (finding,) = last.findings
    assert (finding.type, finding.severity, finding.check) == ("inconsistent", "minor", "spelling")
    assert finding.target_span == (5, 11)
    assert "spelled “Haftar” in 2 other excerpts" in finding.message


def test_another_publisher_has_its_own_style() -> None:
    mixed = [*USUAL, comparison("c", "Hifter left Benghazi", "Another")]
    assert with_spellings(mixed, CheckOptions()) == mixed


def test_the_check_can_be_left_out() -> None:
    mixed = [*USUAL, comparison("c", "Hifter left Benghazi")]
    for options in (
        CheckOptions(skip=("spelling",)),
        CheckOptions(only=("numbers",)),
        CheckOptions(min_confidence=1.0),
    ):
        assert with_spellings(mixed, options) == mixed
    assert with_spellings(mixed, CheckOptions(only=("spelling",))) != mixed
