"""Figures of a model folder: BLEU and chrF with their signatures, looping, names; and the score while training."""

import datetime
import json
import platform
import tempfile
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amana.errors import InputError
from amana.translate.training.cleaning import Pair
from amana.translate.training.decoding import Decoding, translate_ct2, translate_transformers
from amana.translate.training.export import write_model
from amana.translate.training.run_folder import read_plain

if TYPE_CHECKING:
    from transformers import MarianMTModel

PUBLISHED = [
    {"model": "Helsinki-NLP/opus-mt-ar-en", "set": "FLORES devtest", "bleu": 33.9},
    {"model": "Helsinki-NLP/opus-mt-tc-big-ar-en", "set": "FLORES-200 devtest", "bleu": 42.8},
]
SCORED_WHILE_TRAINING = 200


def score(hypotheses: Sequence[str], pairs: Sequence[Pair]) -> dict[str, Any]:
    """BLEU and chrF by sacreBLEU's defaults."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    references = [[pair.english for pair in pairs]]
    bleu, chrf = BLEU(), CHRF()
    return {
        "sentences": len(pairs),
        "bleu": round(bleu.corpus_score(list(hypotheses), references).score, 2),
        "chrf": round(chrf.corpus_score(list(hypotheses), references).score, 2),
        "signatures": {"bleu": str(bleu.get_signature()), "chrf": str(chrf.get_signature())},
    }


def loops(text: str) -> bool:
    """Whether a translation goes round in circles: a stretch said again at once, or four words said three times.

    >>> loops("the forces of the forces of the forces of the army"), loops("He said that he would come.")
    (True, False)
    """
    words = text.lower().split()
    for size, times in ((1, 4), (2, 3), (3, 3), (4, 2), (5, 2), (6, 2), (7, 2), (8, 2)):
        for start in range(len(words) - size * times + 1):
            if words[start : start + size * times] == words[start : start + size] * times:
                return True
    grams = Counter(tuple(words[i : i + 4]) for i in range(len(words) - 3))
    return any(count >= 3 for count in grams.values())


def read_names(path: Path | None) -> list[tuple[str, tuple[str, ...]]]:
    """Arabic sentences with the spellings of the name that each must give. Default: names.toml beside the recipe."""
    text = path.read_text("utf-8") if path else files(__package__).joinpath("names.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return [(sentence, tuple(entry["accepted"])) for entry in table["name"] for sentence in entry["sentences"]]


def names_right(hypotheses: Sequence[str], cases: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[int, list[str]]:
    """How many hypotheses hold an accepted spelling, and the others for reading."""
    wrong = [
        f"{accepted[0]}: {hypothesis}"
        for hypothesis, (_, accepted) in zip(hypotheses, cases, strict=True)
        if not any(spelling.lower() in hypothesis.lower() for spelling in accepted)
    ]
    return len(cases) - len(wrong), wrong


def evaluate_folder(
    model: Path, sets: Mapping[str, Path], names: Path | None, decoding: Decoding, *, yardstick: int = 300
) -> dict[str, Any]:
    """Everything that figures.json holds. `sets`: files of pairs by name, "dev" and "heldout" among them. `yardstick`:
    sentences of each set for which transformers fp32, which is slow, is measured beside CTranslate2 int8; 0: none."""
    figures: dict[str, Any] = {
        "model": model.resolve().name,
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "machine": f"{platform.machine()}, {platform.system()}",
        "engine": f"CTranslate2 int8, {decoding.describe()}",
    }
    spoken: list[str] = []
    read = {path: read_plain(path) for path in sets.values()}
    if empty := [str(path) for path, pairs in read.items() if not pairs]:
        raise InputError("nothing to measure: expected Arabic, a tab, English", [f"{path}: no rows" for path in empty])
    for name, path in sets.items():
        pairs = read[path]
        hypotheses = translate_ct2(model, [pair.arabic for pair in pairs], decoding)
        spoken += hypotheses
        figures[name] = score(hypotheses, pairs)
        figures["signatures"] = figures[name].pop("signatures")
        if yardstick:
            figures[name]["int8_against_fp32"] = _against_fp32(model, pairs[:yardstick], hypotheses, decoding)
    figures["looping"] = {"sentences": len(spoken), "looping": sum(map(loops, spoken))}
    cases = read_names(names)
    right, wrong = names_right(translate_ct2(model, [sentence for sentence, _ in cases], decoding), cases)
    figures["names"] = {"sentences": len(cases), "right": right, "wrong": wrong}
    figures["published"] = PUBLISHED
    return figures


def _against_fp32(
    model: Path, part: Sequence[Pair], hypotheses: Sequence[str], decoding: Decoding
) -> dict[str, float | int]:
    slow = score(translate_transformers(model, [pair.arabic for pair in part], decoding), part)
    fast = score(hypotheses[: len(part)], part)
    return {
        "sentences": len(part),
        "int8_bleu": fast["bleu"],
        "fp32_bleu": slow["bleu"],
        "int8_chrf": fast["chrf"],
        "fp32_chrf": slow["chrf"],
    }


class DevelopmentScorer:
    """chrF and BLEU of the averaged weights on the head of the development set, for the progress line."""

    def __init__(self, run: Path) -> None:
        self.run = run

    def __call__(self, model: "MarianMTModel", average: Path) -> str:
        words = []
        with tempfile.TemporaryDirectory() as folder:
            write_model(model, average, self.run, Path(folder))
            for name in ("dev", "heldout"):
                pairs = read_plain(self.run / f"{name}.tsv")[:SCORED_WHILE_TRAINING]
                hypotheses = translate_ct2(
                    Path(folder), [pair.arabic for pair in pairs], replace(Decoding(), beam=1, most_tokens=160)
                )
                figures = score(hypotheses, pairs)
                loop = sum(map(loops, hypotheses))
                words.append(
                    f"{name} chrF {figures['chrf']:.1f} BLEU {figures['bleu']:.1f} looping {loop}/{len(pairs)}"
                )
        return "greedy: " + "  ".join(words)


def describe(figures: dict[str, Any]) -> str:
    """The figures in a few lines."""
    lines = [f"{figures['model']}: {figures['engine']}"]
    for name in ("dev", "heldout", "unseen"):
        part = figures.get(name)
        if part is None:
            continue
        lines.append(f"{name:8} {part['sentences']} sentences  BLEU {part['bleu']:.2f}  chrF {part['chrf']:.2f}")
        if "int8_against_fp32" in part:
            lines.append(f"{'':8} {part['int8_against_fp32']}")
    lines += [f"{name:8} {figures[name]}" for name in ("looping", "names", "signatures")]
    return "\n".join(lines)


def write_figures(figures: dict[str, Any], path: Path) -> None:
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
