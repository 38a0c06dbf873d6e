"""Consistency: one sentence, one term, rendered two ways."""

from amana.align.fidelity import consistency
from amana.align.fidelity.glossary import bundled_glossary
from amana.align.pairs import pair_from_texts
from amana.types import AlignedPair, CheckContext, GlossaryEntry

SENTENCE = "لم يصدر أي تعليق رسمي من الحكومة."


def rules(pairs: list[AlignedPair], *glossary: GlossaryEntry) -> list[str]:
    return [dict(f.evidence)["rule"] for f in consistency.check(pairs, CheckContext(glossary=tuple(glossary)))]


def test_a_sentence_rendered_two_ways_is_found_once() -> None:
    """At its second place; the same words again are fine."""
    one, other = "The government has made no comment.", "Officials declined to say anything about it."
    assert rules([pair_from_texts(SENTENCE, one), pair_from_texts(SENTENCE, other)]) == ["inconsistent.sentence"]
    assert rules([pair_from_texts(SENTENCE, one), pair_from_texts(SENTENCE, one)]) == []


def test_short_sentences_repeat_freely() -> None:
    """ "He said" and "she added" are no sentence to be consistent about."""
    assert (
        rules([pair_from_texts("قال ذلك.", "He said so."), pair_from_texts("قال ذلك.", "Those were his words.")]) == []
    )


def test_a_term_of_the_users_glossary_is_rendered_one_way() -> None:
    """Two accepted renderings are still two; the bundled glossary asks for no house style."""
    term = GlossaryEntry("سرايا الدفاع", ("Defense Brigades", "Defense Companies"))
    pairs = [
        pair_from_texts("هاجمت سرايا الدفاع الميناء.", "The Defense Brigades attacked the port."),
        pair_from_texts("انسحبت سرايا الدفاع.", "The Defense Companies withdrew."),
    ]
    assert rules(pairs, term) == ["inconsistent.term"]
    assert rules(pairs, *bundled_glossary()) == []


def test_gaps_are_left_to_their_own_check() -> None:
    """A sentence that was not rendered is no second rendering."""
    assert (
        rules([pair_from_texts(SENTENCE, "No comment has come from the government."), pair_from_texts(SENTENCE, "")])
        == []
    )
