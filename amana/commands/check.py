"""`amana check`: fidelity findings for pairs, documents and names, as JSON Lines."""

from typing import Annotated

import typer

from amana.commands.options import (
    Beam,
    Engine,
    Glossary,
    MinConfidence,
    Model,
    NoMemory,
    NoTranslation,
    Only,
    Output,
    Skip,
)


def check(
    pairs: Annotated[str | None, typer.Option(help='JSON Lines {"id", "ar", "en"}.')] = None,
    documents: Annotated[str | None, typer.Option(help='JSON Lines {"doc_id", "ar": [...], "en": [...]}.')] = None,
    names: Annotated[str | None, typer.Option(help='JSON Lines {"id", "ar", "en"} of two names each.')] = None,
    output: Output = "-",
    list_: Annotated[bool, typer.Option("--list", help="Name the checks and stop.")] = False,
    model: Model = None,
    engine: Engine = "ct2",
    beam: Beam = 4,
    no_memory: NoMemory = False,
    no_mt: NoTranslation = False,
    only: Only = None,
    skip: Skip = None,
    min_confidence: MinConfidence = 0.0,
    glossary: Glossary = None,
) -> None:
    """Check renderings for fidelity: one JSON line out for each line in, in the same order.

    Give one of --pairs, --documents, --names; '-' is stdin. Whole corpora with a report: amana compare.
    """
    from amana.commands import checking
    from amana.errors import InputError

    if list_:
        checking.list_checks()
        return
    given = [(kind, path) for kind, path in (("pairs", pairs), ("documents", documents), ("names", names)) if path]
    if len(given) != 1:
        raise InputError(f"{len(given)} of --pairs, --documents, --names given: expected one of them (or --list)")
    kind, path = given[0]
    if kind == "names":
        checking.check_names(path, output)
        return
    from amana.commands.inputs import load_terms
    from amana.loading import check_options, load_stages

    check_options(engine, only or (), skip or ())
    stages = load_stages(
        model=model, engine=engine, beam=beam, memory=not no_memory, translate=not no_mt, only=only or (),
        skip=skip or (), min_confidence=min_confidence, glossary=load_terms(glossary),
    )  # fmt: skip
    if kind == "pairs":
        checking.check_pairs(path, output, stages)
    else:
        checking.check_documents(path, output, stages)
