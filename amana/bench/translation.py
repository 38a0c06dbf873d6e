"""The translation table: sacreBLEU's BLEU and chrF2 with their signatures."""

from pathlib import Path

from amana.bench.run import BenchOptions, sets
from amana.bench.tables import markdown


def table(options: BenchOptions) -> str:
    """Every `mt/*.tsv` of the data folder (document, Arabic, English), else the bundled corpus's faithful renderings
    (free ones: their figures are low by nature, and only good for comparing models)."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    from amana.translate.lines import translate_lines
    from amana.translate.loading import make_translator

    translator = make_translator(model=options.model, engine=options.engine, memory=False)
    rows = []
    signature = ""
    for name, sources, renderings in _pairs(options):
        lines = list(translate_lines(sources, translator))
        texts = [text for text, _ in lines]
        bleu, chrf = BLEU(), CHRF()
        scores = [metric.corpus_score(texts, [renderings], n_bootstrap=1000) for metric in (bleu, chrf)]
        figures = [f"{score.score:.1f} ± {score._ci:.1f}" for score in scores]
        rows.append((name, len(sources), *figures, sum(bool(faults) for _, faults in lines)))
        signature = f"`{bleu.get_signature()}`, `{chrf.get_signature()}`"
    return (
        f"{translator.signature}\n\n"
        + markdown(("set", "lines", "BLEU", "chrF2", "marked faulty"), rows)
        + f"\n\n{signature}"
    )


def _pairs(options: BenchOptions) -> list[tuple[str, list[str], list[str]]]:
    found = [(path.name, *_read(path)) for path in sets(options, "mt", "*.tsv")]
    return found or [_bundled()]


def _read(path: Path) -> tuple[list[str], list[str]]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row[-2] for row in rows], [row[-1] for row in rows]


def _bundled() -> tuple[str, list[str], list[str]]:
    import json

    from amana.commands.inputs import bundled_corpora

    folder = bundled_corpora()["libya-russia"]
    records, gold = (
        [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]
        for name in ("excerpts.jsonl", "gold.jsonl")
    )
    faithful = {record["id"] for record in gold if record["faithful"]}
    chosen = [record for record in records if record["id"] in faithful and record["source"]["text"]]
    texts = [[" ".join(record[side]["text"].split()) for record in chosen] for side in ("source", "rendering")]
    return "libya-russia, faithful", texts[0], texts[1]
