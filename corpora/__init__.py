"""Corpora: the record, one reader and writer a format, and the bundled corpora."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amana.corpora.corpus_file import record_line as record_line
    from amana.corpora.corpus_file import write_corpus as write_corpus
    from amana.corpora.reading import read_corpus as read_corpus
    from amana.corpora.record import record_to_json as record_to_json

# Looked up when first used: `amana --help` needs none of them.
_HOMES = {
    "read_corpus": "reading",
    "record_line": "corpus_file",
    "record_to_json": "record",
    "write_corpus": "corpus_file",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
