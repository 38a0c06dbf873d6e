"""The names table: pairs of an Arabic and a Latin name that are one name, or two."""

import json
from typing import Any

from amana.bench.bootstrap import interval
from amana.bench.run import BenchOptions, sets
from amana.bench.tables import markdown

Record = dict[str, Any]


def table(options: BenchOptions) -> str:
    """Precision, recall and F1 of `amana check --names`, and the share of each kind of pair that was matched."""
    parts = []
    for path in sets(options, "names"):
        gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        if gold and "label" in gold[0]:
            parts.append(f"### {path.name}: {len(gold)} pairs\n\n{_table(gold)}")
    return "\n\n".join(parts) or "No set of names in the data folder (names/*.jsonl with id, ar, en, label): not run."


def _table(gold: list[Record]) -> str:
    import numpy as np

    from amana.align.names import check_names

    matched = [bool(result["match"]) for result in check_names(gold)]
    # Exonyms need a gazetteer (Hebron for الخليل): shown by kind, left out of the totals, as in the set's own scorer.
    rows = [
        (int(hit and item["label"]), int(hit), int(item["label"]))
        for item, hit in zip(gold, matched, strict=True)
        if item["pair_type"] != "exonym"
    ]
    counts = np.array(rows, dtype=np.int64)

    def f1(sums: "np.ndarray[Any, np.dtype[np.int64]]") -> "np.ndarray[Any, np.dtype[np.float64]]":
        return np.asarray(2 * sums[:, 0] / np.maximum(sums[:, 1] + sums[:, 2], 1), dtype=np.float64)

    right, said, true = counts.sum(axis=0).tolist()
    low, high = interval(counts, f1)
    lines = [
        ("precision", right / max(said, 1), None),
        ("recall", right / max(true, 1), None),
        ("F1", 2 * right / max(said + true, 1), f"{low:.3f}-{high:.3f}"),
    ]
    for kind in sorted({item["pair_type"] for item in gold}):
        hits = [hit for item, hit in zip(gold, matched, strict=True) if item["pair_type"] == kind]
        lines.append((f"matched of {kind}", sum(hits) / len(hits), f"{len(hits)} pairs"))
    return markdown(("figure", "value", "interval or size"), lines)
