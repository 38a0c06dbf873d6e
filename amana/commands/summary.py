"""The table that `amana compare` prints, and its exit code."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from amana.types import SEVERITIES, Comparison, Severity

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

CLEAN, FOUND, FAILED = 0, 1, 2
_WIDTH_OF_FILES = 120  # at least, where no terminal says how wide it is
_WIDE = 100  # from here on, headings are written out
_HEADINGS = ("rendered", "critical", "major", "minor", "neutral", "chrF")
_SHORT_HEADINGS = ("rend.", "crit.", "major", "minor", "neut.", "chrF")
_ROOM_FOR_FINDINGS = 12  # the longest kind: terminology, attribution


def exit_code(comparisons: Sequence[Comparison], bar: Severity | None) -> int:
    """2 where any excerpt could not be compared, else 1 where a finding reaches the bar, else 0."""
    if any(comparison.error for comparison in comparisons):
        return FAILED
    if bar is None:
        return CLEAN
    reached = SEVERITIES[SEVERITIES.index(bar) :]
    return FOUND if any(f.severity in reached for c in comparisons for f in c.findings) else CLEAN


def print_summary(comparisons: Sequence[Comparison], written: Sequence[Path], bar: Severity | None) -> int:
    """Print one row an excerpt, what could not be compared, totals, and where everything is. Returns the exit code."""
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        needed = _width_but_findings(comparisons, _HEADINGS) + _ROOM_FOR_FINDINGS
        console = Console(width=max(_WIDTH_OF_FILES, console.width, needed))
    with suppress(SystemExit):  # rich's answer to `amana compare ... | head`: the exit code stays the comparison's
        _print(console, comparisons, written)
    return exit_code(comparisons, bar)


def _print(console: "Console", comparisons: Sequence[Comparison], written: Sequence[Path]) -> None:
    console.print(_table(comparisons, console.width))
    failed = [comparison for comparison in comparisons if comparison.error]
    if failed:
        console.print()
    for comparison in failed:
        excerpt = comparison.excerpt
        where = "" if not excerpt.origin or excerpt.origin in (comparison.error or "") else f" ({excerpt.origin})"
        _print_line(console, f"{excerpt.id}{where}: {comparison.error}")
    totals = Counter(finding.severity for comparison in comparisons for finding in comparison.findings)
    listed = ", ".join(f"{totals[severity]} {severity}" for severity in reversed(SEVERITIES))
    excerpts = "1 excerpt" if len(comparisons) == 1 else f"{len(comparisons)} excerpts"
    _print_line(console, f"\n{excerpts}: {listed}" + (f"; {len(failed)} could not be compared" if failed else ""))
    for path in written:
        _print_line(console, str(path))


def _print_line(console: "Console", line: str) -> None:
    console.print(line, soft_wrap=True, highlight=False, markup=False, emoji=False)


def _table(comparisons: Sequence[Comparison], width: int) -> "Table":
    """An id is what a reader copies, so the list of findings gives way to it."""
    from rich.table import Table
    from rich.text import Text

    headings = _HEADINGS if width >= _WIDE else _SHORT_HEADINGS
    needed = _width_but_findings(comparisons, headings)
    listed = needed + _ROOM_FOR_FINDINGS <= width
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("excerpt", no_wrap=needed <= width, overflow="fold")
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    if listed:
        table.add_column("findings", overflow="fold")
    for comparison in comparisons:
        cells = [comparison.excerpt.id, *_figures(comparison), *([_what(comparison)] if listed else [])]
        table.add_row(*map(Text, cells))
    return table


def _width_but_findings(comparisons: Sequence[Comparison], headings: Sequence[str]) -> int:
    longest = max((len(comparison.excerpt.id) for comparison in comparisons), default=0)
    return max(longest, len("excerpt")) + sum(len(heading) + 2 for heading in headings) + 2


def _figures(comparison: Comparison) -> list[str]:
    scores = comparison.scores
    rendered = f"{scores['source_rendered']:.0f}/{scores['source_segments']:.0f}" if "source_rendered" in scores else ""
    chrf = f"{scores['chrf']:.1f}" if "chrf" in scores else ""
    return [rendered, *(str(comparison.count(severity) or "") for severity in reversed(SEVERITIES)), chrf]


def _what(comparison: Comparison) -> str:
    """The kinds of findings, or why there can be none."""
    if comparison.error:
        return "not compared"
    if comparison.excerpt.rendering is None:
        return "no rendering: translated"
    if comparison.excerpt.source is None:
        return "no source: shown"
    types = Counter(finding.type for finding in comparison.findings if finding.severity != "neutral")
    return ", ".join(f"{kind} {count}" if count > 1 else kind for kind, count in types.most_common())
