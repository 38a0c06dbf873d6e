"""One name spelled two ways, in one rendering and over a batch."""

from amana.align.fidelity.spelling import check, spelled_two_ways
from amana.align.pairs import pair_from_texts
from amana.types import CheckContext

CONTEXT = CheckContext()
FIRST = pair_from_texts("قال خليفة حفتر إن قواته باقية", "Khalifa Haftar said his forces would stay")
SAME = pair_from_texts("غادر حفتر بنغازي", "Haftar left Benghazi")
OTHER = pair_from_texts("عاد حفتر إلى بنغازي", "Hifter returned to Benghazi")


def test_the_second_spelling_is_reported_where_it_stands() -> None:
    """A minor finding at the later place, with the first spelling in the message."""
    (finding,) = check([FIRST, SAME, OTHER], CONTEXT)
    assert (finding.type, finding.severity) == ("inconsistent", "minor")
    assert finding.target_span is not None
    assert OTHER.rendering.part_text[slice(*finding.target_span)] == "Hifter"
    assert "Haftar" in finding.message


def test_one_spelling_is_no_finding() -> None:
    """Case, possessive and article do not matter."""
    article = pair_from_texts("زار الدبيبة مصراتة", "Al-Dbeibah visited Misrata")
    possessive = pair_from_texts("حكومة الدبيبة", "The government of Dbeibah’s")
    assert not list(check([FIRST, SAME, article, possessive], CONTEXT))


def test_a_second_spelling_in_the_same_sentence() -> None:
    """A name with its article, in small letters as usual, is a name as well."""
    both = pair_from_texts(
        "التقى سعيد الحمزاوي المستثمرين، ثم عقد الحمزاوي مؤتمرا صحفيا",
        "Saeed al-Hamzawi met investors, then Hamzaoui held a press conference",
    )
    assert [finding.type for finding in check([both], CONTEXT)] == ["inconsistent"]


def test_two_persons_of_one_given_name_are_not_mixed_up() -> None:
    """The name beside it tells them apart."""
    one = pair_from_texts("التقى محمد المنفي الوفد", "Mohamed al-Menfi met the delegation")
    two = pair_from_texts("وصل محمد الحداد", "Muhammad al-Haddad arrived")
    assert not list(check([one, two], CONTEXT))


def test_a_batch_lists_each_spelling_with_its_excerpts() -> None:
    """The most frequent spelling first."""
    (name,) = spelled_two_ways([("a", [FIRST]), ("b", [SAME]), ("c", [OTHER])])
    assert name.arabic == "حفتر"
    assert name.spellings == (("Haftar", ("a", "b")), ("Hifter", ("c",)))
