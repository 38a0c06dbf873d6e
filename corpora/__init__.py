"""Corpora: the record, one reader and writer a format, and the bundled corpora."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amana.corpora.corpus_file import record_line as record_line
    from amana.corpora.corpus_file import write_corpus as write_corpus
    from amana.corpora.csv_table import write_csv as write_csv
    from amana.corpora.importing import import_documents as import_documents
    from amana.corpora.reading import read_corpus as read_corpus
    from amana.corpora.record import record_to_json as record_to_json
    from amana.corpora.results import read_results as read_results
    from amana.corpora.results import write_results as write_results
    from amana.corpora.sarif import write_sarif as write_sarif
    from amana.corpora.stable_ids import finding_id as finding_id
    from amana.corpora.stable_ids import finding_ids as finding_ids
    from amana.corpora.tmx import write_tmx as write_tmx
    from amana.corpora.xlsx_workbook import write_xlsx as write_xlsx

# Looked up when first used: `amana --help` needs none of them.
_HOMES = {
    "finding_id": "stable_ids",
    "finding_ids": "stable_ids",
    "import_documents": "importing",
    "read_corpus": "reading",
    "read_results": "results",
    "record_line": "corpus_file",
    "record_to_json": "record",
    "write_corpus": "corpus_file",
    "write_csv": "csv_table",
    "write_results": "results",
    "write_sarif": "sarif",
    "write_tmx": "tmx",
    "write_xlsx": "xlsx_workbook",
}

__all__ = [*_HOMES]  # noqa: PLE0604  (the keys are texts)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
