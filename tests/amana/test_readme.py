"""What README and docs/formats.md show can be typed: commands and options exist, Python runs, records are records."""

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from amana.cli import app
from amana.corpora import read_corpus
from amana.outputs import parse_formats, parse_severity

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = [path for path in (REPOSITORY / "README.md", REPOSITORY / "docs" / "formats.md") if path.is_file()]
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def command_lines() -> Iterator[str]:
    """Each `amana ...` of a shell block or of inline code, without what only names a subcommand."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        yield from (line for block in blocks(page, "sh") for line in block.splitlines() if line.startswith("amana "))
        without_blocks = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
        yield from re.findall(r"`(amana [^`]+)`", without_blocks)


@pytest.mark.parametrize("line", sorted(set(command_lines())))
def test_a_command_that_is_shown_exists_with_its_options(line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    if words == ["--help"]:
        return
    command = COMMANDS[words[0]]
    if getattr(command, "commands", None) and len(words) > 1:
        command, words = command.commands[words[1]], words[1:]
    known = {name for parameter in command.params for name in parameter.opts}
    given = [word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)]
    assert set(given) <= known | {"--help"}, f"{line}: {command.name} has {sorted(known)}"
    for option, value in pairwise(words):
        if option == "--formats":
            parse_formats(value)
        elif option == "--fail-on":
            parse_severity(value)


@pytest.mark.usefixtures("fake_stages")
def test_the_python_that_is_shown_compiles_and_names_what_there_is() -> None:
    import amana

    for block in blocks(REPOSITORY / "README.md", "python"):
        compile(block, "README.md", "exec")
        assert all(hasattr(amana, name) for name in re.findall(r"amana\.(\w+)\(", block))
        assert len(block.splitlines()) < 12


def test_the_records_that_are_shown_can_be_read(tmp_path: Path) -> None:
    for block in blocks(REPOSITORY / "docs" / "formats.md", "json"):
        (tmp_path / "in.jsonl").write_text(json.dumps(json.loads(block)) + "\n", encoding="utf-8")
        assert read_corpus([tmp_path / "in.jsonl"])
    for block in blocks(REPOSITORY / "docs" / "formats.md", "toml"):
        assert set(tomllib.loads(block)) <= {"source", "rendering", "provenance", "id"}


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_subcommand_explains_itself() -> None:
    for name, command in COMMANDS.items():
        assert command.help, name
        for parameter in command.params:
            assert not isinstance(parameter, typer.core.TyperOption) or parameter.help, f"{name} {parameter.name}"
