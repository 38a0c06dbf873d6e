"""`amana normalize`: Arabic text as a profile leaves it, line by line."""

from typing import Annotated

import typer

from amana.commands.options import Output
from amana.commands.streams import open_output, read_lines, shown_name


def normalize(
    path: Annotated[str, typer.Argument(help="Plain lines, UTF-8; '-' is stdin.")] = "-",
    output: Output = "-",
    profile: Annotated[str, typer.Option(help="display, translation or matching.")] = "translation",
    lang: Annotated[str, typer.Option(help="Language of the lines; Arabic-only steps run for 'ar' alone.")] = "ar",
    explain: Annotated[bool, typer.Option("--explain", help="Say on stderr what changed in which line.")] = False,
) -> None:
    """Normalise plain lines: one line out for each line in."""
    from amana.errors import InputError
    from amana.translate.normalization import PROFILES, normalize

    if profile not in PROFILES:
        raise InputError(f"profile '{profile}' is unknown: expected one of {', '.join(PROFILES)}")
    lines = read_lines(path)
    with open_output(output, [path]) as stream:
        for number, line in enumerate(lines, start=1):
            result = normalize(line, profile, lang)
            stream.write(result.text.replace("\n", " ") + "\n")
            if explain and result.changes:
                changed = ", ".join(f"{change.step} {change.count}" for change in result.changes)
                typer.echo(f"{shown_name(path)}:{number}: {changed}", err=True)
