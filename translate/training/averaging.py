"""Averages of weights: the running one that every run keeps, and the mean of several checkpoints."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from amana.errors import InputError

if TYPE_CHECKING:
    import torch


class RunningAverage:
    """Exponential average of the weights. `half_life` in updates; early on it forgets faster, so that the first weights
    do not linger."""

    def __init__(self, weights: Mapping[str, "torch.Tensor"], half_life: float) -> None:
        self.decay = 0.5 ** (1.0 / half_life)
        self.weights = {name: weight.detach().clone() for name, weight in weights.items()}

    def update(self, weights: Mapping[str, "torch.Tensor"], step: int) -> None:
        import torch

        decay = min(self.decay, (1.0 + step) / (10.0 + step))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.weights.values()), [weights[name] for name in self.weights], 1.0 - decay)


def mean_of(states: Sequence[Mapping[str, "torch.Tensor"]]) -> dict[str, "torch.Tensor"]:
    """The plain mean of several checkpoints' weights. They must be of one run, or of one shape at least."""
    import torch

    if not states:
        raise InputError("no checkpoints to average: expected at least one")
    shapes = [{name: tuple(weight.shape) for name, weight in state.items()} for state in states]
    if any(shape != shapes[0] for shape in shapes):
        raise InputError("checkpoints of different shapes: expected checkpoints of one run")
    return {name: torch.stack([state[name].float() for state in states]).mean(dim=0) for name in states[0]}
