"""What a run is made of: the mix of sources (mix.toml), and the settings of model and training."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from importlib.resources import files
from pathlib import Path

from amana.errors import InputError


@dataclass(frozen=True, slots=True)
class Source:
    """One file of tab-separated Arabic and English, with its share of the training examples."""

    name: str
    folder: str  # a key of the folders that `prepare` is given: "newswire" or "parallel"
    file: str
    weight: float
    licence: str
    origin: str
    heldout: bool = False
    unseen: bool = False
    documents: bool = False
    names: bool = False


@dataclass(frozen=True, slots=True)
class Mix:
    """The sources, and how many pairs of the authored ones are never trained on: `heldout_pairs` of the sources marked
    `heldout`, and `unseen_pairs` of those marked `unseen`, which are newer than the weights that a run begins from."""

    seed: int
    heldout_pairs: int
    sources: tuple[Source, ...]
    unseen_pairs: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """Model shape and training. A checkpoint carries these: a resumed run goes on with what it began with."""

    vocabulary: int = 12000
    d_model: int = 256
    heads: int = 4
    feed_forward: int = 1024
    encoder_layers: int = 4
    decoder_layers: int = 2
    dropout: float = 0.1
    label_smoothing: float = 0.1
    peak_rate: float = 1e-3
    final_rate: float = 3e-5
    warmup_updates: int = 300
    constant_share: float = 0.3  # of the run at the peak rate, before the cosine
    clip_norm: float = 1.0
    batch_tokens: int = 2048  # padded target tokens of one update, over all workers
    split_rate: float = 0.08  # of source pieces that are split in two: subword sampling
    word_dropout: float = 0.02  # of source pieces that become <unk>
    join_rate: float = 0.15  # of examples from documents that are joined with the rows that follow
    swap_rate: float = 0.15  # of sentences in which a known name is swapped for another
    ema_half_life: float = 400.0  # updates after which a weight counts half in the average
    seed: int = 20250119

    def to_dict(self) -> dict[str, float]:
        return asdict(self)

    @staticmethod
    def from_dict(values: Mapping[str, float]) -> "Settings":
        """Settings from a checkpoint or from `--set name=value`; an unknown name is an InputError."""
        defaults = Settings()
        kinds = {field.name: type(getattr(defaults, field.name)) for field in fields(Settings)}
        unknown = sorted(set(values) - set(kinds))
        if unknown:
            raise InputError(f"unknown settings {unknown}: expected some of {sorted(kinds)}")
        return Settings(**{name: kinds[name](value) for name, value in values.items()})


def read_mix(path: Path | None = None) -> Mix:
    """The mix of a TOML file; without one, the mix of the bundled model."""
    text = path.read_text("utf-8") if path else files(__package__).joinpath("mix.toml").read_text("utf-8")
    where = str(path or "mix.toml")
    try:
        table = tomllib.loads(text)
        sources = tuple(Source(**entry) for entry in table["source"])
        mix = Mix(int(table["seed"]), int(table["heldout_pairs"]), sources, int(table.get("unseen_pairs", 0)))
    except (tomllib.TOMLDecodeError, TypeError, KeyError) as error:
        raise InputError(f"{where} is not a training mix: {error}; see translate/training/mix.toml") from error
    problems = [f"{where}: {source.name} has weight {source.weight}" for source in sources if source.weight < 0]
    names = [source.name for source in sources]
    problems += [f"{where}: {name} occurs twice" for name in sorted({n for n in names if names.count(n) > 1})]
    if problems:
        raise InputError("the training mix cannot be used: expected unique names and weights of 0 or more", problems)
    return mix
