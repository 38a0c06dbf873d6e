"""Export: a folder that transformers and CTranslate2 both load, with the same output from both."""

import json
import math
import shutil
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import save_file

from amana.errors import InputError
from amana.translate.training.card import write_card
from amana.translate.training.config import Settings
from amana.translate.training.decoding import Decoding, translate_ct2, translate_transformers
from amana.translate.training.evaluate import evaluate_folder, loops, names_right, read_names, score, write_figures
from amana.translate.training.export import export_run, read_average, round_to_grid
from amana.translate.training.model import load_model
from amana.translate.training.run_folder import read_run
from amana.translate.training.schedule import Length
from amana.translate.training.train import Job, train
from amana.translate.training.vocabulary import Vocabulary

pytestmark = pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")


@pytest.fixture(scope="module")
def exported(prepared_run: Path, tiny: Settings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    run = tmp_path_factory.mktemp("trained") / "run"
    shutil.copytree(prepared_run, run)
    train(Job(run, tiny, Length(updates=1), seeded=False))
    # A model that has learnt nothing says one word for ever; random weights give outputs worth comparing.
    path = next((run / "averaged").iterdir())
    generator = torch.Generator().manual_seed(5)
    weights = {k: torch.randn(w.shape, generator=generator) * 0.5 for k, w in read_average(path).items()}
    weights |= {k: w for k, w in read_average(path).items() if "layer_norm" in k}
    save_file(weights, path)
    export_run(run, run.parent / "model")
    return run, run.parent / "model"


def test_both_engines_give_the_same_greedy_output(exported: tuple[Path, Path]) -> None:
    run, model = exported
    sentences = [pair.arabic for pair in read_run(run).pairs["news"][:12]]
    greedy = Decoding(beam=1, most_tokens=20)
    slow, fast = translate_transformers(model, sentences, greedy), translate_ct2(model, sentences, greedy, "float32")
    assert slow == fast
    assert len(set(slow)) > 1


def test_no_translation_holds_an_arabic_piece(exported: tuple[Path, Path]) -> None:
    _, model = exported
    bias = load_model(model).final_logits_bias[0]
    vocabulary = Vocabulary(model)
    assert all(float(bias[i]) < -20 for piece, i in vocabulary.ids.items() if "ا" in piece)
    assert float(bias[vocabulary.end]) == 0.0


def test_the_folder_is_a_standard_one(exported: tuple[Path, Path]) -> None:
    _, model = exported
    expected = {"config.json", "generation_config.json", "model.safetensors", "source.spm", "target.spm"}
    assert expected | {"tokenizer_config.json", "vocab.json"} == {path.name for path in model.iterdir()}
    assert json.loads((model / "config.json").read_text())["dtype"] == "float16"
    assert max(Vocabulary(model).ids.values()) == Vocabulary(model).pad


def test_figures_and_card(exported: tuple[Path, Path], tmp_path: Path) -> None:
    run, trained = exported
    model = tmp_path / "model"
    shutil.copytree(trained, model)
    greedy = Decoding(beam=1, most_tokens=20)
    figures = evaluate_folder(
        model, {"dev": run / "dev.tsv", "heldout": run / "heldout.tsv"}, None, greedy, yardstick=0
    )
    assert figures["signatures"]["chrf"].startswith("nrefs:1|case:mixed|eff:yes|nc:6")
    write_figures(figures, model / "figures.json")
    write_card(run, model, "Trained for a test.")
    card = (model / "README.md").read_text("utf-8")
    for words in ("Trained for a test.", "| news | 2", "CC0-1.0", "CC BY-SA 4.0", "33.9", "Looping output"):
        assert words in card


@given(seed=st.integers(0, 999), spread=st.floats(1e-3, 4), share=st.floats(0.01, 0.2))
def test_a_rounded_matrix_is_near_and_on_a_grid(seed: int, spread: float, share: float) -> None:
    matrix = torch.randn(6, 7, generator=torch.Generator().manual_seed(seed)) * spread
    rounded = round_to_grid(matrix, share)
    step = 2.0 ** round(math.log2(float(matrix.std()) * share))
    assert float((rounded - matrix).abs().max()) <= step / 2 * 1.0001
    assert torch.equal(rounded / step, torch.round(rounded / step))
    assert torch.equal(rounded.half().float(), rounded), "fp16 holds the grid"
    assert torch.equal(round_to_grid(matrix[0], share), matrix[0])


def test_the_shape_of_a_run_that_began_elsewhere_is_kept(exported: tuple[Path, Path], tmp_path: Path) -> None:
    """The settings of such a run say nothing of its shape: the config.json that `prepare --init` copied does."""
    run, model = exported
    other = tmp_path / "run"
    shutil.copytree(run, other)
    config = json.loads((model / "config.json").read_text("utf-8"))
    (other / "config.json").write_text(json.dumps({**config, "encoder_attention_heads": 1}), "utf-8")
    export_run(other, tmp_path / "model", grid=0.045)
    assert json.loads((tmp_path / "model" / "config.json").read_text("utf-8"))["encoder_attention_heads"] == 1
    coarse, fine = (load_model(folder).model.shared.weight.detach() for folder in (tmp_path / "model", model))
    assert not torch.equal(coarse, fine)
    assert torch.allclose(coarse, fine, atol=0.032 * float(fine.std()))


def test_an_empty_set_is_refused_before_anything_is_translated(tmp_path: Path) -> None:
    (tmp_path / "dev.tsv").write_text("", "utf-8")
    with pytest.raises(InputError, match=r"dev\.tsv: no rows"):
        evaluate_folder(tmp_path / "no-model", {"dev": tmp_path / "dev.tsv"}, None, Decoding(), yardstick=0)


def test_exporting_an_untrained_run_is_refused(prepared_run: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="train first"):
        export_run(prepared_run, tmp_path / "model")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said that the army would not leave the city.", False),
        ("Very, very good news from the south.", False),
        ("The ministry of the ministry of the ministry of defence said so.", True),
        ("He said the the the the army.", True),
        ("They attacked the city they attacked the city on Monday.", True),
    ],
)
def test_loops_are_seen(text: str, expected: bool) -> None:
    assert expected == loops(text)


def test_names_are_counted_whatever_their_case() -> None:
    cases = [("حفتر", ("Haftar", "Hifter")), ("سرت", ("Sirte",))]
    right, wrong = names_right(["GENERAL HIFTER SPOKE", "The city of Sert"], cases)
    assert (right, wrong) == (1, ["Sirte: The city of Sert"])


def test_the_bundled_names_are_readable() -> None:
    assert len(read_names(None)) > 50


def test_scores_carry_signatures(exported: tuple[Path, Path]) -> None:
    pairs = read_run(exported[0]).heldout
    assert score([pair.english for pair in pairs], pairs)["bleu"] == pytest.approx(100.0)
