"""The rows of a comparison: what each side shows, how it is marked, and what is said about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from amana.templates.bidi import Direction, Run, direction, runs
from amana.templates.findings import FindingView, Placed, place_findings, view_finding
from amana.templates.marking import Mark, Piece, Word, cut, touches
from amana.templates.stretches import shown_pairs, shown_spans
from amana.templates.wording import fault_text, finding_label, ranges
from amana.types import SEVERITIES, AlignedPair, Comparison, Link, Severity, Side, Span

# Below this calibrated confidence a row says how sure the alignment is.
LOW_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class GapView:
    message: str
    severity: Severity | None = None  # of the finding that the gap is; None where no check looked


@dataclass(frozen=True, slots=True)
class CellView:
    """One side of a row. `numbers` are its sentences as a reader counts them."""

    lang: str
    dir: Direction
    numbers: str
    pieces: tuple[Piece, ...]
    gap: GapView | None = None


@dataclass(frozen=True, slots=True)
class TranslationView:
    text: tuple[Run, ...]  # what was not translated stands in it as it was
    fault: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    anchor: str
    title: bool
    source: CellView
    rendering: CellView
    translations: tuple[TranslationView, ...]
    translated_only: bool  # there is no rendering of this part at all: the machine translation is what there is to read
    findings: tuple[FindingView, ...]
    notes: tuple[str, ...]
    links: str  # "source-rendering" token indices


def build_rows(comparison: Comparison) -> tuple[tuple[RowView, ...], tuple[FindingView, ...]]:
    """The rows in the order of the pairs, and the findings that belong to no row."""
    pairs = shown_pairs(comparison.pairs)
    shown = tuple(zip(shown_spans(pairs, "source"), shown_spans(pairs, "rendering"), strict=True))
    placed = place_findings(comparison.findings, pairs, shown)
    anchors: dict[str, int] = {}
    cells = [_cells(pair, shown[row], placed, anchors) for row, pair in enumerate(pairs)]
    rows = tuple(
        RowView(
            anchor=f"r{row + 1}",
            title=pair.part == "title",
            source=_with_gap(cells[row][0], pair, "source", shown[row], placed),
            rendering=_with_gap(cells[row][1], pair, "rendering", shown[row], placed),
            translations=tuple(TranslationView(runs(h.text), fault_text(h.faults)) for h in pair.hypotheses),
            translated_only=not pair.rendering.part_text.strip(),
            findings=tuple(
                view_finding(item, comparison, _jump(item.number, anchors)) for item in _of_row(placed, row)
            ),
            notes=_notes(pair),
            links=" ".join(f"{link.source}-{link.target}" for link in _word_links(pair)),
        )
        for row, pair in enumerate(pairs)
    )
    loose = tuple(view_finding(item, comparison, f"f{item.number}") for item in placed if item.row is None)
    return rows, loose


def _of_row(placed: Sequence[Placed], row: int) -> list[Placed]:
    return [item for item in placed if item.row == row]


def _jump(number: int, anchors: dict[str, int]) -> str:
    """Where the list of findings leads: the mark in the rendering, else in the source, else the entry in the row."""
    return next((anchor for anchor in (f"f{number}-t", f"f{number}-s") if anchor in anchors), f"f{number}")


def _cells(
    pair: AlignedPair, shown: tuple[Span, Span], placed: Sequence[Placed], anchors: dict[str, int]
) -> tuple[CellView, CellView]:
    source = _marks(pair, placed, "s", shown[0], anchors)
    rendering = _marks(pair, placed, "t", shown[1], anchors)
    links = _word_links(pair)
    return (
        _cell(pair.source, shown[0], source, {link.source for link in links}),
        _cell(pair.rendering, shown[1], rendering, {link.target for link in links}),
    )


def _word_links(pair: AlignedPair) -> list[Link]:
    """The links between words. That a full stop renders a full stop is nothing to be pointed at."""
    return [
        link
        for link in pair.links
        if any(map(str.isalnum, pair.source.tokens[link.source].text))
        and any(map(str.isalnum, pair.rendering.tokens[link.target].text))
    ]


def _marks(
    pair: AlignedPair, placed: Sequence[Placed], side: str, shown: Span, anchors: dict[str, int]
) -> tuple[Mark, ...]:
    """The marks of every finding that is seen in this stretch. An anchor goes to a finding's first mark on each side:
    `anchors` holds those that are given."""
    marks = []
    for item in placed:
        finding = item.finding
        span = finding.source_span if side == "s" else finding.target_span
        if finding.part != pair.part or span is None or not touches(span, shown):
            continue
        anchor = f"f{item.number}-{side}"
        marks.append(
            Mark(item.number, finding.severity, finding_label(finding), span, "" if anchor in anchors else anchor)
        )
        anchors.setdefault(anchor, item.number)
    return tuple(marks)


def _cell(side: Side, shown: Span, marks: Sequence[Mark], linked: set[int]) -> CellView:
    words = tuple(Word(index, side.tokens[index].span) for index in sorted(linked))
    paragraphs = [after.span[0] for before, after in pairwise(side.segments) if before.paragraph != after.paragraph]
    return CellView(
        lang=side.lang,
        dir=direction(side.lang),
        numbers=ranges(tuple(segment.index + 1 for segment in side.segments)),
        pieces=cut(side.part_text, shown, marks, words, paragraphs),
    )


def _with_gap(
    cell: CellView, pair: AlignedPair, side: str, shown: tuple[Span, Span], placed: Sequence[Placed]
) -> CellView:
    """The cell, with what its gap means where it is one. A side that has no text at all has no gaps."""
    own, bead = (pair.source, pair.bead.source) if side == "source" else (pair.rendering, pair.bead.target)
    if bead or not own.part_text.strip():
        return cell
    worst = max(_gap_severities(pair, side, shown, placed), key=SEVERITIES.index, default=None)
    if worst == "neutral" and any(piece.text for piece in cell.pieces):
        return cell  # the mark of the cut stands there and says it
    several = len(pair.bead.source) + len(pair.bead.target) > 1
    gap = GapView(_gap_message(side, worst, "these sentences" if several else "this sentence"), worst)
    return replace(cell, gap=gap)


def _gap_severities(pair: AlignedPair, side: str, shown: tuple[Span, Span], placed: Sequence[Placed]) -> list[Severity]:
    """Of every omission (or addition, where the source is missing) that covers some of the text beside the gap: one
    finding may cover several rows."""
    found = []
    for item in placed:
        finding = item.finding
        span, beside = (finding.target_span, shown[1]) if side == "source" else (finding.source_span, shown[0])
        if finding.part == pair.part and finding.type == ("addition" if side == "source" else "omission"):
            found += [finding.severity] if span and touches(span, beside) else []
    return found


def _gap_message(side: str, severity: Severity | None, what: str) -> str:
    if side == "rendering":
        if severity == "neutral":
            return "Left out, and the rendering says so."
        if severity is None:
            return f"No rendering of {what}."
        return f"No rendering of {what}, and no mark of an omission."
    if severity == "neutral":
        return "Added, and the rendering says so."
    return f"Nothing in the source for {what}."


def _notes(pair: AlignedPair) -> tuple[str, ...]:
    notes = []
    if pair.bead.crossing:
        notes.append("Out of order: the rendering moved this against its neighbours.")
    if pair.bead.confidence < LOW_CONFIDENCE:
        notes.append(f"Alignment uncertain: confidence {pair.bead.confidence:.2f}.")
    return tuple(notes)
