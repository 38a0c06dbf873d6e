"""The word links table: alignment error rate on hand-made links (Och & Ney 2003; every gold link is sure)."""

import json
import time
from typing import Any

from amana.bench.bootstrap import interval
from amana.bench.run import BenchOptions, sets
from amana.bench.tables import markdown

Record = dict[str, Any]


def table(options: BenchOptions) -> str:
    """AER, precision and recall of `amana align --words`; links that touch punctuation are ignored on both sides."""
    import numpy as np

    from amana.align.words import align_token_records

    rows = []
    for path in sets(options, "wordalign"):
        gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        began = time.perf_counter()
        results = list(align_token_records(gold))
        seconds = time.perf_counter() - began
        counts = np.array([_counts(g, r) for g, r in zip(gold, results, strict=True)], dtype=np.int64)
        hits, said, true = counts.sum(axis=0).tolist()

        def error_rate(sums: "np.ndarray[Any, np.dtype[np.int64]]") -> "np.ndarray[Any, np.dtype[np.float64]]":
            return np.asarray(1 - 2 * sums[:, 0] / np.maximum(sums[:, 1] + sums[:, 2], 1), dtype=np.float64)

        low, high = interval(counts, error_rate)
        aer = 1 - 2 * hits / max(said + true, 1)
        rows.append(
            (
                path.name,
                len(gold),
                f"{aer:.3f} ({low:.3f}-{high:.3f})",
                hits / max(said, 1),
                hits / max(true, 1),
                len(gold) / seconds,
            )
        )
    if not rows:
        return "No set of word links in the data folder (wordalign/*.jsonl with id, ar, en, links): not run."
    return markdown(("set", "pairs", "AER", "precision", "recall", "pairs/s, encoding included"), rows)


def _counts(gold: Record, result: Record) -> tuple[int, int, int]:
    def is_word(i: int, j: int) -> bool:
        return all(any(c.isalnum() for c in word) for word in (gold["ar"][i], gold["en"][j]))

    true = {(i, j) for i, j in gold["links"]}
    said = {(i, j) for i, j in result["links"] if is_word(i, j)}
    return len(true & said), len(said), len(true)
