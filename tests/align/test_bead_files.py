"""Links files are written, edited by hand and read back."""

from pathlib import Path

import pytest

from amana.align.bead_files import FileBead, read_beads, write_beads
from amana.errors import InputError


def test_beads_come_back_as_they_were(tmp_path: Path) -> None:
    beads = [FileBead((0, 1), (0,), 0.98, pinned=True), FileBead((2,), (), 0.5), FileBead((), (1,), 1.0, crossing=True)]
    write_beads(tmp_path / "links.jsonl", beads)
    assert read_beads(tmp_path / "links.jsonl") == beads


def test_every_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "links.jsonl"
    path.write_text('{"source": [0], "target": [0]}\n{"source": "0"}\n\n[]\n{"source": [], "target": []}\n{\n')
    with pytest.raises(InputError) as caught:
        read_beads(path)
    assert [problem.split(": ")[0].rsplit(":", 1)[1] for problem in caught.value.problems] == ["2", "4", "5", "6"]
