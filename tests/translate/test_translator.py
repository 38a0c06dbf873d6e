"""A Translator over an engine: what reaches the model, and what is made of its answer."""

import unicodedata
from pathlib import Path
from typing import Any

from amana.translate.decoding import batches_by_length, longest_source, repetition_penalty
from amana.translate.marian import MarianFolder, find_model
from amana.translate.pieces import Pieces
from amana.translate.translator import MarianTranslator


def make(folder: MarianFolder, decoder: Any, lang: str = "ar", beam: int = 4) -> MarianTranslator:
    return MarianTranslator(folder, decoder, Pieces(folder), lang, beam)


def test_one_hypothesis_a_sentence_in_order(bundled: MarianFolder, echo: Any) -> None:
    hypotheses = make(bundled, echo).translate(["ثالثة", "", "اب جد", "…"])
    assert [h.text for h in hypotheses] == ["ثالثة", "", "اب جد", ""]
    assert hypotheses[1] == hypotheses[3]
    assert hypotheses[1].score is None
    assert len(echo.sources) == 2, "what has no letter or digit never reaches the model"


def test_no_sentences_give_no_hypotheses(bundled: MarianFolder, echo: Any) -> None:
    assert make(bundled, echo).translate([]) == []


def test_a_long_sentence_is_translated_whole_in_parts(bundled: MarianFolder, echo: Any) -> None:
    words = [f"كلمة{n}، " if n % 9 == 0 else f"كلمة{n} " for n in range(400)]
    (hypothesis,) = make(bundled, echo).translate(["".join(words)])
    assert len(echo.sources) > 1
    assert all(len(source) <= longest_source(bundled) <= bundled.max_pieces for source in echo.sources)
    assert all(str(n) in unicodedata.normalize("NFKC", hypothesis.text) for n in range(400))
    assert hypothesis.score == -0.5


def test_a_copied_sentence_is_marked(bundled: MarianFolder, echo: Any) -> None:
    (hypothesis,) = make(bundled, echo).translate(["وصل الوفد الروسي إلى بنغازي"])
    assert hypothesis.faults == ("copy",)


def test_diacritics_do_not_reach_the_model(bundled: MarianFolder, echo: Any) -> None:
    make(bundled, echo).translate(["مُحَمَّد", "محمد"])
    assert echo.sources[0] == echo.sources[1]


def test_the_signature_names_model_engine_and_beam(bundled: MarianFolder, echo: Any) -> None:
    four, two = make(bundled, echo).signature, make(bundled, echo, beam=2).signature
    assert four != two
    assert four.startswith(f"{bundled.name}-{bundled.digest[:12]}-echo-beam4")


def test_a_model_may_say_how_it_wants_to_be_used(copy_of_model: Path) -> None:
    settings = '{"repetition_penalty": 1.2, "max_source_pieces": 90}'
    (copy_of_model / "generation_config.json").write_text(settings, encoding="utf-8")
    folder = find_model(str(copy_of_model))
    assert (repetition_penalty(folder), longest_source(folder)) == (1.2, 90)


def test_batches_hold_every_source_once() -> None:
    sources = [["a"] * length for length in (3, 400, 1, 2, 90, 90, 7)]
    batches = list(batches_by_length(sources, pieces=200))
    assert sorted(index for batch in batches for index in batch) == list(range(7))
    assert [len(batch) for batch in batches] == [1, 2, 4], "a source that is too long for a batch has one of its own"
