"""The fidelity table: every check's precision and recall, with the alarms on untouched renderings."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from amana.bench.bootstrap import interval, ratio_with_interval
from amana.bench.fidelity_scores import Judged, Planted, coarse, judge, judge_planted
from amana.bench.run import BenchOptions, sets
from amana.bench.tables import markdown

Record = dict[str, Any]


def table(options: BenchOptions) -> str:
    """All fidelity sets of the data folder; the bundled corpus always."""
    parts = [bundled_table(options)]
    for path in sets(options, "fidelity"):
        gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        if not gold or "en_error" not in gold[0]:
            continue
        judged = judge(gold, check(gold, options))
        parts.append(f"### {path.name}: {len(gold)} pairs\n\n" + detection_table(judged))
        parts.append("Confidence against precision:\n\n" + reliability_table(judged))
    return "\n\n".join(parts)


def check(gold: Sequence[Record], options: BenchOptions) -> list[Record]:
    """`amana check --pairs` on the items; the system sees the two texts and nothing else."""
    from amana.align.fidelity.evaluation import check_pairs
    from amana.commands.checking import context_of
    from amana.commands.inputs import load_terms
    from amana.loading import load_stages
    from amana.records import pair_builder

    stages = load_stages(model=options.model, engine=options.engine, glossary=load_terms(None))
    records = [{"id": index, "ar": item["ar"], "en": item["en_error"]} for index, item in enumerate(gold)]
    return list(check_pairs(records, pair_builder(stages), context=context_of(stages)))


def detection_table(judged: Sequence[Judged]) -> str:
    """One row a type of error, one for all. Precision of a type: of the findings of that type, on all items."""
    errors = [item for item in judged if not item.is_control]
    controls = [item for item in judged if item.is_control]
    rows: list[tuple[object, ...]] = []
    for kind in sorted({kind for item in errors for kind in item.types}):
        mine = [item for item in errors if kind in item.types]
        typed = [item for item in judged if item.has(kind)]
        right = [int(any(coarse(t) == coarse(kind) for t in item.types)) for item in typed]
        hits = [hit for item in mine if (hit := item.span_hit()) is not None]
        rows.append(
            (
                kind,
                len(mine),
                ratio_with_interval([int(bool(item.found)) for item in mine], [1] * len(mine)),
                ratio_with_interval([int(item.has(kind)) for item in mine], [1] * len(mine)),
                ratio_with_interval(right, [1] * len(typed)),
                _share_with_interval([int(item.has(kind)) for item in controls]),
                f"{sum(hits) / len(hits):.2f}" if hits else None,
            )
        )
    flagged = [int(bool(item.found)) for item in errors]
    alarms = [int(bool(item.found)) for item in controls]
    precision = sum(flagged) / max(sum(flagged) + sum(alarms), 1)
    rows.append(
        (
            "all",
            len(errors),
            ratio_with_interval(flagged, [1] * len(flagged)),
            None,
            f"{precision:.3f} ({_precision_interval(errors, controls)})",
            f"{_share_with_interval(alarms)} of {len(controls)}",
            None,
        )
    )
    heads = (
        "error",
        "items",
        "found at all",
        "found as its type",
        "precision of the type",
        "controls flagged",
        "span hit",
    )
    return markdown(heads, rows)


def _share_with_interval(hits: Sequence[int]) -> str:
    """`0.65% (0.3-1.1)`: alarms are so few that a ratio of three digits would hide them."""
    import numpy as np

    if not hits:
        return "–"
    low, high = interval(np.array(hits, dtype=np.int64)[:, None], lambda sums: sums[:, 0] / len(hits))
    return f"{sum(hits) / len(hits):.2%} ({low * 100:.1f}-{high * 100:.1f})"


def _precision_interval(errors: Sequence[Judged], controls: Sequence[Judged]) -> str:
    import numpy as np

    rows = [(int(bool(i.found)), int(bool(i.found))) for i in errors] + [(0, int(bool(i.found))) for i in controls]
    low, high = interval(np.array(rows, dtype=np.int64), lambda sums: sums[:, 0] / np.maximum(sums[:, 1], 1))
    return f"{low:.2f}-{high:.2f}"


def reliability_table(judged: Sequence[Judged]) -> str:
    """Of the findings in each band of confidence, how many are on an error and rightly typed."""
    bands = [(0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)]
    rows = []
    for low, high in bands:
        right = [
            int(coarse(kind) in {coarse(t) for t in item.types})
            for item in judged
            for kind, confidence in zip(item.found, item.confidences, strict=True)
            if low <= confidence < high
        ]
        if right:
            rows.append((f"{low:.1f}-{min(high, 1.0):.1f}", len(right), ratio_with_interval(right, [1] * len(right))))
    return markdown(("confidence", "findings", "rightly typed"), rows)


def bundled_table(options: BenchOptions) -> str:
    """The planted errors of the bundled corpus, found or not, and what the faithful half raises."""
    judged, faithful = judge_bundled(options)
    kinds = sorted({kind for item in judged for kind in item.planted})
    rows: list[tuple[str, int, int, int, int]] = []
    for kind in kinds:
        located = [hit for item in judged for k, hit in zip(item.planted, item.located, strict=True) if k == kind]
        typed = [hit for item in judged for k, hit in zip(item.planted, item.typed, strict=True) if k == kind]
        false = sum(item.false_types.count(kind) for item in judged)
        rows.append((kind, len(located), sum(located), sum(typed), false))
    total = [sum(column) for column in zip(*(row[1:] for row in rows), strict=True)]
    table = markdown(("planted", "items", "found", "as its type", "findings elsewhere"), [*rows, ("all", *total)])
    alarms = [f["severity"] for findings in faithful for f in findings if f["severity"] != "neutral"]
    said = ", ".join(f"{alarms.count(s)} {s}" for s in ("critical", "major", "minor"))
    return f"### Bundled corpus\n\n{table}\n\nOn its {len(faithful)} faithful renderings: {said}."


def judge_bundled(options: BenchOptions) -> tuple[list[Planted], list[list[Record]]]:
    """The judged excerpts with planted errors, and the findings on the faithful ones."""
    from amana.commands.inputs import bundled_corpora, load_terms, read_paths
    from amana.corpora.results import findings_to_json
    from amana.loading import load_stages
    from amana.pipeline import compare_excerpts

    folder: Path = bundled_corpora()["libya-russia"]
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {record["id"]: record for record in map(json.loads, lines)}
    stages = load_stages(model=options.model, engine=options.engine, glossary=load_terms(None))
    judged, faithful = [], []
    for comparison in compare_excerpts(read_paths(["libya-russia"]), stages):
        findings = findings_to_json(comparison.excerpt, comparison.findings)
        record = gold[comparison.excerpt.id]
        if record["planted"]:
            judged.append(judge_planted(record["planted"], findings))
        elif record["faithful"]:
            faithful.append(findings)
    return judged, faithful
