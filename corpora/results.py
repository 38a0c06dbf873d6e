"""Results as JSON Lines: everything known about one excerpt on one line, and back.

A line repeats no text: sides hold spans, and the texts stand once, in the excerpt. A side whose text is not its
document's (the pipeline makes none) carries its own `text` and `lang`.
"""

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from amana.corpora.output_file import new_file
from amana.corpora.record import document_to_json
from amana.corpora.results_reading import ResultReader
from amana.corpora.stable_ids import finding_ids, quote
from amana.errors import InputError
from amana.types import AlignedPair, Comparison, Document, Excerpt, Finding, Part, Side

Json = dict[str, object]


def write_results(comparisons: Iterable[Comparison], path: Path, *, overwrite: bool = False) -> None:
    """One comparison a line."""
    with new_file(path, overwrite=overwrite) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{result_line(comparison)}\n" for comparison in comparisons)


def read_results(path: Path) -> list[Comparison]:
    """What `write_results` wrote. Raises InputError with a line for every bad one."""
    comparisons, problems = [], []
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}; expected results.jsonl of `amana compare`") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            comparisons.append(ResultReader(json.loads(line)).comparison())
        except KeyError as error:
            problems.append(f"{path}:{number}: field {error} is missing")
        except (ValueError, TypeError, IndexError, RecursionError) as error:
            problems.append(f"{path}:{number}: {error}")
    if problems:
        raise InputError(f"{path} is not whole: expected results.jsonl of `amana compare`.", problems)
    return comparisons


def result_line(comparison: Comparison) -> str:
    """The comparison as one line of JSON. Half surrogates, which UTF-8 cannot hold, are escaped."""
    value = result_to_json(comparison)
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(value, allow_nan=False)
    return line


def result_to_json(comparison: Comparison) -> Json:
    excerpt = comparison.excerpt
    return {
        "excerpt": excerpt_to_json(excerpt),
        "segments": _segments(comparison.pairs),
        "pairs": [_pair(pair, excerpt) for pair in comparison.pairs],
        "findings": findings_to_json(excerpt, comparison.findings),
        "scores": {name: score if math.isfinite(score) else None for name, score in comparison.scores.items()},
        "changes": {side: [[c.step, c.count] for c in changes] for side, changes in comparison.changes.items()},
        "signature": comparison.signature,
        "model_note": comparison.model_note,
        "error": comparison.error,
    }


def excerpt_to_json(excerpt: Excerpt) -> Json:
    """The corpus record with what reading knew about it; unlike a record, it may have a problem."""
    sides = {side: document and document_to_json(document) for side, document in _sides(excerpt)}
    return {
        "id": excerpt.id,
        **sides,
        "provenance": excerpt.provenance,
        "origin": excerpt.origin,
        "notes": list(excerpt.notes),
        "problem": excerpt.problem,
    }


def findings_to_json(excerpt: Excerpt, findings: Sequence[Finding]) -> list[Json]:
    return [
        {
            "id": identifier,
            "type": f.type,
            "category": f.category,
            "severity": f.severity,
            "confidence": f.confidence,
            "message": f.message,
            "part": f.part,
            "source_span": f.source_span,
            "target_span": f.target_span,
            "source_text": quote(excerpt.source, f.part, f.source_span),
            "target_text": quote(excerpt.rendering, f.part, f.target_span),
            "check": f.check,
            "evidence": f.evidence,
        }
        for identifier, f in zip(finding_ids(excerpt, findings), findings, strict=True)
    ]


def _sides(excerpt: Excerpt) -> tuple[tuple[str, Document | None], ...]:
    return ("source", excerpt.source), ("rendering", excerpt.rendering)


def _segments(pairs: Sequence[AlignedPair]) -> Json:
    """Every sentence once, by part and side: `segments["body"]["source"][index]`."""
    found: dict[str, dict[str, dict[int, Json]]] = {}
    for pair in pairs:
        sides = found.setdefault(pair.part, {"source": {}, "rendering": {}})
        for name, side in (("source", pair.source), ("rendering", pair.rendering)):
            for s in side.segments:
                sides[name][s.index] = {"index": s.index, "text": s.text, "span": s.span, "paragraph": s.paragraph}
    return {
        part: {name: [by_index[index] for index in sorted(by_index)] for name, by_index in sides.items()}
        for part, sides in found.items()
    }


def _pair(pair: AlignedPair, excerpt: Excerpt) -> Json:
    bead = pair.bead
    return {
        "part": pair.part,
        "bead": {
            "source": bead.source,
            "target": bead.target,
            "confidence": bead.confidence,
            "crossing": bead.crossing,
        },
        "source": _side(pair.source, excerpt.source, pair.part)
        | {"support": pair.source_support, "missing": pair.source_missing},
        "rendering": _side(pair.rendering, excerpt.rendering, pair.part)
        | {"support": pair.rendering_support, "added": pair.rendering_added, "breaks": pair.rendering_breaks},
        "links": [[link.source, link.target, link.confidence] for link in pair.links],
        "hypotheses": [{"text": h.text, "score": h.score, "faults": h.faults} for h in pair.hypotheses],
    }


def _side(side: Side, document: Document | None, part: Part) -> Json:
    value: Json = {
        "span": side.span,
        "segments": [segment.index for segment in side.segments],
        "tokens": [[*token.span, folded] for token, folded in zip(side.tokens, side.folded, strict=True)],
    }
    if document is None or document.part(part) != side.part_text or document.lang != side.lang:
        value |= {"text": side.part_text, "lang": side.lang}
    return value
