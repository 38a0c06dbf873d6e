"""The learning rate as a function of the share of the run that is done.

The share comes from updates (`--updates`: a resumed run gives the very weights of an uninterrupted one) or from
training time (`--minutes`: for a machine that others use too, where nobody knows how many updates will fit; the time
already spent is in the checkpoint, so a resumed run goes on where it was on the curve).
"""

import math
from dataclasses import dataclass

from amana.errors import InputError
from amana.translate.training.config import Settings


@dataclass(frozen=True, slots=True)
class Length:
    """How long a run is: exactly one of the two."""

    updates: int | None = None
    minutes: float | None = None

    def __post_init__(self) -> None:
        if (self.updates is None) == (self.minutes is None):
            raise InputError("give either --updates or --minutes: one of them sets the length of the run")

    def share(self, updates: int, seconds: float) -> float:
        """0 at the start, 1 when the run is over."""
        if self.updates is not None:
            return min(1.0, updates / self.updates)
        assert self.minutes is not None  # noqa: S101 (narrowing; __post_init__ holds it)
        return min(1.0, seconds / (60.0 * self.minutes))


def learning_rate(settings: Settings, updates: int, share: float) -> float:
    """Linear warm-up, constant, then a cosine down to the final rate.

    >>> s = Settings(peak_rate=1.0, final_rate=0.0, warmup_updates=10, constant_share=0.5)
    >>> learning_rate(s, 4, 0.0), learning_rate(s, 100, 0.5), round(learning_rate(s, 100, 0.75), 3)
    (0.5, 1.0, 0.5)
    """
    warm = min(1.0, (updates + 1) / max(1, settings.warmup_updates))
    falling = max(0.0, share - settings.constant_share) / max(1e-9, 1.0 - settings.constant_share)
    curve: float = 0.5 * (1.0 + math.cos(math.pi * min(1.0, falling)))
    return float(warm * (settings.final_rate + (settings.peak_rate - settings.final_rate) * curve))
