"""Where amana keeps what it makes for itself. Nothing is created by importing this."""

import os
from pathlib import Path


def data_dir() -> Path:
    """The translation memory and the vector store: worth keeping. `AMANA_DATA_DIR` moves it."""
    return _directory("AMANA_DATA_DIR", "user_data_dir")


def cache_dir() -> Path:
    """Converted models: made again when lost. `AMANA_CACHE_DIR` moves it."""
    return _directory("AMANA_CACHE_DIR", "user_cache_dir")


def _directory(variable: str, function: str) -> Path:
    if chosen := os.environ.get(variable):
        return Path(chosen).expanduser()
    import platformdirs

    return Path(getattr(platformdirs, function)("amana", appauthor=False))
