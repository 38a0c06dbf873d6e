"""Pieces are those of MarianTokenizer, and their spans are in the text."""

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.errors import ModelError
from amana.translate.marian import MarianFolder, find_model
from amana.translate.pieces import END, Pieces
from amana.translate.quiet import quiet_transformers

SENTENCES = ["وقالَ حفتر إنَّ موسكو ستدعم ليبيا عام ٢٠٢٣.", "ﷺ 😀 IL-76", "", " ", "He said: “no”, on Jan. 5… 10³"]


@pytest.mark.model
def test_pieces_and_text_are_those_of_the_tokeniser_in_transformers(bundled: MarianFolder) -> None:
    from transformers import MarianTokenizer

    with quiet_transformers():
        theirs = MarianTokenizer.from_pretrained(bundled.path, local_files_only=True)
    ours = Pieces(bundled)
    for sentence in SENTENCES:
        assert ours.source(sentence) == [*theirs.tokenize(sentence), END]
        with_target = theirs(text_target=sentence).input_ids
        unknown = ours.vocabulary["<unk>"]
        assert [ours.vocabulary.get(p, unknown) for p in [*ours.target(sentence), END]] == with_target
    for sentence in ("Haftar's forces, “led” by Gen. Ali.", "On 28 September 2023, 1,500 men"):
        ids = theirs(text_target=sentence).input_ids
        assert ours.text(theirs.convert_ids_to_tokens(ids)) == theirs.decode(ids, skip_special_tokens=True)


@cache
def _bundled_pieces() -> Pieces:
    return Pieces(find_model())


@given(st.one_of(st.text(), st.sampled_from(SENTENCES)))
def test_spans_are_one_a_piece_and_rise(text: str) -> None:
    pieces = _bundled_pieces()
    spans = pieces.source_spans(text)
    assert len(spans) == len(pieces.source(text))
    assert spans[-1] is None
    starts = [span[0] for span in spans if span]
    assert starts == sorted(starts)
    assert all(0 <= start <= end <= len(text) for start, end in pieces.target_spans(text))


def test_a_model_of_several_targets_is_told_which(copy_of_model: Path) -> None:
    vocabulary = json.loads((copy_of_model / "vocab.json").read_text(encoding="utf-8"))
    vocabulary[">>fra<<"] = vocabulary.pop("$")
    (copy_of_model / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    folder = find_model(str(copy_of_model))
    assert Pieces(folder, "fr").source("نعم")[0] == ">>fra<<"
    assert Pieces(folder, "fra").target_code == ">>fra<<"
    with pytest.raises(ModelError, match="translates into fra: 'en' is none of them"):
        Pieces(folder, "en").source("نعم")


def test_a_model_of_one_target_is_told_nothing(bundled: MarianFolder) -> None:
    assert Pieces(bundled).target_code is None


def test_a_vocabulary_without_its_marks_is_refused(copy_of_model: Path) -> None:
    (copy_of_model / "vocab.json").write_text('{"a": 0}', encoding="utf-8")
    with pytest.raises(ModelError, match="is no MarianMT vocabulary"):
        Pieces(find_model(str(copy_of_model))).source("نعم")
