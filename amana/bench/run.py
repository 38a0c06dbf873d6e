"""Which tables run on which data."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from amana.bench.tables import machine
from amana.errors import InputError


class BenchOptions(NamedTuple):
    """Where the sets lie (None: the bundled corpus alone) and which model translates."""

    data: Path | None
    model: str | None
    engine: str


def run_bench(names: Sequence[str], data: Path | None, *, model: str | None = None, engine: str = "ct2") -> None:
    """Print the tables named, or all. A set that is missing in `data` is said so, never passed over in silence."""
    from amana.bench import alignment, fidelity, speed, translation, words
    from amana.bench import names as names_table

    tables: dict[str, Callable[[BenchOptions], str]] = {
        "alignment": alignment.table,
        "words": words.table,
        "fidelity": fidelity.table,
        "names": names_table.table,
        "translation": translation.table,
        "speed": speed.table,
    }
    unknown = [name for name in names if name not in tables]
    if unknown:
        raise InputError(f"no table is called {', '.join(unknown)}: expected some of {', '.join(tables)}")
    if data is not None and not data.is_dir():
        raise InputError(
            f"{data} is not a folder: expected one with alignment/, fidelity/, names/, ... (see benchmarks/README.md)"
        )
    sys.stdout.write(f"{machine()}\n")
    for name in names or tables:
        sys.stdout.write(f"\n## {name}\n\n{tables[name](BenchOptions(data, model, engine))}\n")
        sys.stdout.flush()


def sets(options: BenchOptions, folder: str, pattern: str = "*.jsonl") -> list[Path]:
    """The files of one kind below the data folder, in order of name."""
    return sorted((options.data / folder).glob(pattern)) if options.data else []
