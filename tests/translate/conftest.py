"""Models for the tests of this folder: the bundled one, and a decoder that says what it was told to."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from amana.translate.decoding import Decoded
from amana.translate.marian import MarianFolder, find_model


class EchoDecoder:
    """Gives every source back as pieces, so that what reached the model can be read off the hypothesis."""

    name = "echo"

    def __init__(self) -> None:
        self.sources: list[list[str]] = []

    def decode(self, sources: Sequence[list[str]], beam: int) -> list[Decoded]:
        self.sources += sources
        return [Decoded(source[:-1], -0.5, finished=True) for source in sources]


@pytest.fixture
def echo() -> EchoDecoder:
    return EchoDecoder()


@pytest.fixture(scope="session")
def bundled() -> MarianFolder:
    return find_model()


@pytest.fixture
def copy_of_model(bundled: MarianFolder, tmp_path: Path) -> Path:
    """A folder with the bundled model's files, to be spoilt."""
    folder = tmp_path / "opus-mt-ar-en"
    folder.mkdir()
    for file in bundled.path.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder
