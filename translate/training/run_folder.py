"""Reading a prepared run folder."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amana.errors import InputError
from amana.translate.training.cleaning import Pair


@dataclass(frozen=True, slots=True)
class RunContents:
    """What `prepare` wrote."""

    pairs: dict[str, list[Pair]]
    heldout: list[Pair]
    dev: list[Pair]
    summary: dict[str, Any]

    def shares(self) -> dict[str, tuple[float, bool]]:
        """Weight, and whether rows may be joined, by source."""
        return {entry["name"]: (entry["weight"], entry["documents"]) for entry in self.summary["sources"]}

    def names(self) -> list[Pair]:
        """The name pairs that sentences may be given."""
        chosen = [entry["name"] for entry in self.summary["sources"] if entry["names"]]
        return [pair for name in chosen for pair in self.pairs.get(name, [])]


def read_run(run: Path) -> RunContents:
    """The contents of a run folder; InputError where `prepare` has not been there."""
    if not (run / "prepared.json").is_file():
        raise InputError(f"{run} is not a run folder: run `python -m amana.translate.training prepare -o {run}` first")
    pairs: dict[str, list[Pair]] = {}
    for line in (run / "pairs.tsv").read_text("utf-8").splitlines():
        name, arabic, english = line.split("\t")
        pairs.setdefault(name, []).append(Pair(arabic, english))
    summary = json.loads((run / "prepared.json").read_text("utf-8"))
    return RunContents(pairs, read_plain(run / "heldout.tsv"), read_plain(run / "dev.tsv"), summary)


def numbered_lines(path: Path) -> list[tuple[int, str]]:
    """The lines that are not blank, with their numbers; InputError where there is no file, or another encoding."""
    if not path.is_file():
        raise InputError(f"{path} is not there: expected a file of tab-separated Arabic and English")
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{error.object[error.start]:02x}"
        raise InputError(f"{path}:{line}: {byte} is not UTF-8: expected Arabic, a tab, English in UTF-8") from error
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def read_plain(path: Path) -> list[Pair]:
    """Arabic and English from the last two fields of every row (dev sets carry a document name in front). Rows with
    fewer than two are an InputError that names all of them."""
    rows = [(number, line.split("\t")) for number, line in numbered_lines(path)]
    problems = [f"{path}:{number}: no tab" for number, row in rows if len(row) < 2]
    if problems:
        raise InputError("rows that are not pairs: expected Arabic, a tab, English at the end of each", problems)
    return [Pair(*row[-2:]) for _, row in rows]
