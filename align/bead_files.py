"""Links files: the beads of one pair of texts as JSON Lines, to look at, correct by hand and read back.

One bead a line: `{"source": [0, 1], "target": [0], "confidence": 0.98}`, indices from 0, an empty list for a gap. A
bead with `"pinned": true` is kept as it is when the texts are aligned again.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from amana.errors import InputError
from amana.types import Bead


@dataclass(frozen=True, slots=True)
class FileBead(Bead):
    """A bead as it stands in a links file."""

    pinned: bool = False


def write_beads(path: Path, beads: Iterable[Bead]) -> None:
    """Overwrites `path`."""
    path.write_text("".join(bead_line(bead) + "\n" for bead in beads), encoding="utf-8")


def bead_line(bead: Bead) -> str:
    """One line of a links file, without its end."""
    record: dict[str, object] = {
        "source": list(bead.source),
        "target": list(bead.target),
        "confidence": round(bead.confidence, 4),
    }
    if bead.crossing:
        record["crossing"] = True
    if isinstance(bead, FileBead) and bead.pinned:
        record["pinned"] = True
    return json.dumps(record)


def read_beads(path: Path) -> list[FileBead]:
    """Every bead of a links file. Raises InputError with one line for each bad one."""
    beads, problems = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            beads.append(_bead(json.loads(line)))
        except (ValueError, TypeError) as error:
            problems.append(f"{path}:{number}: {error}")
    if problems:
        raise InputError(
            f'{path} has {len(problems)} lines that are no bead: expected {{"source": [0, 1], "target": [0], '
            '"confidence": 0.98} with "pinned": true where it is to be kept',
            problems,
        )
    return beads


def _bead(record: object) -> FileBead:
    if not isinstance(record, dict):
        raise TypeError(f"{json.dumps(record)[:60]} is no object")
    sides = []
    for side in ("source", "target"):
        indices = record.get(side, [])
        if not isinstance(indices, list) or not all(type(index) is int and index >= 0 for index in indices):
            raise ValueError(f"{side} is {json.dumps(indices)[:60]}, expected a list of sentence numbers from 0")
        sides.append(tuple(indices))
    confidence = record.get("confidence", 1.0)
    if not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        raise ValueError(f"confidence is {json.dumps(confidence)[:60]}, expected 0 to 1")
    return FileBead(
        sides[0], sides[1], float(confidence), bool(record.get("crossing")), pinned=bool(record.get("pinned"))
    )
