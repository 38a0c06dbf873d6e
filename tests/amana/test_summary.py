"""The table that `amana compare` prints: ids whole, what failed written out, and the exit code."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from amana.commands import summary
from amana.types import Comparison, Document, Excerpt, Finding

FINDING = Finding("number", "major", 0.9, "Five, nine.", (0, 1), (0, 1), "numbers")
SCORES = {"source_rendered": 2.0, "source_segments": 3.0, "chrf": 51.25}


def comparison(identifier: str, *findings: Finding, error: str | None = None) -> Comparison:
    excerpt = Excerpt(identifier, Document("قال", "ar"), Document("He said", "en"), origin="in.jsonl:4")
    return Comparison(excerpt, (), findings, {} if error else SCORES, error=error)


def printed(comparisons: list[Comparison], width: int) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system=None)
    summary._print(console, comparisons, [Path("r/index.html")])
    return console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [80, 100, 120, 200])
@pytest.mark.parametrize("length", [3, 22, 35])
def test_an_id_stays_whole_and_nothing_is_wider_than_the_terminal(width: int, length: int) -> None:
    identifier = "sirte-jufra-ceasefire-of-october-2020"[:length]
    text = printed([comparison(identifier, FINDING)], width)
    row = next(line for line in text.splitlines() if line.startswith(identifier))
    assert row.split()[1:4] == ["2/3", "1", "51.2"]
    assert all(len(line) <= width for line in text.splitlines())


def test_without_a_terminal_a_long_id_stays_whole(capsys: pytest.CaptureFixture[str]) -> None:
    identifier = "one-" + "very-" * 30 + "long-id"
    summary.print_summary([comparison(identifier, FINDING)], [], None)
    assert any(line.startswith(identifier + " ") for line in capsys.readouterr().out.splitlines())


def test_what_failed_is_written_out_on_one_line_with_its_place() -> None:
    problem = "the source is 'fr': name a model with --model [sic] " + "and so on " * 20
    text = printed([comparison("a"), comparison("b", error=problem.strip())], 80)
    assert f"b (in.jsonl:4): {problem.strip()}" in text.splitlines()
    assert "2 excerpts: 0 critical, 0 major, 0 minor, 0 neutral; 1 could not be compared" in text
    assert text.splitlines()[-1] == "r/index.html"


def test_the_exit_code_puts_failure_before_findings() -> None:
    found, failed = comparison("a", FINDING), comparison("b", error="no")
    assert summary.exit_code([found], None) == 0
    assert summary.exit_code([found], "critical") == 0
    assert summary.exit_code([found], "major") == 1
    assert summary.exit_code([found], "minor") == 1
    assert summary.exit_code([found, failed], "major") == 2
