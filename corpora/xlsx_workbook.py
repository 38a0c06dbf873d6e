"""A workbook for reading and sorting: a summary of the excerpts, their aligned pairs, their findings."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from amana.corpora.csv_table import COLUMNS, finding_rows
from amana.corpora.legal_text import LegalText
from amana.corpora.output_file import new_file
from amana.corpora.script import is_right_to_left, language_by_script
from amana.errors import OutputError
from amana.types import SEVERITIES, AlignedPair, Comparison

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

Cell = str | float | None
_MOST_CHARACTERS = 32_767  # of a cell; openpyxl would cut without a word
_MOST_ROWS = 1_048_576
_WIDE = {"source", "rendering", "machine translation", "source_text", "rendering_text", "message", "evidence", "error"}


def write_xlsx(comparisons: Sequence[Comparison], path: Path, *, overwrite: bool = False) -> None:
    """Sheets summary, pairs, findings. Arabic cells read from the right. Notes on what a cell cannot hold follow the
    summary's rows."""
    with new_file(path, overwrite=overwrite) as temporary:
        _workbook(comparisons).save(temporary)


def _workbook(comparisons: Sequence[Comparison]) -> "Workbook":
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheets = _Sheets(book)
    scores = sorted({name for comparison in comparisons for name in comparison.scores})
    head = ["excerpt", "publication", "alignment", "date", "url", "provenance", "pairs", "gaps", *SEVERITIES]
    # Openpyxl keeps the order in which sheets are made, and the summary's notes are known last.
    summary = sheets.new("summary", [*head, *scores, "signature", "model", "error"])
    pairs = sheets.new("pairs", ["excerpt", "part", "pair", "source", "rendering", "machine translation", "confidence"])
    findings = sheets.new("findings", list(COLUMNS))
    sheets.fill(pairs, _pair_rows(comparisons))
    sheets.fill(findings, finding_rows(comparisons))
    sheets.fill(summary, _summary_rows(comparisons, scores))
    sheets.fill(summary, ([note] for note in sheets.notes()))
    return book


class _Sheets:
    def __init__(self, book: "Workbook") -> None:
        from openpyxl.styles import Alignment, Font

        self.book = book
        self.legal = LegalText()
        self.cut: list[str] = []
        self.bold = Font(bold=True)
        self.left = Alignment(wrap_text=True, vertical="top")
        self.right = Alignment(wrap_text=True, vertical="top", horizontal="right", readingOrder=2)
        self.rows: dict[str, int] = {}

    def new(self, title: str, columns: list[str]) -> str:
        from openpyxl.cell.cell import WriteOnlyCell
        from openpyxl.utils import get_column_letter

        sheet = self.book.create_sheet(title)
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
        for number, name in enumerate(columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = 60 if name in _WIDE else 16
        heads = [WriteOnlyCell(sheet, name) for name in columns]
        for cell in heads:
            cell.font = self.bold
        sheet.append(heads)
        self.rows[title] = 1
        return title

    def fill(self, title: str, rows: Iterable[Sequence[Cell]]) -> None:
        from openpyxl.cell.cell import WriteOnlyCell

        sheet = self.book[title]
        left, right = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
        left.alignment, right.alignment = self.left, self.right
        for row in rows:
            self.rows[title] += 1
            if self.rows[title] > _MOST_ROWS:
                raise OutputError(f"sheet {title} has more than {_MOST_ROWS} rows: write csv or jsonl instead")
            place = f"{title} row {self.rows[title]}"
            cells: list[object] = []
            for value in row:
                if not isinstance(value, str):
                    cells.append(value)
                    continue
                cell = WriteOnlyCell(sheet, self._text(value, place))
                cell.data_type = "s"  # a text that begins with = stays a text
                # The style's own array: setting the alignment of each cell looks it up again and takes far longer.
                cell._style = (right if is_right_to_left(language_by_script(value) or "") else left)._style
                cells.append(cell)
            sheet.append(cells)

    def _text(self, value: str, place: str) -> str:
        text = self.legal(value)
        if len(text) > _MOST_CHARACTERS:
            self.cut.append(f"{place} holds the first {_MOST_CHARACTERS} of {len(text)} characters: see results.jsonl.")
            text = text[:_MOST_CHARACTERS]
        return text

    def notes(self) -> list[str]:
        return [note for note in (self.legal.note, *self.cut) if note]


def _summary_rows(comparisons: Sequence[Comparison], scores: Sequence[str]) -> Iterator[list[Cell]]:
    for c in comparisons:
        source = c.excerpt.source
        citation = [source.publication, source.alignment, source.date, source.url] if source else [None] * 4
        gaps = sum(pair.is_gap for pair in c.pairs)
        counts = [c.count(severity) for severity in SEVERITIES]
        figures = [_finite(c.scores.get(name)) for name in scores]
        error = c.error or c.excerpt.problem
        yield [
            c.excerpt.id, *citation, c.excerpt.provenance, len(c.pairs), gaps, *counts, *figures, c.signature,
            c.model_note, error,
        ]  # fmt: skip


def _finite(score: float | None) -> float | None:
    return score if score is not None and abs(score) != float("inf") and score == score else None


def _pair_rows(comparisons: Sequence[Comparison]) -> Iterator[list[Cell]]:
    for comparison in comparisons:
        for number, pair in enumerate(comparison.pairs, 1):
            yield [
                comparison.excerpt.id, pair.part, number, pair.source.text, pair.rendering.text, _translation(pair),
                round(pair.bead.confidence, 4),
            ]  # fmt: skip


def _translation(pair: AlignedPair) -> str:
    return " ".join(h.text + (f" [{', '.join(h.faults)}]" if h.faults else "") for h in pair.hypotheses)
