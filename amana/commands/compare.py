"""`amana compare`: the main job."""

from pathlib import Path
from typing import Annotated

import typer

from amana.commands.options import Beam, Engine, Glossary, MinConfidence, Model, NoMemory, NoTranslation, Only, Skip


def compare(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Corpora: .jsonl files, folders of <id>.ar.txt + <id>.en.txt, '-', or libya-russia (bundled).",
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder of the report.")],
    model: Model = None,
    engine: Engine = "ct2",
    beam: Beam = 4,
    no_memory: NoMemory = False,
    no_mt: NoTranslation = False,
    only: Only = None,
    skip: Skip = None,
    min_confidence: MinConfidence = 0.0,
    glossary: Glossary = None,
    fail_on: Annotated[
        str | None, typer.Option(help="Exit 1 where a finding is at least this: minor, major, critical.")
    ] = None,
    formats: Annotated[str, typer.Option(help="html,jsonl,csv,xlsx,tmx,sarif: comma-separated.")] = "html,jsonl",
    title: Annotated[str | None, typer.Option(help="Title of the report. Default: the names of the corpora.")] = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Compare the good records of a corpus that has bad ones; exit code 2.")
    ] = False,
) -> None:
    """Compare renderings with their sources and write side-by-side HTML.

    Exit code 0: done and under the bar; 1: findings at or above --fail-on; 2: something could not be run.
    """
    from amana.batch import run_batch
    from amana.commands.inputs import corpus_names, load_terms, read_paths
    from amana.commands.summary import print_summary
    from amana.loading import check_options, load_stages
    from amana.outputs import parse_formats, parse_severity, prepare_folder, refuse_folder, write_outputs

    # Whatever can be wrong is said before a model is loaded, and before anything is written.
    wanted = parse_formats(formats)
    bar = parse_severity(fail_on)
    check_options(engine, only or (), skip or ())
    terms = load_terms(glossary)
    refuse_folder(output)
    corpus = read_paths(paths, strict=not keep_going)
    stages = load_stages(
        model=model, engine=engine, beam=beam, memory=not no_memory, translate=not no_mt, only=only or (),
        skip=skip or (), min_confidence=min_confidence, glossary=terms,
    )  # fmt: skip
    prepare_folder(output)
    comparisons = run_batch(corpus, stages)
    written = write_outputs(comparisons, output, wanted, title or corpus_names(paths))
    raise typer.Exit(print_summary(comparisons, written, bar))
