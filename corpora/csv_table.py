"""Findings as CSV, one a row. UTF-8 with a byte order mark, without which Excel takes Arabic for Windows-1252."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from amana.corpora.legal_text import LegalText, guard_formula
from amana.corpora.output_file import new_file
from amana.corpora.stable_ids import finding_ids, quote
from amana.types import Comparison

COLUMNS = (
    "excerpt", "finding", "severity", "type", "category", "confidence", "part", "message", "source_text",
    "rendering_text", "source_start", "source_end", "rendering_start", "rendering_end", "check", "evidence",
    "publication", "date", "url", "origin",
)  # fmt: skip


def write_csv(comparisons: Iterable[Comparison], path: Path, *, overwrite: bool = False) -> None:
    """A row for each finding, and one for each excerpt that could not be compared (type `error`)."""
    legal = LegalText()
    with (
        new_file(path, overwrite=overwrite) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in finding_rows(comparisons):
            writer.writerow([guard_formula(legal(cell)) if isinstance(cell, str) else cell for cell in row])


def finding_rows(comparisons: Iterable[Comparison]) -> Iterator[list[str | float | None]]:
    """The cells under COLUMNS, unguarded."""
    for comparison in comparisons:
        excerpt = comparison.excerpt
        source = excerpt.source
        citation = [source.publication, source.date, source.url] if source else [None, None, None]
        error = comparison.error or excerpt.problem
        if error:
            blank = [None] * 12
            yield [excerpt.id, "", "", "error", "", None, "", error, *blank[:8], *citation, excerpt.origin]
        for identifier, f in zip(finding_ids(excerpt, comparison.findings), comparison.findings, strict=True):
            yield [
                excerpt.id, identifier, f.severity, f.type, f.category, round(f.confidence, 4), f.part, f.message,
                quote(source, f.part, f.source_span), quote(excerpt.rendering, f.part, f.target_span),
                *(f.source_span or (None, None)), *(f.target_span or (None, None)),
                f.check, "; ".join(f"{what}: {said}" for what, said in f.evidence), *citation, excerpt.origin,
            ]  # fmt: skip
