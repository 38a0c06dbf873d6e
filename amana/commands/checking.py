"""What `amana check` does with each kind of input."""

from collections.abc import Iterable, Iterator

import typer

from amana.commands.progress import track
from amana.commands.streams import Record, read_records, write_records
from amana.stages import Stages


def list_checks() -> None:
    """Print every check with what it looks for."""
    from amana.align.fidelity.checks import CHECKS

    width = max(len(check.name) for check in CHECKS)
    for check in CHECKS:
        typer.echo(f"{check.name:<{width}}  {check.description}")


def check_names(path: str, output: str) -> None:
    from amana.align.names import check_names

    records = read_records(path, {"id": object, "ar": str, "en": str})
    write_records(output, check_names(records), [path])


def check_pairs(path: str, output: str, stages: Stages) -> None:
    from amana.records import check_pair_records

    records = read_records(path, {"id": object, "ar": str, "en": str})
    write_records(output, _counted(check_pair_records(records, stages), records), [path])


def check_documents(path: str, output: str, stages: Stages) -> None:
    from amana.records import check_document_records

    records = read_records(path, {"doc_id": object, "ar": list, "en": list})
    write_records(output, _counted(check_document_records(records, stages), records), [path])


def _counted(results: Iterable[Record], records: list[Record]) -> Iterator[Record]:
    return track(results, len(records), "checking")
