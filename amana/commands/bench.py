"""`amana bench`: accuracy and speed tables."""

from pathlib import Path
from typing import Annotated

import typer

from amana.commands.options import Engine, Model


def bench(
    names: Annotated[
        list[str] | None, typer.Argument(help="fidelity, names, alignment, words, translation, speed. Default: all.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Folder of public sets (see benchmarks/README.md). Default: the bundled corpus.")
    ] = None,
    model: Model = None,
    engine: Engine = "ct2",
) -> None:
    """Rerun the published tables: accuracy of every stage and check with 95 % bootstrap intervals, and speed."""
    from amana.bench import run_bench

    run_bench(names or [], data, model=model, engine=engine)
