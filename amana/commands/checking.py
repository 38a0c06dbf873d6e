"""What `amana check` does with each kind of input."""

from collections.abc import Iterable, Iterator
from typing import TypedDict

import typer

from amana.commands.progress import track
from amana.commands.streams import Record, read_records, write_records
from amana.stages import Stages
from amana.types import CheckContext


class RunOptions(TypedDict):
    """The arguments of `run_checks` that a user sets."""

    only: tuple[str, ...]
    skip: tuple[str, ...]
    min_confidence: float


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
    from amana.align.fidelity.evaluation import check_pairs
    from amana.records import pair_builder

    records = read_records(path, {"id": object, "ar": str, "en": str})
    results = check_pairs(records, pair_builder(stages), context=context_of(stages), **run_options(stages))
    write_records(output, _counted(results, records), [path])


def check_documents(path: str, output: str, stages: Stages) -> None:
    from amana.align.fidelity.evaluation import check_documents
    from amana.records import document_aligner, enrich

    records = read_records(path, {"doc_id": object, "ar": list, "en": list})
    results = check_documents(
        records,
        document_aligner(stages),
        lambda pairs: enrich(pairs, stages),
        context=context_of(stages),
        **run_options(stages),
    )
    write_records(output, _counted(results, records), [path])


def context_of(stages: Stages) -> CheckContext:
    return CheckContext(glossary=stages.checks.glossary)


def run_options(stages: Stages) -> RunOptions:
    return {"only": stages.checks.only, "skip": stages.checks.skip, "min_confidence": stages.checks.min_confidence}


def _counted(results: Iterable[Record], records: list[Record]) -> Iterator[Record]:
    return track(results, len(records), "checking")
