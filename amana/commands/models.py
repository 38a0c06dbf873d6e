"""`amana models`: what is here, what it is worth, and the only command that downloads."""

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="MarianMT models: list, fetch, info.")


@app.command("list")
def list_() -> None:
    """The bundled models, those in the local cache, and the recommended ones with their published figures."""
    from rich.console import Console
    from rich.table import Table

    from amana.translate.models import list_models

    table = Table(box=None, pad_edge=False)
    for heading in ("model", "where", "size", "figures"):
        table.add_column(heading, overflow="fold")
    for model in list_models():
        table.add_row(model.name, model.where, model.size, model.figures)
    Console(soft_wrap=False).print(table)


@app.command()
def fetch(name: Annotated[str, typer.Argument(help="Hub name, such as Helsinki-NLP/opus-mt-tc-big-ar-en.")]) -> None:
    """Download a model into the local cache. Nothing else in amana downloads."""
    from amana.translate.models import fetch_model

    typer.echo(fetch_model(name))


@app.command()
def info(
    name: Annotated[str | None, typer.Argument(help="Folder or name. Default: the bundled model.")] = None,
) -> None:
    """A model's card, beside the published figures of the models it may be mistaken for."""
    from amana.translate.models import model_info

    typer.echo(model_info(name))
