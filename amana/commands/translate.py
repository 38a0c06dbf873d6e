"""`amana translate`: plain lines in, plain lines out."""

from collections.abc import Iterator
from typing import Annotated

import typer

from amana.commands.options import Beam, Engine, Model, NoMemory, Output
from amana.commands.streams import map_lines, shown_name


def translate(
    path: Annotated[str, typer.Argument(help="Plain lines, UTF-8; '-' is stdin.")] = "-",
    output: Output = "-",
    model: Model = None,
    engine: Engine = "ct2",
    beam: Beam = 4,
    no_memory: NoMemory = False,
    lang: Annotated[str, typer.Option(help="Language of the lines.")] = "ar",
) -> None:
    """Translate with MarianMT: one line out for each line in, an empty line for an empty one.

    A line may hold several sentences: each is translated by itself. A faulty translation (a loop, a copy) is written
    as it is, and said on stderr.
    """
    from amana.translate.lines import translate_lines
    from amana.translate.loading import make_translator

    translator = make_translator(model=model, engine=engine, beam=beam, memory=not no_memory)

    def run(lines: list[str]) -> Iterator[str]:
        for number, (text, faults) in enumerate(translate_lines(lines, translator, lang), start=1):
            if faults:
                typer.echo(f"{shown_name(path)}:{number}: translation marked {', '.join(faults)}", err=True)
            yield text

    map_lines(path, output, run)
