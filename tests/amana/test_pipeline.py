"""The main job with fakes for the models: what goes where, what is translated, what becomes an error row."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from fakes import BagEncoder, LookupTranslator

from amana.pipeline import compare_excerpts
from amana.stages import Stages
from amana.types import Comparison, Document, Excerpt

SOURCE = "وصل الوفد إلى بنغازي. رفضت موسكو الاتفاق. غادر القائد."
RENDERING = "The delegation reached Benghazi. Moscow refused the agreement. The commander left."
TABLE = {
    "وصل الوفد إلى بنغازي.": "The delegation arrived in Benghazi.",
    "رفضت موسكو الاتفاق.": "Moscow rejected the agreement.",
    "غادر القائد.": "The leader left.",
    "قائد الشرق": "Commander of the East",
}
CONCEPTS = [
    ("الوفد", "delegation"), ("بنغازي.", "Benghazi."), ("وصل", "reached"), ("موسكو", "Moscow"),
    ("الاتفاق.", "agreement."),    ("رفضت", "refused"), ("غادر", "left."), ("القائد.", "commander"),
]  # fmt: skip
LEXICON = {word: number for number, concept in enumerate(CONCEPTS) for word in concept}


def excerpt(**changes: object) -> Excerpt:
    base = Excerpt("one", Document(SOURCE, "ar"), Document(RENDERING, "en"), "authored", "here:1")
    return replace(base, **changes)  # type: ignore[arg-type]


@pytest.fixture
def stages() -> Stages:
    return Stages(LookupTranslator(TABLE), BagEncoder(LEXICON), model_note="a table")


def run(excerpts: Sequence[Excerpt], stages: Stages) -> list[Comparison]:
    return list(compare_excerpts(excerpts, stages))


def test_every_sentence_is_in_one_pair_and_quotes_the_original(stages: Stages) -> None:
    (comparison,) = run([excerpt()], stages)
    assert comparison.error is None
    assert sorted(i for pair in comparison.pairs for i in pair.bead.source) == [0, 1, 2]
    assert sorted(j for pair in comparison.pairs for j in pair.bead.target) == [0, 1, 2]
    for pair in comparison.pairs:
        for side, text in ((pair.source, SOURCE), (pair.rendering, RENDERING)):
            assert all(text[s.span[0] : s.span[1]] == s.text for s in side.segments)
            assert all(text[t.span[0] : t.span[1]] == t.text for t in side.tokens)


def test_each_source_sentence_carries_its_own_translation(stages: Stages) -> None:
    (comparison,) = run([excerpt()], stages)
    for pair in comparison.pairs:
        assert [h.text for h in pair.hypotheses] == [TABLE[s.text] for s in pair.source.segments]


def test_two_titles_are_a_pair_of_their_own_and_one_title_is_only_cited(stages: Stages) -> None:
    source, rendering = Document("", "ar", title="قائد الشرق"), Document("", "en", title="Eastern commander")
    (both,) = run([excerpt(source=source, rendering=rendering)], stages)
    assert [(pair.part, pair.source.text, pair.rendering.text) for pair in both.pairs] == [
        ("title", "قائد الشرق", "Eastern commander")
    ]
    (alone,) = run([excerpt(source=Document(SOURCE, "ar", title="قائد الشرق"))], stages)
    assert {pair.part for pair in alone.pairs} == {"body"}


def test_a_record_without_rendering_is_translated_and_raises_nothing(stages: Stages) -> None:
    (comparison,) = run([excerpt(rendering=None)], stages)
    assert [h.text for pair in comparison.pairs for h in pair.hypotheses] == list(TABLE.values())[:3]
    assert comparison.findings == ()
    assert "source_rendered" not in comparison.scores


def test_a_record_without_source_text_is_shown_and_raises_nothing(stages: Stages) -> None:
    (comparison,) = run([excerpt(source=None)], stages)
    assert [pair.rendering.text for pair in comparison.pairs] == [
        "The delegation reached Benghazi.", "Moscow refused the agreement.", "The commander left.",
    ]  # fmt: skip
    assert comparison.findings == ()


def test_two_accounts_in_one_language_are_not_translated(stages: Stages) -> None:
    (comparison,) = run([excerpt(source=Document(RENDERING, "en"))], stages)
    assert stages.translator is not None
    assert stages.translator.calls == []  # type: ignore[attr-defined]
    assert comparison.error is None
    assert comparison.scores["chrf"] == 100.0


def test_a_source_of_another_language_names_the_model_that_is_needed(stages: Stages) -> None:
    french = excerpt(id="two", source=Document("Le chef est parti.", "fr"))
    first, second = run([french, excerpt()], stages)
    assert first.error is not None
    assert "'fr'" in first.error
    assert "--model" in first.error
    assert second.error is None


def test_an_excerpt_that_could_not_be_read_is_an_error_row_and_the_rest_goes_on(stages: Stages) -> None:
    first, second = run([excerpt(id="bad", problem="bad.jsonl:3: not JSON"), excerpt()], stages)
    assert (first.error, first.pairs) == ("bad.jsonl:3: not JSON", ())
    assert second.pairs


def test_a_lost_sentence_is_a_finding_and_a_declared_gap_is_neutral(stages: Stages) -> None:
    lost = excerpt(rendering=Document("The delegation reached Benghazi. The commander left.", "en"))
    declared = excerpt(rendering=Document("The delegation reached Benghazi. … The commander left.", "en"))
    (first,), (second,) = run([lost], stages), run([declared], stages)
    assert [(f.type, SOURCE[slice(*f.source_span or (0, 0))]) for f in first.findings if f.severity != "neutral"] == [
        ("omission", "رفضت موسكو الاتفاق.")
    ]
    assert {f.severity for f in second.findings} == {"neutral"}
    assert first.scores["source_rendered"] == 2


def test_results_do_not_depend_on_the_neighbours_in_the_batch(stages: Stages) -> None:
    others = [excerpt(id=f"n{k}", source=Document("غادر القائد.", "ar")) for k in range(20)]
    (alone,) = run([excerpt()], stages)
    among = run([*others, excerpt(), *others], stages)[20]
    assert among == alone
