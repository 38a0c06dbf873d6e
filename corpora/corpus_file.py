"""Writing corpus records, as `read_corpus` reads them."""

import json
from collections.abc import Iterable
from pathlib import Path

from amana.corpora.output_file import new_file
from amana.corpora.record import record_to_json
from amana.types import Excerpt


def record_line(excerpt: Excerpt) -> str:
    """The record as one line of JSON, without its line feed."""
    return json.dumps(record_to_json(excerpt), ensure_ascii=False)


def write_corpus(excerpts: Iterable[Excerpt], path: Path, *, overwrite: bool = False) -> None:
    """One record a line."""
    with new_file(path, overwrite=overwrite) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{record_line(excerpt)}\n" for excerpt in excerpts)
