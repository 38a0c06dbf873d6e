"""What a user may name as input: corpora by path or by bundled name, glossaries by file."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from amana.errors import InputError
from amana.types import Excerpt, GlossaryEntry


def bundled_corpora() -> dict[str, Path]:
    """Name -> folder of the corpora that come with amana."""
    root = Path(str(files("amana.corpora")))
    return {folder.name: folder for folder in sorted(root.iterdir()) if (folder / "excerpts.jsonl").is_file()}


def read_paths(paths: Sequence[str], *, strict: bool = True) -> list[Excerpt]:
    """The excerpts of all corpora. A bundled corpus's name counts where no such path exists.

    With `strict` a bad record stops the run, all of them reported; without, it becomes an excerpt with `problem` set.
    """
    from amana.corpora import read_corpus

    bundled = bundled_corpora()
    resolved = []
    for path in paths:
        if path != "-" and not Path(path).exists() and path in bundled:
            resolved.append(bundled[path] / "excerpts.jsonl")
        elif path != "-" and (Path(path) / "excerpts.jsonl").is_file():
            resolved.append(Path(path) / "excerpts.jsonl")
        else:
            resolved.append(Path(path))
    excerpts = list(read_corpus(resolved, strict=strict))
    if not excerpts:
        raise InputError(f"{', '.join(paths)}: no excerpt found. Expected .jsonl records or <id>.ar.txt + <id>.en.txt")
    return excerpts


def corpus_names(paths: Sequence[str]) -> str:
    """What a report is called where nobody named it."""
    return ", ".join("standard input" if path == "-" else Path(path).resolve().name for path in paths)


def load_terms(glossary: str | None) -> tuple[GlossaryEntry, ...]:
    """The bundled glossary, a user's file, or none at all."""
    from amana.align.fidelity.glossary import bundled_glossary, read_glossary

    if glossary == "none":
        return ()
    return bundled_glossary() if glossary is None else read_glossary(Path(glossary))
