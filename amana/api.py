"""The library in two calls: `amana.compare` and `amana.write_report`."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from amana.errors import InputError
from amana.stages import Stages
from amana.types import Comparison, Document, Excerpt


def compare(
    source: str | None = None,
    rendering: str | None = None,
    *,
    source_lang: str = "ar",
    rendering_lang: str = "en",
    source_title: str | None = None,
    rendering_title: str | None = None,
    excerpt: Excerpt | None = None,
    **options: Any,
) -> Comparison:
    """Compare one rendering with its source.

    Give the two texts, or an `excerpt` with its citation. `options` are those of `amana.loading.load_stages` (model,
    engine, beam, memory, only, skip, min_confidence, ...); the stages of one set of options are loaded once a process.
    Raises ModelError where a model is missing. What cannot be compared comes back with `error` set.
    """
    from amana.pipeline import compare_excerpts

    if excerpt is None:
        if source is None and rendering is None:
            raise InputError("compare got neither texts nor an excerpt: give source= and rendering=, or excerpt=")
        excerpt = Excerpt(
            "excerpt",
            Document(source or "", source_lang, source_title) if source or source_title else None,
            Document(rendering or "", rendering_lang, rendering_title) if rendering or rendering_title else None,
        )
    return next(compare_excerpts([excerpt], _stages(tuple(sorted(options.items())))))


def write_report(comparisons: "list[Comparison]", folder: str | Path, *, title: str = "Comparison") -> Path:
    """Write the report's index and one page a comparison; returns the index's path.

    Raises OutputError where the folder holds files that amana did not write.
    """
    from amana.outputs import prepare_folder, write_outputs

    prepare_folder(Path(folder))
    return write_outputs(comparisons, Path(folder), ["html", "jsonl"], title)[0]


@lru_cache(maxsize=4)
def _stages(options: tuple[tuple[str, Any], ...]) -> Stages:
    from amana.loading import load_stages

    return load_stages(**dict(options))
