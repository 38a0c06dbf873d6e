"""Finding a model, and saying clearly why one cannot be used."""

import json
from pathlib import Path

import pytest

from amana.errors import ModelError
from amana.translate.marian import BUNDLED, MarianFolder, find_model


def test_the_bundled_model_is_found_by_default_and_by_name() -> None:
    assert find_model().name == BUNDLED == find_model(BUNDLED).name


def test_a_folder_is_named_by_its_last_part(copy_of_model: Path) -> None:
    assert find_model(str(copy_of_model)).name == "opus-mt-ar-en"


def test_a_digest_follows_the_weights_and_not_the_place(copy_of_model: Path, bundled: MarianFolder) -> None:
    assert find_model(str(copy_of_model)).digest == bundled.digest
    (copy_of_model / "model.safetensors").write_bytes(b"other")
    assert find_model(str(copy_of_model)).digest != bundled.digest


def test_an_unknown_name_says_how_to_get_it() -> None:
    with pytest.raises(ModelError, match=r"amana models fetch Helsinki-NLP/opus-mt-xx-yy.*By hand|by hand"):
        find_model("Helsinki-NLP/opus-mt-xx-yy")


def test_every_missing_file_is_named_at_once(copy_of_model: Path) -> None:
    for name in ("vocab.json", "model.safetensors"):
        (copy_of_model / name).unlink()
    with pytest.raises(ModelError, match=r"vocab\.json, model\.safetensors or pytorch_model\.bin missing"):
        find_model(str(copy_of_model))


def test_another_kind_of_model_is_named(copy_of_model: Path) -> None:
    (copy_of_model / "config.json").write_text(json.dumps({"model_type": "t5"}), encoding="utf-8")
    with pytest.raises(ModelError, match="of type 't5': expected a MarianMT model"):
        find_model(str(copy_of_model))


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "model.bin").touch()
    with pytest.raises(ModelError, match="is a file: expected the folder"):
        find_model(str(tmp_path / "model.bin"))


def test_a_broken_config_is_named(copy_of_model: Path) -> None:
    (copy_of_model / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match=r"config\.json cannot be read as JSON"):
        find_model(str(copy_of_model))
