"""Reading and writing lines: what a user may feed, and what the message says where it is wrong."""

import io
import sys
from pathlib import Path

import pytest

from amana.commands.streams import map_lines, open_output, read_lines, read_records
from amana.errors import InputError, OutputError


def test_a_line_ends_at_a_newline_only(tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes("أ\u2028ب\x0c\r\n\nج".encode())
    assert read_lines(str(path)) == ["أ\u2028ب\x0c", "", "ج"]


@pytest.mark.parametrize(("raw", "lines"), [(b"", []), (b"\n", [""]), (b"a", ["a"]), (b"\xef\xbb\xbfa\n\n", ["a", ""])])
def test_empty_lines_count_and_a_final_newline_does_not(tmp_path: Path, raw: bytes, lines: list[str]) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes(raw)
    assert read_lines(str(path)) == lines


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes(b"fine\n" + "قال".encode("cp1256"))
    with pytest.raises(InputError, match=r"in\.txt:2: byte 0xde is not UTF-8.*iconv"):
        read_lines(str(path))


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_lines(str(tmp_path / "none.txt"))


def test_all_bad_records_are_reported_at_once(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(
        '{"id": 1, "ar": "أ"}\n{"id": 2\n[]\n{"id": 3, "ar": "أ", "en": ""}\n{"id": 4, "ar": 5, "en": ""}\n'
    )
    with pytest.raises(InputError) as caught:
        read_records(str(path), {"id": object, "ar": str, "en": str})
    assert len(caught.value.problems) == 4
    assert [problem.rsplit("/", 1)[-1].split(":")[1] for problem in caught.value.problems] == ["1", "2", "3", "5"]


def test_output_never_replaces_an_input(tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_text("a\n")
    with pytest.raises(OutputError, match="is an input"):
        map_lines(str(path), str(path), lambda lines: lines)
    assert path.read_text() == "a\n"


def test_a_broken_run_leaves_no_output(tmp_path: Path) -> None:
    def broken() -> None:
        with open_output(str(tmp_path / "out.txt")) as stream:
            stream.write("half")
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        broken()
    assert list(tmp_path.iterdir()) == []


def test_stdin_and_stdout_are_utf_8_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("قال\n".encode())))
    monkeypatch.setattr(sys, "stdout", out)
    map_lines("-", "-", lambda lines: lines)
    assert out.buffer.getvalue().decode() == "قال\n"  # type: ignore[attr-defined]
