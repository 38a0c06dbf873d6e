"""Running the command with tables in the place of models."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fakes import BagEncoder, LookupTranslator
from typer.testing import CliRunner

from amana.cli import app
from amana.errors import AmanaError
from amana.stages import CheckOptions, Stages

ARABIC = "وصل الوفد إلى بنغازي أمس. وقتل خمسة جنود."
FAITHFUL = "The delegation reached Benghazi yesterday. Five soldiers were killed."
WRONG = "The delegation reached Benghazi yesterday. Nine soldiers were killed."
TABLE = {
    "وصل الوفد إلى بنغازي أمس.": "The delegation arrived in Benghazi yesterday.",
    "وقتل خمسة جنود.": "Five soldiers were killed.",
}
CONCEPTS = [("الوفد", "delegation"), ("بنغازي", "Benghazi"), ("وقتل", "killed."), ("جنود.", "soldiers")]
LEXICON = {word: number for number, concept in enumerate(CONCEPTS) for word in concept}


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def amana(*arguments: str | Path, stdin: str | bytes | None = None) -> Ran:
    """The command in this process. A user's mistake is worded as `amana.cli.main` words it."""
    done = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
    if isinstance(done.exception, AmanaError):
        return Ran(2, done.stdout, f"{done.stderr}amana: {done.exception}")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Ran(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def fake_stages(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Tables instead of models; returns the options of each loading, empty where nothing was loaded."""
    calls: list[dict[str, Any]] = []

    def load(**options: Any) -> Stages:
        calls.append(options)
        checks = CheckOptions(
            tuple(options.get("only", ())),
            tuple(options.get("skip", ())),
            options.get("min_confidence", 0.0),
            tuple(options.get("glossary", ())),
        )
        return Stages(LookupTranslator(TABLE), BagEncoder(LEXICON), None, checks, "a table")

    monkeypatch.setattr("amana.loading.load_stages", load)
    return calls


def record(identifier: str, source: str | None = ARABIC, rendering: str | None = WRONG, **more: Any) -> dict[str, Any]:
    sides = {"source": (source, "ar"), "rendering": (rendering, "en")}
    return {"id": identifier} | {s: {"text": t, "lang": lang} for s, (t, lang) in sides.items() if t is not None} | more


def lines(*records: object) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records)


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[..., Path]:
    """Writes records to a file."""

    def write(*records: object, name: str = "in.jsonl", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(lines(*(records or [record("one")])).encode(encoding))
        return path

    return write
