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


def read_plain(path: Path) -> list[Pair]:
    """Arabic and English from the last two fields of every row (dev sets carry a document name in front)."""
    return [Pair(*line.split("\t")[-2:]) for line in path.read_text("utf-8").split("\n") if line.strip()]
