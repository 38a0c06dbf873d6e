"""The table that `amana compare` prints, and its exit code."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from amana.types import SEVERITIES, Comparison, Severity

CLEAN, FOUND, FAILED = 0, 1, 2


def exit_code(comparisons: Sequence[Comparison], bar: Severity | None) -> int:
    """2 where any excerpt could not be compared, else 1 where a finding reaches the bar, else 0."""
    if any(comparison.error for comparison in comparisons):
        return FAILED
    if bar is None:
        return CLEAN
    reached = SEVERITIES[SEVERITIES.index(bar) :]
    return FOUND if any(f.severity in reached for c in comparisons for f in c.findings) else CLEAN


def print_summary(comparisons: Sequence[Comparison], written: Sequence[Path], bar: Severity | None) -> int:
    """Print one row an excerpt, totals, and where everything is. Returns the exit code."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("excerpt", overflow="fold")
    for heading in ("rendered", "critical", "major", "minor", "neutral", "chrF"):
        table.add_column(heading, justify="right")
    table.add_column("findings", overflow="fold")
    for comparison in comparisons:
        if comparison.error:
            table.add_row(
                comparison.excerpt.id, "", "", "", "", "", "", Text(f"not compared: {comparison.error}", "red")
            )
            continue
        scores = comparison.scores
        rendered = (
            f"{scores['source_rendered']:.0f}/{scores['source_segments']:.0f}" if "source_rendered" in scores else ""
        )
        counts = [str(comparison.count(severity) or "") for severity in reversed(SEVERITIES)]
        types = Counter(finding.type for finding in comparison.findings if finding.severity != "neutral")
        listed = ", ".join(f"{kind} {count}" if count > 1 else kind for kind, count in types.most_common())
        chrf = f"{scores['chrf']:.1f}" if "chrf" in scores else ""
        table.add_row(comparison.excerpt.id, rendered, *counts, chrf, listed)
    console.print(table)
    totals = Counter(finding.severity for comparison in comparisons for finding in comparison.findings)
    listed = ", ".join(f"{totals[severity]} {severity}" for severity in reversed(SEVERITIES))
    failed = sum(comparison.error is not None for comparison in comparisons)
    console.print(f"\n{len(comparisons)} excerpts: {listed}" + (f"; {failed} could not be compared" if failed else ""))
    for path in written:
        console.print(f"{path}", soft_wrap=True, highlight=False)
    return exit_code(comparisons, bar)
