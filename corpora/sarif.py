"""Findings as SARIF 2.1.0, for pipelines and editors that show analysis results.

The texts are embedded as artifacts, one a part and side, so that every region resolves without the corpus file.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote as percent

from amana.corpora.output_file import new_file
from amana.corpora.sarif_rules import RULE_INDICES, RULES
from amana.corpora.stable_ids import finding_ids, quote
from amana.types import Comparison, Document, Excerpt, Finding, Part, Severity, Span
from amana.version import __version__

Json = dict[str, object]
LEVELS: dict[Severity, str] = {"critical": "error", "major": "error", "minor": "warning", "neutral": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write_sarif(comparisons: Sequence[Comparison], path: Path, *, overwrite: bool = False) -> None:
    """One run with a result for each finding, and a notification for each excerpt that could not be compared."""
    with new_file(path, overwrite=overwrite) as temporary:
        text = json.dumps(sarif_log(comparisons), ensure_ascii=False)
        # Half surrogates cannot be UTF-8: they stand as the escapes that JSON has for them.
        temporary.write_text(text.encode("utf-8", "backslashreplace").decode(), encoding="utf-8", newline="\n")


def sarif_log(comparisons: Sequence[Comparison]) -> Json:
    artifacts = _Artifacts()
    results = [result for comparison in comparisons for result in _results(comparison, artifacts)]
    errors = [(c.excerpt, c.error or c.excerpt.problem) for c in comparisons if c.error or c.excerpt.problem]
    notifications = [
        {"level": "error", "message": {"text": f"{excerpt.origin or excerpt.id}: {error}"}, **_logical(excerpt)}
        for excerpt, error in errors
    ]
    signatures = sorted({c.signature for c in comparisons if c.signature})
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "amana", "version": __version__, "rules": RULES}},
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": not errors, "toolExecutionNotifications": notifications}],
                "artifacts": artifacts.values,
                "results": results,
                "properties": {"signatures": signatures},
            }
        ],
    }


class _Artifacts:
    """The texts that results point into, each once, in the order of first use."""

    def __init__(self) -> None:
        self.values: list[Json] = []
        self._indices: dict[str, int] = {}

    def location(self, excerpt: Excerpt, side: str, part: Part, span: Span) -> Json:
        document = excerpt.source if side == "source" else excerpt.rendering
        assert document is not None  # noqa: S101  (the caller has looked)
        text = document.part(part)
        uri = f"{percent(excerpt.id, safe='')}/{side}.{part}.txt"
        if uri not in self._indices:
            self._indices[uri] = len(self.values)
            self.values.append({"location": {"uri": uri}, "mimeType": "text/plain", "contents": {"text": text}})
        region = _region(text, span)
        return {
            "physicalLocation": {"artifactLocation": {"uri": uri, "index": self._indices[uri]}, "region": region},
            "message": {"text": f"{side}, {part}"},
            **_logical_of(excerpt),
        }


def _region(text: str, span: Span) -> Json:
    """Offsets and, for viewers that want them, lines and columns, counted from 1."""
    start, end = span
    return {
        "charOffset": start,
        "charLength": end - start,
        "startLine": text.count("\n", 0, start) + 1,
        "startColumn": start - text.rfind("\n", 0, start),
        "endLine": text.count("\n", 0, end) + 1,
        "endColumn": end - text.rfind("\n", 0, end),
        "snippet": {"text": text[start:end]},
    }


def _logical_of(excerpt: Excerpt) -> Json:
    return {"logicalLocations": [{"name": excerpt.id, "fullyQualifiedName": excerpt.id, "kind": "excerpt"}]}


def _logical(excerpt: Excerpt) -> Json:
    return {"locations": [_logical_of(excerpt)]}


def _results(comparison: Comparison, artifacts: _Artifacts) -> list[Json]:
    excerpt = comparison.excerpt
    ids = finding_ids(excerpt, comparison.findings)
    return [_result(excerpt, f, name, artifacts) for name, f in zip(ids, comparison.findings, strict=True)]


def _result(excerpt: Excerpt, finding: Finding, name: str, artifacts: _Artifacts) -> Json:
    sides: tuple[tuple[str, Document | None, Span | None], ...] = (
        ("rendering", excerpt.rendering, finding.target_span),
        ("source", excerpt.source, finding.source_span),
    )
    places = [
        artifacts.location(excerpt, side, finding.part, span)
        for side, document, span in sides
        if document is not None and span is not None
    ]
    related = [{"id": number, **place} for number, place in enumerate(places[1:], 1)]
    return {
        "ruleId": finding.type,
        "ruleIndex": RULE_INDICES[finding.type],
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message},
        # The rendering is what is checked, so it comes first; an omission has its place in the source alone.
        "locations": places[:1] or [_logical_of(excerpt)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"amanaFindingId/v1": name},
        "rank": round(100 * finding.confidence, 2),
        "properties": {
            "category": finding.category,
            "severity": finding.severity,
            "confidence": finding.confidence,
            "check": finding.check,
            "evidence": [f"{what}: {said}" for what, said in finding.evidence],
            "sourceText": quote(excerpt.source, finding.part, finding.source_span),
            "renderingText": quote(excerpt.rendering, finding.part, finding.target_span),
        },
    }
