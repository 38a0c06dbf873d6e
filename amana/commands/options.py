"""Options that several subcommands share, declared once."""

from typing import Annotated

import typer

Output = Annotated[str, typer.Option("-o", "--output", help="Where to write; '-' is stdout.")]
Model = Annotated[
    str | None,
    typer.Option(help="MarianMT folder, name in the local cache, or a bundled name. Default: the bundled model."),
]
Engine = Annotated[str, typer.Option(help="ct2 (CTranslate2 int8, fast) or transformers (the yardstick).")]
Beam = Annotated[int, typer.Option(min=1, max=32, help="Beam size.")]
NoMemory = Annotated[
    bool, typer.Option("--no-memory", help="Neither read nor write the translation and vector memory.")
]
NoTranslation = Annotated[bool, typer.Option("--no-mt", help="Do not translate: no witness, no chrF.")]
Only = Annotated[list[str] | None, typer.Option(help="Run this check alone (repeatable; see amana check --list).")]
Skip = Annotated[list[str] | None, typer.Option(help="Leave this check out (repeatable).")]
MinConfidence = Annotated[float, typer.Option(min=0.0, max=1.0, help="Drop findings below this confidence.")]
Glossary = Annotated[
    str | None,
    typer.Option(help="CSV or TBX with your terms; 'none' switches the bundled one off."),
]
