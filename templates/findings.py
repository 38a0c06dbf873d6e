"""Findings as a page shows them: numbered in reading order, each in the row it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

from amana.templates.bidi import Run, runs, whole
from amana.templates.marking import touches
from amana.templates.wording import SEVERITY_NAMES, finding_label
from amana.types import SEVERITIES, AlignedPair, Comparison, Document, Finding, Severity, Span

WITNESS = "machine translation"  # what checks call the line of evidence that the witness gave


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its number on the page, and the row that lists it (None: it concerns the whole excerpt)."""

    number: int
    finding: Finding
    row: int | None


@dataclass(frozen=True, slots=True)
class FindingView:
    number: int
    anchor: str
    jump: str  # the anchor of its mark in the text, or its own where no text is marked
    type: str
    severity: Severity
    severity_name: str
    label: str
    message: tuple[Run, ...]
    confidence: str
    witness: str  # "MT agrees with the source"; empty where it was of no help
    evidence: tuple[tuple[str, tuple[Run, ...]], ...]


def place_findings(
    findings: Sequence[Finding], pairs: Sequence[AlignedPair], shown: Sequence[tuple[Span, Span]]
) -> tuple[Placed, ...]:
    """Every finding, in the order of the rows and of the text within a row. `shown`: the (source, rendering) span of
    each row."""
    rows = [_row(finding, pairs, shown) for finding in findings]
    order = sorted(range(len(findings)), key=lambda i: (rows[i] is not None, rows[i] or 0, _position(findings[i]), i))
    return tuple(Placed(number, findings[i], rows[i]) for number, i in enumerate(order, 1))


def _row(finding: Finding, pairs: Sequence[AlignedPair], shown: Sequence[tuple[Span, Span]]) -> int | None:
    """The row that shows most of its spans; where each is in another row, an addition goes with the rendering, anything
    else with the source."""
    best: tuple[int, int] = (0, 0)
    chosen: int | None = None
    for row, pair in enumerate(pairs):
        if pair.part != finding.part:
            continue
        in_source = finding.source_span is not None and touches(finding.source_span, shown[row][0])
        in_rendering = finding.target_span is not None and touches(finding.target_span, shown[row][1])
        preferred = in_rendering if finding.type == "addition" else in_source
        fit = (in_source + in_rendering, int(preferred))
        if fit > best:
            best, chosen = fit, row
    return chosen


def _position(finding: Finding) -> int:
    span = finding.source_span or finding.target_span
    return span[0] if span else 0


def view_finding(placed: Placed, comparison: Comparison, jump: str) -> FindingView:
    """A finding in words, with what it rests on."""
    finding = placed.finding
    excerpt = comparison.excerpt
    quotes = (
        ("In the source", _quoted(excerpt.source, finding, finding.source_span)),
        ("In the rendering", _quoted(excerpt.rendering, finding, finding.target_span)),
    )
    evidence = (
        *((name, quote) for name, quote in quotes if quote),
        *((name[:1].upper() + name[1:], runs(value)) for name, value in finding.evidence),
        ("Category", runs(f"{finding.category} (MQM)")),
        ("Found by", runs(finding.check)),
    )
    return FindingView(
        number=placed.number,
        anchor=f"f{placed.number}",
        jump=jump,
        type=finding.type,
        severity=finding.severity,
        severity_name=SEVERITY_NAMES[finding.severity],
        label=finding_label(finding),
        message=runs(finding.message),
        confidence=f"{finding.confidence:.2f}",
        witness=next((f"MT {value}" for name, value in finding.evidence if name == WITNESS), ""),
        evidence=evidence,
    )


def by_severity(findings: Sequence[FindingView]) -> tuple[FindingView, ...]:
    """The worst first, otherwise in reading order."""
    return tuple(sorted(findings, key=lambda finding: (-SEVERITIES.index(finding.severity), finding.number)))


def _quoted(document: Document | None, finding: Finding, span: Span | None) -> tuple[Run, ...]:
    if document is None or span is None or span[0] == span[1]:
        return ()
    return whole(document.part(finding.part)[span[0] : span[1]], document.lang)
