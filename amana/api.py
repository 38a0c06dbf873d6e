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
    engine, beam, memory, only, skip, min_confidence, ...); `glossary` may also be a file, or "none", and is the bundled
    one where nothing is said, as on the command line. The stages of one set of options are loaded once a process.
    Raises ModelError where a model is missing. What cannot be compared comes back with `error` set.
    """
    from amana.pipeline import compare_excerpts

    if excerpt is None:
        texts = (source, rendering, source_title, rendering_title)
        if not any(text and text.strip() for text in texts):
            raise InputError("compare got neither a text nor an excerpt: give source= and rendering=, or excerpt=")
        excerpt = Excerpt(
            "excerpt",
            Document(source or "", source_lang, source_title) if source or source_title else None,
            Document(rendering or "", rendering_lang, rendering_title) if rendering or rendering_title else None,
        )
    return next(compare_excerpts([excerpt], _stages(tuple(sorted(_settled(options).items())))))


def write_report(comparisons: "list[Comparison]", folder: str | Path, *, title: str = "Comparison") -> Path:
    """Write the report's index and one page a comparison; returns the index's path.

    Raises OutputError where the folder holds files that amana did not write.
    """
    from amana.outputs import prepare_folder, write_outputs

    prepare_folder(Path(folder))
    return write_outputs(comparisons, Path(folder), ["html", "jsonl"], title)[0]


def _settled(options: dict[str, Any]) -> dict[str, Any]:
    """The options as a key for the loaded stages: no lists, and the glossary read."""
    from amana.commands.inputs import load_terms

    settled = {name: tuple(value) if isinstance(value, list) else value for name, value in options.items()}
    for name in ("only", "skip"):
        if isinstance(settled.get(name), str):  # else tuple("numbers") would be seven checks
            settled[name] = (settled[name],)
    glossary = settled.get("glossary")
    if glossary is None or isinstance(glossary, str | Path):
        settled["glossary"] = load_terms(None if glossary is None else str(glossary))
    return settled


@lru_cache(maxsize=4)
def _stages(options: tuple[tuple[str, Any], ...]) -> Stages:
    from amana.loading import load_stages

    return load_stages(**dict(options))
