"""Which models there are, what they are worth, and the one function that downloads."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from amana.errors import ModelError
from amana.translate.marian import BUNDLED, FILES, WEIGHTS, MarianFolder, by_hand, cached_snapshot, find_model

_HUB_NAME = re.compile(r"opus-mt-(?:tc-(?:big|base|bible-big|small)-)?([a-z]{2,3})-([a-z]{2,3})\Z")

_TIMEOUT = 15  # seconds for the hub to answer
_FIGURES_SHOWN = 3  # a card with more is a table of many test sets


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A line of `amana models list`. `where` is bundled, cached, or "not here"."""

    name: str
    where: str
    size: str
    figures: str


def list_models() -> list[ModelRow]:
    """The bundled model, the MarianMT models in the hub's local cache, and the recommended ones that are not here."""
    cached = {folder.name: folder for folder in _cached_models()}
    rows = [_row(find_model(), "bundled"), *(_row(folder, "cached") for folder in cached.values())]
    rows += [
        ModelRow(name, "not here", row["size"], row["figures"])
        for name, row in _recommended().items()
        if name not in cached
    ]
    return rows


def model_info(name_or_path: str | None = None) -> str:
    """What is known of a model: languages, size, hash, measured figures, its card, and what better ones reach."""
    folder = find_model(name_or_path)
    langs = model_langs(name_or_path)
    lines = [
        f"{folder.name}  ({folder.path})",
        f"languages: {' to '.join(langs) if langs else 'not stated'}",
        f"size: {_size(folder.weights)}    content hash: {folder.digest[:12]}",
        f"figures: {_figures(folder) or 'none published'}",
        *(f"to compare: {name}: {row['figures']}" for name, row in _recommended().items() if name != folder.name),
    ]
    card = folder.path / "README.md"
    if card.is_file():
        lines += ["", card.read_text(encoding="utf-8").strip()]
    return "\n".join(lines)


def model_note(name_or_path: str | None = None) -> str:
    """The one line that every report shows: which model translated, and how good it is known to be."""
    folder = find_model(name_or_path)
    note = f"{folder.name}: {_figures(folder) or 'no figures published for it'}"
    if folder.name == BUNDLED:
        name, row = next(iter(_recommended().items()))
        note += f"; for real work fetch {name} ({row['figures']})"
    return note


def model_langs(name_or_path: str | None = None) -> tuple[str, str] | None:
    """Source and target language of a model, or None where neither its files nor its name tell."""
    folder = find_model(name_or_path)
    settings = _json(folder.path / "tokenizer_config.json")
    source, target = settings.get("source_lang"), settings.get("target_lang")
    if isinstance(source, str) and isinstance(target, str) and 2 <= len(source) <= 3 and 2 <= len(target) <= 3:
        return source, target
    named = _HUB_NAME.search(folder.name)
    return (named[1], named[2]) if named else None


def fetch_model(name: str) -> str:
    """Download a model into the hub's local cache and return its folder. Nothing else in amana downloads."""
    from huggingface_hub import HfApi, snapshot_download
    from huggingface_hub.errors import EntryNotFoundError, HFValidationError

    if name == BUNDLED:
        return str(find_model().path)
    network_errors: tuple[type[Exception], ...] = (EntryNotFoundError, *_network_errors())
    try:
        there = {file.rfilename for file in HfApi().model_info(name, timeout=_TIMEOUT).siblings or ()}
        unwanted = WEIGHTS[1:] if WEIGHTS[0] in there else ()
        snapshot_download(name, allow_patterns=sorted(set(FILES) - set(unwanted)))
    except HFValidationError as error:
        raise ModelError(
            f"'{name}' is no hub name: expected OWNER/MODEL, such as {next(iter(_recommended()))}"
        ) from error
    except network_errors as error:
        raise ModelError(f"model '{name}' cannot be fetched ({_reason(error)}). {by_hand(name)}") from error
    return str(find_model(name).path)


def _network_errors() -> tuple[type[Exception], ...]:
    """OSError, and the base error of whichever HTTP library this version of the hub's client is made on."""
    from huggingface_hub.errors import HfHubHTTPError

    return tuple(base for base in HfHubHTTPError.__bases__ if issubclass(base, Exception))


def _reason(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def _row(folder: MarianFolder, where: str) -> ModelRow:
    return ModelRow(folder.name, where, _size(folder.weights), _figures(folder) or "none published")


def _size(path: Path) -> str:
    size = path.stat().st_size / 1e6
    return f"{size / 1000:.1f} GB" if size >= 100 else f"{size:.0f} MB"


def _figures(folder: MarianFolder) -> str:
    """Figures beside the model, or published ones. `figures.json` is what the training recipe writes ("dev" with "bleu"
    and "chrf"), or {"BLEU on FLORES": 8.5, ...}, or has a "note"."""
    figures = _json(folder.path / "figures.json")
    if isinstance(note := figures.get("note"), str):
        return note
    dev = figures.get("dev")
    if isinstance(dev, dict) and "bleu" in dev and "chrf" in dev:
        return f"NTREX-128 + FLORES-200 (development set) BLEU {dev['bleu']:.1f}, chrF {dev['chrf']:.1f}"
    if figures:
        return ", ".join(f"{name} {value}" for name, value in figures.items() if isinstance(value, int | float | str))
    return _recommended().get(folder.name, {}).get("figures", "") or _figures_in_card(folder.path / "README.md")


def _figures_in_card(card: Path) -> str:
    """The clauses of a model card that name a BLEU figure; a card is prose, and most of it is about other things."""
    if not card.is_file():
        return ""
    prose = " ".join(card.read_text(encoding="utf-8").split())
    clauses = re.split(r"(?<=[.;:])\s+", prose)
    found = [clause.rstrip(" .;:") for clause in clauses if re.search(r"\bBLEU\s+\d", clause)]
    return "; ".join(found) if len(found) <= _FIGURES_SHOWN else ""


def _cached_models() -> Iterator[MarianFolder]:
    from huggingface_hub import constants

    for place in sorted(Path(constants.HF_HUB_CACHE).glob("models--*--*")):
        name = place.name.removeprefix("models--").replace("--", "/", 1)
        snapshot = cached_snapshot(name)
        if snapshot and _json(snapshot / "config.json").get("model_type") == "marian":
            try:
                yield find_model(name)
            except ModelError:  # half fetched: not a model that can be used
                continue


@cache
def _recommended() -> dict[str, dict[str, str]]:
    text = (files("amana.translate") / "data" / "recommended.tsv").read_text(encoding="utf-8")
    heading, *rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: dict(zip(heading, row, strict=True)) for row in rows}


def _json(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelError(f"{path} cannot be read as JSON ({error}): copy the model again") from error
    return content if isinstance(content, dict) else {}
