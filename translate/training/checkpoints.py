"""Checkpoints: everything that a run needs to go on as if it had never stopped."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amana.errors import InputError

if TYPE_CHECKING:
    import torch

LATEST = "checkpoint.pt"


@dataclass(slots=True)
class Checkpoint:
    """`chunk` and `place` say which batch comes next. Dropout is seeded by the update, so no generator is saved."""

    weights: dict[str, "torch.Tensor"]
    average: dict[str, "torch.Tensor"]
    optimizer: dict[str, Any]
    settings: dict[str, float]
    updates: int
    chunk: int
    place: int
    seconds: float


def save_checkpoint(checkpoint: Checkpoint, run: Path) -> None:
    """Replaces the run's checkpoint atomically: a run that is killed while it saves keeps the old one."""
    import torch

    values = {name: getattr(checkpoint, name) for name in Checkpoint.__slots__}
    partial = run / f"{LATEST}.partial"
    torch.save(values, partial)
    os.replace(partial, run / LATEST)


def load_checkpoint(run: Path) -> Checkpoint:
    import torch

    path = run / LATEST
    if not path.is_file():
        raise InputError(f"{path} is not there: nothing to resume; leave --resume out to begin the run")
    return Checkpoint(**torch.load(path, map_location="cpu", weights_only=True))


def save_average(average: dict[str, "torch.Tensor"], run: Path, updates: int, keep: int) -> Path:
    """Averaged weights beside the checkpoint, the newest `keep` of them: what is exported if the run is cut."""
    from safetensors.torch import save_file

    folder = run / "averaged"
    folder.mkdir(exist_ok=True)
    path = folder / f"{updates:07d}.safetensors"
    save_file({name: weight.contiguous() for name, weight in average.items()}, path)
    for old in sorted(folder.glob("*.safetensors"))[:-keep]:
        old.unlink()
    return path
