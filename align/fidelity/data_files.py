"""Rows of the data files beside the checks: cells between tabs; lines that begin with # are comments."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def numbered_rows(name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows with the number of their line, counted from 1."""
    text = (files("amana.align.fidelity") / "data" / name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, tuple(line.split("\t"))


@cache
def data_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows, however many cells each has."""
    return tuple(row for _, row in numbered_rows(name))


def data_lines(name: str, cells: int) -> list[tuple[str, ...]]:
    """The rows of a file that has the same number of cells in each.

    Raises ValueError, with file and line, for a row that has another number of cells.
    """
    rows = []
    for number, row in numbered_rows(name):
        if len(row) != cells:
            raise ValueError(f"{name}:{number}: {len(row)} cells: expected {cells} between tabs")
        rows.append(row)
    return rows
