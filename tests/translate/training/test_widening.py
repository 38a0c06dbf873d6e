"""A start from two models: what is carried over has to say what it said before."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from amana.align.contextual import ContextualEncoder
from amana.align.e5_weights import load_e5_weights
from amana.errors import InputError
from amana.translate.training import widening
from amana.translate.training.config import Settings
from amana.translate.training.decoding import Decoding, translate_ct2, translate_transformers
from amana.translate.training.export import write_folder
from amana.translate.training.model import OutputLayer, fresh_model, load_model
from amana.translate.training.run_folder import read_run
from amana.translate.training.vocabulary import FILES, Vocabulary, is_source_piece

pytestmark = [pytest.mark.model, pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")]


@pytest.fixture(scope="module")
def old(prepared_run: Path, tiny: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half as wide as the encoder: every unit is then copied once, and layer normalisation is exact."""
    folder = tmp_path_factory.mktemp("old")
    for name in FILES:
        shutil.copyfile(prepared_run / name, folder / name)
    vocabulary = Vocabulary(folder)
    model = fresh_model(replace(tiny, d_model=192, heads=6), vocabulary, seeded=False)
    model.config.activation_function = "gelu"
    generator = torch.Generator().manual_seed(7)
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(torch.randn(weight.shape, generator=generator) * 0.3)
        OutputLayer(vocabulary, model.device).forbid(model)
    write_folder(model, folder)
    return folder


@pytest.fixture(scope="module")
def wide(old: Path, prepared_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("wide")
    widening.widen(old, prepared_run, output, layers=2, pieces=4000)
    return output


def test_the_encoder_s_states_are_those_of_the_sentence_encoder(wide: Path, prepared_run: Path) -> None:
    # Not equal: no begin mark, no prefix, and normalisation in the rows. A wrong layer or position gives .6 or less.
    sentences = [pair.arabic.split() for pair in read_run(prepared_run).pairs["news"][:20]]
    model = load_model(wide).eval()  # type: ignore[no-untyped-call]
    mine = np.concatenate(widening._word_states(model, Vocabulary(wide), sentences))
    theirs = np.concatenate(ContextualEncoder(2).words(sentences))
    same = mine.any(axis=1) & theirs.any(axis=1)
    cosines = (mine * theirs).sum(axis=1)[same] / (np.linalg.norm(mine, axis=1) * np.linalg.norm(theirs, axis=1))[same]
    assert float(np.median(cosines)) > 0.8


def test_a_widened_decoder_says_what_it_said(old: Path, wide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widening, "UNLIKE", 0.0)
    narrow, model = load_model(old).eval(), load_model(wide).eval()  # type: ignore[no-untyped-call]
    pieces, old_pieces = Vocabulary(wide), Vocabulary(old)
    copies = widening._copies(192, 384)
    bridge = torch.randn(192, 385) * 0.05
    states = torch.randn(1, 7, 384)
    with torch.no_grad():
        widening._decoder(model, narrow, pieces, old_pieces, copies)
        for mine, theirs in zip(model.model.decoder.layers, narrow.model.decoder.layers, strict=True):
            widening._cross(mine.encoder_attn, theirs.encoder_attn, bridge, model.config.decoder_attention_heads)
        common = [p for p in old_pieces.ids if p in pieces.ids and not is_source_piece(p) and p[0] != "<"][:9]
        given = {v: torch.tensor([[v.pad, *(v.ids[p] for p in common)]]) for v in (pieces, old_pieces)}
        after = model.model.decoder(given[pieces], encoder_hidden_states=states).last_hidden_state
        mapped = states @ bridge[:, :-1].T + bridge[:, -1]
        before = narrow.model.decoder(given[old_pieces], encoder_hidden_states=mapped).last_hidden_state
        new_logits = (after @ model.model.shared.weight.T)[0][:, [pieces.ids[p] for p in common]]
        old_logits = (before @ narrow.model.shared.weight.T)[0][:, [old_pieces.ids[p] for p in common]]
    assert float((new_logits - old_logits).abs().max()) < 0.02 * float(old_logits.std())


def test_source_pieces_are_the_encoder_s_own(wide: Path) -> None:
    known, vocabulary = set(load_e5_weights().pieces), Vocabulary(wide)
    text = "قال الوزير أحمد إنّ 25% من الـميزانية لـ«الدفاع» (NATO)."
    pieces = [vocabulary.pieces[i] for i in vocabulary.source_ids([text])[0]]
    narrow = [piece.translate({code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)}) for piece in pieces]
    assert set(narrow) <= known
    assert "".join(narrow).replace("▁", " ").strip() == 'قال الوزير أحمد إن 25% من الميزانية ل"الدفاع" (NATO).'
    assert not any(any(c.isdigit() for c in piece) and len(piece.strip("▁")) > 1 for piece in pieces), (
        "one digit a piece"
    )


def test_no_piece_is_both_a_source_and_a_target_piece(wide: Path) -> None:
    vocabulary = Vocabulary(wide)
    model = load_model(wide)
    for piece, index in vocabulary.ids.items():
        forbidden = float(model.final_logits_bias[0, index]) < -20
        assert forbidden == (is_source_piece(piece) or piece in ("<pad>", "<unk>")), piece


def test_transformers_ctranslate2_and_the_trainer_read_the_folder_alike(wide: Path, prepared_run: Path) -> None:
    from transformers import MarianTokenizer

    sentences = [pair.arabic for pair in read_run(prepared_run).pairs["news"][:8]]
    vocabulary, tokenizer = Vocabulary(wide), MarianTokenizer.from_pretrained(wide)
    for sentence, ids in zip(sentences, vocabulary.source_ids(sentences), strict=True):
        assert tokenizer(sentence)["input_ids"] == [*ids, vocabulary.end]
    config = json.loads((wide / "config.json").read_text("utf-8"))
    assert config["encoder_attention_heads"] == config["decoder_attention_heads"], "CTranslate2 would garble it"
    greedy = Decoding(beam=1, most_tokens=20)
    assert translate_transformers(wide, sentences, greedy) == translate_ct2(wide, sentences, greedy, "float32")


def test_a_decoder_whose_heads_do_not_fit_is_refused(prepared_run: Path, tiny: Settings, tmp_path: Path) -> None:
    shutil.copytree(prepared_run, tmp_path / "old")
    write_folder(fresh_model(tiny, Vocabulary(prepared_run), seeded=False), tmp_path / "old")
    with pytest.raises(InputError, match="heads of 16 units"):
        widening.widen(tmp_path / "old", prepared_run, tmp_path / "wide")


def test_learned_positions_are_kept_in_the_file(wide: Path) -> None:
    assert json.loads((wide / "config.json").read_text("utf-8"))["static_position_embeddings"] is False
    table = load_model(wide).model.encoder.embed_positions.weight
    fresh = type(load_model(wide).model.encoder.embed_positions)(*table.shape).create_weight()
    assert not torch.allclose(table, fresh)
