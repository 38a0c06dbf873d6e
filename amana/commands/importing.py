"""`amana import`: published documents into corpus records."""

from pathlib import Path
from typing import Annotated

import typer

from amana.commands.options import Output
from amana.commands.streams import write_records


def import_(
    files: Annotated[list[Path], typer.Argument(help="Saved pages (.html, .txt), .docx, or published excerpts.")],
    output: Output = "-",
) -> None:
    """Turn published documents into corpus records, one JSON line each. What was left out is said on stderr."""
    from amana.corpora import import_documents, record_to_json

    excerpts = import_documents(files)
    for excerpt in excerpts:
        for note in excerpt.notes:
            typer.echo(f"{excerpt.id}: {note}", err=True)
    write_records(output, (record_to_json(excerpt) for excerpt in excerpts), [str(file) for file in files])
    counts = [
        f"{count} {noun}{'' if count == 1 else 's'}"
        for count, noun in ((len(excerpts), "record"), (len(files), "file"))
    ]
    typer.echo(" from ".join(counts), err=True)
