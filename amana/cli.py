"""The `amana` command: the list of subcommands, and what a user's mistake looks like.

Exit codes: 0 done and under the bar, 1 findings at or above --fail-on, 2 could not run.
"""

import os
import sys

import typer

from amana.commands import align, bench, check, compare, importing, models, normalize, translate
from amana.errors import AmanaError
from amana.version import __version__

app = typer.Typer(
    name="amana",
    help="Checks English renderings against their Arabic sources, and writes side-by-side comparisons.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("compare")(compare.compare)
app.command("import")(importing.import_)
app.command("normalize")(normalize.normalize)
app.command("translate")(translate.translate)
app.command("align")(align.align)
app.command("check")(check.check)
app.command("bench")(bench.bench)
app.add_typer(models.app, name="models")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"amana {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True, help="Print the version."),
) -> None:
    pass


def main() -> None:
    """Entry point. A user's mistake is a message and exit code 2; a bug keeps its traceback."""
    try:
        app()
    except AmanaError as error:
        typer.echo(f"amana: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:  # `amana ... | head`: the reader has what it wants
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        typer.echo("amana: interrupted", err=True)
        sys.exit(130)


if __name__ == "__main__":
    main()
