"""Count how often each fidelity rule is right on labelled sets, and write the table of confidences anew.

    python benchmarks/calibrate_fidelity.py shared/bench/fidelity/dev.jsonl [MORE.jsonl] [--translate] [--write]

A set is JSON Lines with "id", "ar", "en_error" and "type" ("none" for an untouched control). Only the two texts are
shown to the checks. A finding is right where it is of the item's type; on a control, or on an error of another type, it
is wrong, even where the corpus itself has a fault there: the table errs on the side of doubt. Rules found fewer than
MINIMUM times keep the confidence that was set by hand, and so do lines with "hand" under found: what the set
counts as wrong there was read, and is a fault of the corpus.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from amana.align.fidelity.checks import locate_findings
from amana.loading import load_stages
from amana.records import pair_builder
from amana.types import CheckContext

TABLE = Path(__file__).resolve().parent.parent / "align" / "fidelity" / "data" / "calibration.tsv"
MINIMUM = 8
BATCH = 128
# What a set calls a type, by what a finding calls it; kinds that no check claims to find are left out.
SAME = {"omission_sentence": "omission", "addition_sentence": "addition", "attribution": "hedge", "surface": "none"}
LEFT_OUT = ("other", "mistranslation", "terminology", "unrelated")


def read(paths: Sequence[Path]) -> Iterator[dict[str, str]]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            if not item["type"].startswith(LEFT_OUT):
                yield item


def count(items: Sequence[dict[str, str]], *, translate: bool) -> tuple[Counter[str], Counter[str]]:
    """How often each rule was found, and how often it was right."""
    build = pair_builder(load_stages(translate=translate))
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        for item, pairs in zip(batch, build([(item["ar"], item["en_error"]) for item in batch]), strict=True):
            gold = SAME.get(item["type"], item["type"])
            for _, finding in locate_findings(pairs, CheckContext()):
                rule = dict(finding.evidence).get("rule", "")
                found[rule] += 1
                right[rule] += SAME.get(finding.type, finding.type) == gold
    return found, right


def rewrite(table: str, found: Counter[str], right: Counter[str]) -> str:
    """The table with the measured lines changed; comments, order and hand-set lines stay."""
    lines = []
    for line in table.splitlines():
        rule, *rest = line.split("\t")
        if line.startswith("#") or not rest:
            lines.append(line)
        elif found[rule] >= MINIMUM and rest[1] != "hand":
            share = (right[rule] + 1) / (found[rule] + 2)
            lines.append(f"{rule}\t{share:.2f}\t{found[rule]}\t{right[rule]}")
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--translate", action="store_true", help="with the machine translation as a witness")
    parser.add_argument("--write", action="store_true", help="write align/fidelity/data/calibration.tsv")
    arguments = parser.parse_args()
    found, right = count(list(read(arguments.sets)), translate=arguments.translate)
    for rule, number in sorted(found.items()):
        print(f"{rule}\t{right[rule]}/{number}\t{right[rule] / number:.2f}")
    if arguments.write:
        TABLE.write_text(rewrite(TABLE.read_text(encoding="utf-8"), found, right), encoding="utf-8")


if __name__ == "__main__":
    main()
