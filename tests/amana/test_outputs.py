"""Where results go: formats, the bar, and folders that are left alone."""

from pathlib import Path

import pytest

from amana.errors import InputError, OutputError
from amana.outputs import FORMATS, parse_formats, parse_severity, prepare_folder, refuse_folder, write_outputs
from amana.types import Comparison, Document, Excerpt

ONE = Comparison(Excerpt("one", Document("قال", "ar"), Document("He said", "en")), (), ())


def test_formats_come_in_a_fixed_order_and_a_wrong_one_is_named() -> None:
    assert parse_formats(" tmx, HTML,html") == ("html", "tmx")
    for wrong in ("", " , ", "html,pdf"):
        with pytest.raises(InputError, match="expected some of html, jsonl, csv, xlsx, tmx, sarif"):
            parse_formats(wrong)


def test_the_bar_is_a_severity_above_neutral() -> None:
    assert parse_severity(None) is None
    assert parse_severity(" Major ") == "major"
    for wrong in ("neutral", "", "high"):
        with pytest.raises(InputError, match="expected minor, major or critical"):
            parse_severity(wrong)


def test_every_format_is_one_file_and_a_second_run_may_replace_it(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "report"
    for _ in range(2):
        prepare_folder(folder)
        written = write_outputs([ONE], folder, FORMATS, "Title")
    assert [path.name for path in written] == [
        "index.html", "results.jsonl", "findings.csv", "findings.xlsx", "pairs.tmx", "findings.sarif",
    ]  # fmt: skip
    assert all(path.is_file() for path in written)


def test_looking_writes_nothing(tmp_path: Path) -> None:
    refuse_folder(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_others_a_file_and_a_path_through_a_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "index.html").write_text("theirs")
    (tmp_path / "file").write_text("x")
    for folder, said in (
        (tmp_path / "theirs", "did not write"),
        (tmp_path / "file", "is a file"),
        (tmp_path / "file" / "r", "cannot be made"),
    ):
        with pytest.raises(OutputError, match=said):
            prepare_folder(folder)
    assert (tmp_path / "theirs" / "index.html").read_text() == "theirs"
