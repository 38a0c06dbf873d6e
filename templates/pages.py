"""The page of one excerpt: everything its template needs, and nothing it has to work out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from amana.templates.bidi import Run, runs
from amana.templates.citation import Citation, cite
from amana.templates.findings import FindingView, by_severity
from amana.templates.rows import RowView, build_rows
from amana.templates.wording import PROVENANCES, SEVERITY_NAMES, TYPES, changes_text, counted
from amana.types import SEVERITIES, Comparison, Document, Excerpt, Severity

State = Literal["compared", "translated only", "no source text", "error"]
_KNOWN_SCORES = frozenset({"chrf", "source_segments", "source_rendered", "rendering_segments", "rendering_sourced"})


@dataclass(frozen=True, slots=True)
class Card:
    value: str
    label: str
    severity: Severity | None = None
    none: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter: what it selects (a type, a severity, a state), what it is called, how many it finds."""

    kind: Literal["type", "severity"]
    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class UnalignedText:
    """A side that was read and not aligned (the excerpt failed before, or has nothing to be aligned with)."""

    heading: str
    citation: Citation
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    id: str
    title: str
    title_side: Literal["rendering", "source", ""]  # whose title it is; the id has no side
    position: int
    total: int
    previous: Neighbour | None
    next: Neighbour | None
    provenance: str
    state: State
    error: tuple[Run, ...]
    source: Citation | None
    rendering: Citation | None
    cards: tuple[Card, ...]
    chips: tuple[Chip, ...]
    rows: tuple[RowView, ...]
    loose: tuple[FindingView, ...]
    findings: tuple[FindingView, ...]  # all, the worst first
    unaligned: tuple[UnalignedText, ...]
    notes: tuple[tuple[Run, ...], ...]
    changes: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    signature: str
    model_note: str

    @property
    def translated(self) -> bool:
        """Whether there is a machine translation to be turned off (not where it is all there is to read)."""
        return any(row.translations and not row.translated_only for row in self.rows)

    @property
    def linked(self) -> bool:
        """Whether any words are linked."""
        return any(row.links for row in self.rows)

    @property
    def explained(self) -> bool:
        """Whether there is anything to say about how the page was made."""
        return bool(self.changes or self.notes or self.figures or self.model_note or self.signature or self.findings)


def build_page(
    comparison: Comparison, position: int, total: int, previous: Neighbour | None, following: Neighbour | None
) -> PageView:
    """The view of one excerpt, `position` of `total`."""
    excerpt = comparison.excerpt
    rows, loose = build_rows(comparison)
    findings = by_severity([*loose, *(finding for row in rows for finding in row.findings)])
    return PageView(
        id=excerpt.id,
        title=excerpt_title(comparison),
        title_side=_title_side(excerpt),
        position=position,
        total=total,
        previous=previous,
        next=following,
        provenance=PROVENANCES[excerpt.provenance] if excerpt.provenance else "",
        state=excerpt_state(comparison),
        error=runs(failure(comparison)),
        source=cite(excerpt.source) if excerpt.source else None,
        rendering=cite(excerpt.rendering) if excerpt.rendering else None,
        cards=_cards(comparison),
        chips=_chips(findings),
        rows=rows,
        loose=loose,
        findings=findings,
        unaligned=() if rows else _unaligned(excerpt.rendering, excerpt.source),
        notes=tuple(runs(note) for note in excerpt.notes),
        changes=tuple((side, changes_text(changes)) for side, changes in comparison.changes.items() if changes),
        figures=tuple(
            (name.replace("_", " "), f"{value:g}")
            for name, value in sorted(comparison.scores.items())
            if name not in _KNOWN_SCORES
        ),
        signature=comparison.signature,
        model_note=comparison.model_note,
    )


def excerpt_title(comparison: Comparison) -> str:
    """What an excerpt is called: the rendering's title, else the source's, else its id."""
    excerpt = comparison.excerpt
    side = {"rendering": excerpt.rendering, "source": excerpt.source, "": None}[_title_side(excerpt)]
    return side.title or "" if side else excerpt.id


def _title_side(excerpt: Excerpt) -> Literal["rendering", "source", ""]:
    if excerpt.rendering and (excerpt.rendering.title or "").strip():
        return "rendering"
    return "source" if excerpt.source and (excerpt.source.title or "").strip() else ""


def failure(comparison: Comparison) -> str:
    """Why an excerpt could not be compared, with its file and line where the reason does not name them; else empty."""
    error, origin = comparison.error or comparison.excerpt.problem or "", comparison.excerpt.origin
    return f"{error} ({origin})" if error and origin and origin not in error else error


def excerpt_state(comparison: Comparison) -> State:
    """Whether there was something to compare."""
    excerpt = comparison.excerpt
    if comparison.error or excerpt.problem:
        return "error"
    if not _has_text(excerpt.source):
        return "no source text"
    return "compared" if _has_text(excerpt.rendering) else "translated only"


def share_text(comparison: Comparison, of: str, total: str) -> str:
    """ "6 / 7" from two scores; empty where one is missing."""
    scores = comparison.scores
    return f"{scores[of]:.0f} / {scores[total]:.0f}" if of in scores and total in scores else ""


def chrf_text(comparison: Comparison) -> str:
    """chrF with one decimal; empty where it was not computed."""
    return f"{comparison.scores['chrf']:.1f}" if "chrf" in comparison.scores else ""


def _has_text(document: Document | None) -> bool:
    return document is not None and bool(document.text.strip() or (document.title or "").strip())


def _cards(comparison: Comparison) -> tuple[Card, ...]:
    cards = []
    if excerpt_state(comparison) == "compared":
        for severity in reversed(SEVERITIES):
            count = comparison.count(severity)
            cards.append(Card(str(count), SEVERITY_NAMES[severity], severity, none=not count))
    figures = (
        (share_text(comparison, "source_rendered", "source_segments"), "source sentences rendered"),
        (share_text(comparison, "rendering_sourced", "rendering_segments"), "rendering sentences with a source"),
        (chrf_text(comparison), "chrF, rendering vs MT"),
    )
    cards += [Card(value, label) for value, label in figures if value]
    return tuple(cards)


def _chips(findings: Sequence[FindingView]) -> tuple[Chip, ...]:
    severities = Counter(finding.severity for finding in findings)
    types = Counter(finding.type for finding in findings)
    return (
        *(
            Chip("severity", severity, SEVERITY_NAMES[severity], severities[severity])
            for severity in reversed(SEVERITIES)
            if severities[severity]
        ),
        *(Chip("type", kind, label, types[kind]) for kind, label in TYPES.items() if types[kind]),
    )


def _unaligned(rendering: Document | None, source: Document | None) -> tuple[UnalignedText, ...]:
    sides = (("Rendering", rendering), ("Source", source))
    return tuple(
        UnalignedText(heading, cite(side), tuple(line for line in side.text.splitlines() if line.strip()))
        for heading, side in sides
        if side is not None and side.text.strip()
    )


def neighbour(comparison: Comparison, href: str) -> Neighbour:
    """A link to another page of the report."""
    return Neighbour(href, excerpt_title(comparison))


def findings_text(comparison: Comparison) -> str:
    """How many findings, in words: "2 findings and 1 declared"."""
    declared = comparison.count("neutral")
    found = len(comparison.findings) - declared
    parts = [counted(found, "finding") if found else "no findings", f"{declared} declared" if declared else ""]
    return " and ".join(part for part in parts if part) + (", the most severe first" if found > 1 else "")
