"""A MarianMT model on disk: found by path or by name, checked, and named by what is in it. Nothing here downloads."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from amana.errors import ModelError

BUNDLED = "amana-mini-ar-en"
_REQUIRED = ("config.json", "source.spm", "target.spm", "vocab.json")
WEIGHTS = ("model.safetensors", "pytorch_model.bin")  # the first that is there
_OPTIONAL = ("generation_config.json", "tokenizer_config.json", "target_vocab.json", "figures.json", "README.md")
FILES = (*_REQUIRED, *WEIGHTS, *_OPTIONAL)  # all that amana ever reads of a model

BY_HAND = (
    "To bring a model by hand: on a machine with network, download the files {files} of https://huggingface.co/{name} "
    "into one folder, copy the folder here, and give its path as the model"
)


@dataclass(frozen=True)
class MarianFolder:
    """A folder that holds a MarianMT model. `name` is what reports call it."""

    name: str
    path: Path

    @cached_property
    def config(self) -> Mapping[str, object]:
        return _read_json(self.path / "config.json")

    @cached_property
    def generation(self) -> Mapping[str, object]:
        """The model's settings for decoding; empty where it has none."""
        path = self.path / "generation_config.json"
        return _read_json(path) if path.is_file() else {}

    @cached_property
    def weights(self) -> Path:
        return next(self.path / name for name in WEIGHTS if (self.path / name).is_file())

    @cached_property
    def digest(self) -> str:
        """A hash of everything that decides what the model says: weights, vocabulary, pieces, configuration."""
        whole = hashlib.sha256()
        for file in (self.weights, *(self.path / name for name in (*_REQUIRED, "target_vocab.json"))):
            if file.is_file():
                with file.open("rb") as stream:
                    whole.update(hashlib.file_digest(stream, "sha256").digest())
        return whole.hexdigest()

    @property
    def vocabularies_differ(self) -> bool:
        """Whether source and target have vocabularies of their own (opus-mt models share one)."""
        return (self.path / "target_vocab.json").is_file()

    @property
    def max_pieces(self) -> int:
        """How many pieces, end mark included, the model has positions for."""
        limit = self.config.get("max_position_embeddings", 512)
        return limit if isinstance(limit, int) else 512


def find_model(name_or_path: str | None = None) -> MarianFolder:
    """The model's folder: a path, the name of a bundled model, or a hub name that is in the local cache.

    Raises ModelError where there is none, or where it is not a MarianMT model.
    """
    if name_or_path is None or name_or_path == BUNDLED:
        return _checked(MarianFolder(BUNDLED, bundled_folder()))
    path = Path(name_or_path).expanduser()
    if path.exists():
        return _checked(MarianFolder(path.resolve().name, path))
    cached = cached_snapshot(name_or_path)
    if cached is None:
        raise ModelError(
            f"model '{name_or_path}' is neither a folder nor in the local cache. Fetch it with "
            f"`amana models fetch {name_or_path}`. {by_hand(name_or_path)}. The bundled model is '{BUNDLED}'"
        )
    return _checked(MarianFolder(name_or_path, cached))


def bundled_folder() -> Path:
    return Path(str(files("amana.translate"))) / "models" / BUNDLED


def cached_snapshot(name: str) -> Path | None:
    """The folder of a hub model in the local cache, or None."""
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        config = try_to_load_from_cache(name, "config.json")
    except HFValidationError:
        return None
    return Path(config).parent if isinstance(config, str) else None


def by_hand(name: str) -> str:
    """How to bring a model to a machine without network."""
    files_needed = ", ".join(_REQUIRED) + f" and {' or '.join(WEIGHTS)}"
    return BY_HAND.format(files=files_needed, name=name)


def _checked(folder: MarianFolder) -> MarianFolder:
    """The same folder, if it is complete and a MarianMT model."""
    if not folder.path.is_dir():
        raise ModelError(f"{folder.path} is a file: expected the folder of a MarianMT model")
    missing = [name for name in _REQUIRED if not (folder.path / name).is_file()]
    if not any((folder.path / name).is_file() for name in WEIGHTS):
        missing.append(" or ".join(WEIGHTS))
    if "config.json" not in missing and (kind := folder.config.get("model_type")) != "marian":
        raise ModelError(
            f"{folder.path} holds a model of type '{kind}': expected a MarianMT model (model_type 'marian' in "
            f"config.json), such as Helsinki-NLP/opus-mt-ar-en"
        )
    if missing:
        raise ModelError(
            f"{folder.path} is not a whole MarianMT model: {', '.join(missing)} missing. Copy every file of the model "
            f"into it, or fetch it again with `amana models fetch`"
        )
    return folder


def _read_json(path: Path) -> Mapping[str, object]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise ModelError(f"{path} cannot be read as JSON ({error}): copy the model again") from error
    if not isinstance(content, dict):
        raise ModelError(f"{path} holds no JSON object: copy the model again")
    return content
