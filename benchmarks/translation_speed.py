"""Speed and quality of both engines on the same sentences, in one run.

    python benchmarks/translation_speed.py FILE.tsv [--lines 100] [--model M] [--beam 4] [--threads N]

FILE.tsv holds lines of "id, source, translation". Prints target pieces per second (decoding alone: the model is loaded
and warm), and sacreBLEU's BLEU and chrF with their signatures. The translation memory is not used.
"""

import argparse
import os
import platform
import time
from datetime import UTC, datetime
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

from amana.translate.loading import ENGINES, make_translator
from amana.translate.marian import find_model
from amana.translate.pieces import Pieces


def processor() -> str:
    """The processor's name, where the system tells."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.processor())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--lines", type=int, default=100)
    parser.add_argument("--model")
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    options = parser.parse_args()

    rows = [line.split("\t") for line in options.file.read_text(encoding="utf-8").splitlines()]
    step = max(1, len(rows) // options.lines)  # spread over the file: its parts differ
    rows = rows[::step][: options.lines]
    sources, translations = [row[1] for row in rows], [row[2] for row in rows]
    pieces = Pieces(find_model(options.model))

    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {processor()}, {options.threads} threads, load {load}")
    print(f"{len(rows)} sentences of {options.file.name}, {sum(len(pieces.source(s)) for s in sources)} source pieces")
    for engine in ENGINES:
        translator = make_translator(options.model, engine, options.beam, memory=False, threads=options.threads)
        translator.translate(sources[:2])
        started = time.perf_counter()
        hypotheses = translator.translate(sources)
        seconds = time.perf_counter() - started
        texts = [hypothesis.text for hypothesis in hypotheses]
        produced = sum(len(pieces.target(text)) + 1 for text in texts)
        faulty = sum(bool(hypothesis.faults) for hypothesis in hypotheses)
        print(f"\n{translator.signature}\n  {produced / seconds:.0f} target pieces/s ({produced} in {seconds:.1f} s)")
        for metric in (BLEU(), CHRF()):
            score = metric.corpus_score(texts, [translations])
            print(f"  {score.format(width=1)}   {metric.get_signature()}")
        print(f"  {faulty} of {len(rows)} marked as faulty")


if __name__ == "__main__":
    main()
