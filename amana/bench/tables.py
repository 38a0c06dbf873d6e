"""Markdown tables, and the line that says where and when they were made."""

import os
import platform
from collections.abc import Sequence
from datetime import date

from amana.version import __version__

Row = Sequence[object]


def markdown(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """A Markdown table, numbers right-aligned, padded so that it also reads in a terminal."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [
        max(len(column), 3, *(len(row[k]) for row in cells)) if cells else len(column)
        for k, column in enumerate(columns)
    ]
    numeric = [
        all(not isinstance(value := row[k], str) or value[:1] in "0123456789.<–" for row in rows)
        for k in range(len(columns))
    ]
    lines = [
        "| "
        + " | ".join(_pad(column, width, right) for column, width, right in zip(columns, widths, numeric, strict=True))
        + " |"
    ]
    lines.append(
        "|"
        + "|".join("-" * (width + 1) + (":" if right else "-") for width, right in zip(widths, numeric, strict=True))
        + "|"
    )
    lines += [
        "| "
        + " | ".join(_pad(cell, width, right) for cell, width, right in zip(row, widths, numeric, strict=True))
        + " |"
        for row in cells
    ]
    return "\n".join(lines)


def machine() -> str:
    """Processor, cores, Python, amana and date, for the head of every table."""
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as stream:
            model = next((line.split(":", 1)[1].strip() for line in stream if line.startswith("model name")), model)
    except OSError:
        pass  # not Linux: the plain name will do
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{model}, {cores} cores, Python {platform.python_version()}, amana {__version__}, {date.today().isoformat()}"
    )


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _pad(text: str, width: int, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)
