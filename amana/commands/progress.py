"""Progress on stderr: nothing for the first two seconds, nothing at all where stderr is not a terminal."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
QUIET_SECONDS = 2.0


def track(items: Iterable[Item], total: int, label: str) -> Iterator[Item]:
    """The items, counted on a bar once the work has taken longer than two seconds."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    began = time.monotonic()
    progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    task = progress.add_task(label, total=total)
    shown = False
    try:
        for item in items:
            if not shown and time.monotonic() - began > QUIET_SECONDS:
                progress.start()
                shown = True
            yield item
            progress.advance(task)
    finally:
        if shown:
            progress.stop()
