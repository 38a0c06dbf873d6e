"""Where amana keeps what it makes."""

from pathlib import Path

import pytest

from amana.translate.directories import cache_dir, data_dir


def test_variables_move_the_directories_and_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMANA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("AMANA_CACHE_DIR", str(tmp_path / "cache"))
    assert (data_dir(), cache_dir()) == (tmp_path / "data", tmp_path / "cache")
    assert not list(tmp_path.iterdir())


def test_without_variables_they_are_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AMANA_DATA_DIR", raising=False)
    monkeypatch.delenv("AMANA_CACHE_DIR", raising=False)
    assert data_dir().name == cache_dir().name == "amana"
