"""How often faithful pairs are flagged: the false alarms of every check, on text in which nothing was changed.

    python benchmarks/faithful_text.py [FILE.tsv ...] [--rows FILE] [--pairs N] [--seed 1] [--show TYPE ...]

A file holds Arabic, tab, English; without any, those of corpora/newswire. `--rows` takes the rows that a list names
(`file <tab> numbers of lines`); newswire_unread.tsv names 3,000 whose findings nobody had read when the checks were
last changed, so that they tell how the checks do on text they were not mended by. `--pairs` draws that many by the
seed. Printed: the share that is flagged with its 95 % interval, and the pairs by type of finding; with
`--show` the pairs themselves, to be read: published translations hold true faults, which count as false here.
"""

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from word_means import CORPUS

from amana.align.fidelity.checks import run_checks
from amana.align.fidelity.glossary import bundled_glossary
from amana.bench.bootstrap import interval
from amana.loading import load_stages
from amana.records import pair_builder
from amana.types import CheckContext, Finding

BATCH = 128


def read(files: Sequence[Path], rows: Path | None) -> list[tuple[str, str]]:
    """Arabic and English, in order. Lines without a tab are left out (a heading, a comment)."""
    wanted: dict[str, set[int]] = {}
    for line in rows.read_text(encoding="utf-8").splitlines() if rows else ():
        name, numbers = line.split("\t")
        wanted[name] = {int(number) for number in numbers.split(",")}
    found = []
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            cells = line.split("\t")
            if len(cells) >= 2 and (not rows or number in wanted.get(path.name, ())):
                found.append((cells[0], cells[1]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE.tsv")
    parser.add_argument("--rows", type=Path, metavar="FILE")
    parser.add_argument("--pairs", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", nargs="*", default=[], metavar="TYPE")
    options = parser.parse_args()
    texts = read(options.files or sorted(CORPUS.glob("*.tsv")), options.rows)
    if not texts:
        parser.error("no pair was found: expected lines of Arabic, tab, English; with --rows, files that it names")
    if options.pairs and options.pairs < len(texts):
        texts = random.Random(options.seed).sample(texts, options.pairs)
    build, context = pair_builder(load_stages(translate=False)), CheckContext(glossary=bundled_glossary())
    flagged, types = list[int](), Counter[str]()
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        for text, pairs in zip(batch, build(batch), strict=True):
            findings = [finding for finding in run_checks(pairs, context) if finding.severity != "neutral"]
            flagged.append(bool(findings))
            types.update({finding.type for finding in findings})
            show(text, [finding for finding in findings if finding.type in options.show])
    low, high = interval(np.array(flagged, dtype=np.int64)[:, None], lambda sums: sums[:, 0] / len(flagged))
    print(f"{sum(flagged)} of {len(flagged)} flagged: {np.mean(flagged):.1%} ({low:.1%}-{high:.1%})")
    print(", ".join(f"{name} {count}" for name, count in types.most_common()))


def show(text: tuple[str, str], findings: Sequence[Finding]) -> None:
    if findings:
        print(*text, *(f"  {finding.type} {finding.confidence}: {finding.message}" for finding in findings), sep="\n")


if __name__ == "__main__":
    main()
