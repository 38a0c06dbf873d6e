"""`amana align`: sentence beads and word links."""

from pathlib import Path
from typing import Annotated

import typer

from amana.commands.options import NoMemory, Output


def align(
    source: Annotated[Path | None, typer.Argument(help="Source text; with RENDERING, prints the beads.")] = None,
    rendering: Annotated[Path | None, typer.Argument(help="Rendering.")] = None,
    documents: Annotated[str | None, typer.Option(help='JSON Lines {"doc_id", "ar": [...], "en": [...]}.')] = None,
    words: Annotated[str | None, typer.Option(help='JSON Lines {"id", "ar": [tokens], "en": [tokens]}.')] = None,
    output: Output = "-",
    format_: Annotated[str, typer.Option("--format", help="text, jsonl, tmx, or pharaoh (word links).")] = "text",
    links: Annotated[
        Path | None, typer.Option(help="Beads to keep (a links file, as --format jsonl writes it).")
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of SOURCE.")] = "ar",
    rendering_lang: Annotated[str, typer.Option(help="Language of RENDERING.")] = "en",
    no_memory: NoMemory = False,
) -> None:
    """Align two texts and print the beads side by side, or align JSON Lines of sentences or of tokens."""
    from amana.commands import aligning
    from amana.errors import InputError

    texts = source is not None and rendering is not None
    if [texts, documents is not None, words is not None].count(True) != 1 or (source is None) != (rendering is None):
        given = [
            name
            for name, value in (
                ("SOURCE", source), ("RENDERING", rendering), ("--documents", documents), ("--words", words),
            )
            if value is not None
        ]  # fmt: skip
        raise InputError(
            f"{' and '.join(given) or 'nothing'} given: "
            "expected either SOURCE.txt RENDERING.txt, or --documents IN, or --words IN"
        )
    if documents is not None:
        aligning.align_documents(documents, output, memory=not no_memory)
    elif words is not None:
        aligning.align_words(words, output)
    elif source is not None and rendering is not None:
        aligning.align_texts(
            source, rendering, output, format_=format_, links=links, langs=(lang, rendering_lang),
            memory=not no_memory,
        )  # fmt: skip
