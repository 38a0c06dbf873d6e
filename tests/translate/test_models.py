"""What is said about models, and the one function that downloads."""

import json
from pathlib import Path

import pytest

from amana.errors import ModelError
from amana.translate.marian import BUNDLED
from amana.translate.models import fetch_model, list_models, model_info, model_langs, model_note


def test_the_bundled_model_comes_first_and_better_ones_are_named() -> None:
    rows = list_models()
    assert (rows[0].name, rows[0].where) == (BUNDLED, "bundled")
    assert any(row.name == "Helsinki-NLP/opus-mt-tc-big-ar-en" and "42.8" in row.figures for row in rows)


def test_the_note_has_the_models_own_figures_and_fits_a_line() -> None:
    note = model_note()
    assert note.startswith(BUNDLED)
    assert "BLEU" in note
    assert "\n" not in note


def test_figures_beside_the_model_win_over_its_card(copy_of_model: Path) -> None:
    (copy_of_model / "figures.json").write_text(json.dumps({"BLEU on a test": 12.5}), encoding="utf-8")
    assert model_note(str(copy_of_model)) == "opus-mt-ar-en: BLEU on a test 12.5"


def test_a_model_without_figures_says_so(copy_of_model: Path) -> None:
    (copy_of_model / "README.md").unlink()
    (copy_of_model / "figures.json").unlink(missing_ok=True)
    assert model_note(str(copy_of_model)) == "opus-mt-ar-en: no figures published for it"


def test_languages_come_from_the_files_or_the_name(copy_of_model: Path) -> None:
    assert model_langs() == ("ar", "en")
    (copy_of_model / "tokenizer_config.json").unlink()
    assert model_langs(str(copy_of_model)) == ("ar", "en")
    copy_of_model = copy_of_model.rename(copy_of_model.parent / "mine")
    assert model_langs(str(copy_of_model)) is None


def test_info_shows_the_card() -> None:
    info = model_info()
    assert "languages: ar to en" in info
    assert "# amana-mini-ar-en" in info


def test_without_network_fetching_says_how_to_bring_a_model_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub.errors import LocalEntryNotFoundError

    def unreachable(*_: object, **__: object) -> None:
        raise LocalEntryNotFoundError("Name or service not known")

    monkeypatch.setattr("huggingface_hub.HfApi.model_info", unreachable)
    with pytest.raises(ModelError, match=r"cannot be fetched.*Name or service.*[Bb]y hand.*give its path"):
        fetch_model("Helsinki-NLP/opus-mt-ar-en")


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(ModelError, match="is no hub name: expected OWNER/MODEL"):
        fetch_model("not a name")


def test_the_bundled_model_needs_no_fetching() -> None:
    assert Path(fetch_model(BUNDLED)).is_dir()
