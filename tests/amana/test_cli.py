"""The command as a user meets it: exit codes, what is said, and what is left alone."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import ARABIC, FAITHFUL, WRONG, amana, lines, record

Corpus = Callable[..., Path]
Calls = list[dict[str, Any]]


def results(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "results.jsonl").read_text(encoding="utf-8").split("\n") if line]


@pytest.mark.usefixtures("fake_stages")
@pytest.mark.parametrize(
    ("rendering", "bar", "code"),
    [
        (WRONG, None, 0),
        (WRONG, "major", 1),
        (WRONG, "MINOR", 1),
        (WRONG, "critical", 0),
        (FAITHFUL, "minor", 0),
    ],
)
def test_exit_code_says_whether_the_bar_was_reached(
    corpus: Corpus, tmp_path: Path, rendering: str, bar: str | None, code: int
) -> None:
    path = corpus(record("one", rendering=rendering))
    ran = amana("compare", path, "-o", tmp_path / "r", *(["--fail-on", bar] if bar else []))
    assert ran.code == code, ran
    assert (tmp_path / "r" / "index.html").is_file()
    assert str(tmp_path / "r" / "index.html") in ran.out.replace("\n", "")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--formats", "pdf"], "formats 'pdf': expected some of html, jsonl, csv"),
        (["--fail-on", "bad"], "--fail-on 'bad': expected minor, major or critical"),
        (["--only", "nothing"], "no check is called nothing: expected some of gaps"),
        (["--skip", "nothing"], "no check is called nothing"),
        (["--only", "dates", "--skip", "dates"], "leave no check"),
        (["--engine", "fast"], "engine 'fast' is unknown: expected ct2 or transformers"),
        (["--glossary", "none.csv"], "none.csv: the glossary cannot be read: No such file"),
        (["--min-confidence", "2"], "Invalid value for '--min-confidence'"),
        (["--beam", "0"], "Invalid value for '--beam'"),
    ],
)
def test_a_wrong_option_is_said_before_a_model_loads_and_before_anything_is_written(
    corpus: Corpus, tmp_path: Path, fake_stages: Calls, options: list[str], said: str
) -> None:
    ran = amana("compare", corpus(), "-o", tmp_path / "r", *options)
    assert ran.code == 2
    assert said in ran.err
    assert fake_stages == []
    assert not (tmp_path / "r").exists()


def test_a_folder_of_others_and_a_file_are_refused_and_left_alone(
    corpus: Corpus, tmp_path: Path, fake_stages: Calls
) -> None:
    path = corpus()
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "mine.txt").write_text("keep")
    for output, said in (
        (tmp_path / "theirs", "holds files that amana did not write"),
        (path, "is a file: give a folder"),
        (path / "r", "is a file. Give another folder"),
    ):
        before = path.read_bytes()
        ran = amana("compare", path, "-o", output)
        assert (ran.code, path.read_bytes()) == (2, before)
        assert said in ran.err
    assert [p.name for p in (tmp_path / "theirs").iterdir()] == ["mine.txt"]
    assert fake_stages == []


@pytest.mark.usefixtures("fake_stages")
def test_a_report_may_be_written_again(corpus: Corpus, tmp_path: Path) -> None:
    path = corpus()
    assert [amana("compare", path, "-o", tmp_path / "r").code for _ in range(2)] == [0, 0]


@pytest.mark.usefixtures("fake_stages")
def test_records_come_from_stdin_files_and_folders_together(corpus: Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "three.ar.txt").write_text(ARABIC, encoding="utf-8")
    (folder / "three.en.txt").write_text(FAITHFUL, encoding="utf-8")
    ran = amana("compare", "-", corpus(record("two")), folder, "-o", tmp_path / "r", stdin=lines(record("one")))
    assert ran.code == 0
    assert [row["excerpt"]["id"] for row in results(tmp_path / "r")] == ["one", "two", "three"]
    assert "standard input, in.jsonl, folder" in (tmp_path / "r" / "index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("fake_stages")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_another_encoding_is_read_and_the_page_says_so(corpus: Corpus, tmp_path: Path, encoding: str) -> None:
    ran = amana("compare", corpus(encoding=encoding), "-o", tmp_path / "r")
    assert ran.code == 0
    assert results(tmp_path / "r")[0]["excerpt"]["source"]["text"] == ARABIC
    assert "read as" in (tmp_path / "r" / "one.html").read_text(encoding="utf-8")


def test_what_cannot_be_read_is_said_at_once_with_its_line(corpus: Corpus, tmp_path: Path, fake_stages: Calls) -> None:
    path = corpus([1], record("../x"), record("one"), record("two", provenance="mine"))
    path.write_text(path.read_text(encoding="utf-8") + '{"id": ', encoding="utf-8")
    ran = amana("compare", path, "-o", tmp_path / "r")
    assert ran.code == 2
    assert [line.split("in.jsonl:")[1].split(":")[0] for line in ran.err.splitlines()[1:]] == ["1", "2", "4", "5"]
    assert "4 records" in ran.err
    assert fake_stages == []


@pytest.mark.usefixtures("fake_stages")
def test_keep_going_compares_the_rest_and_names_what_it_could_not(corpus: Corpus, tmp_path: Path) -> None:
    ran = amana("compare", corpus([1], record("one")), "-o", tmp_path / "r", "--keep-going")
    assert ran.code == 2
    assert "in.jsonl:1): is a list" in ran.out
    assert "2 excerpts" in ran.out
    assert "1 could not be compared" in ran.out
    assert [bool(row.get("error")) for row in results(tmp_path / "r")] == [True, False]


@pytest.mark.usefixtures("fake_stages")
def test_a_source_of_another_language_is_an_error_row(corpus: Corpus, tmp_path: Path) -> None:
    french = record("fr") | {"source": {"text": "Le chef est parti.", "lang": "fr"}}
    ran = amana("compare", corpus(french, record("one")), "-o", tmp_path / "r")
    assert ran.code == 2
    assert "--model" in ran.out
    assert "--no-mt" in ran.out


@pytest.mark.usefixtures("fake_stages")
def test_one_sided_and_headline_records_are_legal(corpus: Corpus, tmp_path: Path) -> None:
    heads = {"id": "heads", "source": {"text": "", "lang": "ar", "title": "وقتل خمسة جنود."},
             "rendering": {"text": "", "lang": "en", "title": "Five soldiers killed"}}  # fmt: skip
    two = record("two", FAITHFUL, FAITHFUL)
    two["source"]["lang"] = "en"
    ran = amana(
        "compare", corpus(heads, record("a", rendering=None), record("b", source=None), two), "-o", tmp_path / "r"
    )
    assert ran.code == 0, ran
    assert "no rendering: translated" in ran.out
    assert "no source: shown" in ran.out


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        (["none.jsonl"], "none.jsonl: not found"),
        (["empty.jsonl"], "empty.jsonl: is empty: expected one JSON object on each line"),
        (["folder"], "holds no excerpts: expected .jsonl files, or <id>.ar.txt and <id>.en.txt"),
        (["page.txt"], "expected <id>.ar.txt, <id>.en.txt"),
    ],
)
def test_a_corpus_that_is_none_says_what_is_expected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], said: str
) -> None:
    (tmp_path / "empty.jsonl").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "page.txt").write_text("A page.")
    monkeypatch.chdir(tmp_path)
    ran = amana("compare", *paths, "-o", "r")
    assert ran.code == 2
    assert said in ran.err
    assert not (tmp_path / "r").exists()


def test_import_feeds_compare(tmp_path: Path, fake_stages: Calls) -> None:
    page = tmp_path / "page.txt"
    page.write_text("A delegation arrives\n\nThe delegation reached Benghazi yesterday, officials said.\n" * 2)
    imported = amana("import", page)
    assert imported.code == 0
    assert "1 record from 1 file" in imported.err
    assert amana("compare", "-", "-o", tmp_path / "r", stdin=imported.out).code == 0
    assert amana("import", page, "-o", page).code == 2


def test_normalize_explains_and_names_stdin() -> None:
    ran = amana("normalize", "-", "--explain", stdin="abc\nقَالَ\n")
    assert (ran.code, ran.out) == (0, "abc\nقال\n")
    assert ran.err == "<stdin>:2: diacritics 2\n"
    assert "expected one of display, translation, matching" in amana("normalize", "--profile", "x", stdin="").err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "nothing given: expected either SOURCE.txt RENDERING.txt, or --documents IN"),
        (["a.txt"], "SOURCE given: expected either"),
        (["a.txt", "b.txt", "--words", "w"], "SOURCE and RENDERING and --words given"),
        (["a.txt", "b.txt", "--format", "x"], "--format 'x': expected text, jsonl, tmx or pharaoh"),
        (["a.txt", "b.txt", "--format", "tmx"], "--format tmx needs a file"),
        (["a.txt", "b.txt", "-o", "a.txt"], "a.txt is an input of this command"),
        (["a.txt", "b.txt", "--format", "tmx", "-o", "./a.txt"], "a.txt is an input of this command"),
        (["-", "-"], "both '-'"),
        (["a.txt", "b.txt", "--links", "none"], "none cannot be read: No such file or directory. Give a links file"),
        (["--documents", "none"], "none cannot be read"),
    ],
)
def test_align_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(ARABIC, encoding="utf-8")
    Path("b.txt").write_text(WRONG, encoding="utf-8")
    ran = amana("align", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert Path("a.txt").read_text(encoding="utf-8") == ARABIC


def test_a_links_file_is_written_corrected_and_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fakes import BagEncoder

    monkeypatch.setattr("amana.loading.load_encoder", lambda **_: BagEncoder({}))
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(ARABIC, encoding="utf-8")
    Path("b.txt").write_text(WRONG, encoding="utf-8")
    assert amana("align", "a.txt", "b.txt", "--format", "jsonl", "-o", "links.jsonl").code == 0
    first = [json.loads(line) for line in Path("links.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(i for bead in first for i in bead["source"]) == [0, 1]
    Path("links.jsonl").write_text('{"source": [0], "target": [1], "pinned": true}\n')
    again = amana("align", "a.txt", "b.txt", "--links", "links.jsonl", "--format", "jsonl")
    pinned = [bead for bead in map(json.loads, again.out.splitlines()) if bead.get("pinned")]
    assert [(bead["source"], bead["target"]) for bead in pinned] == [([0], [1])]
    Path("links.jsonl").write_text('{"source": [7], "target": [1], "pinned": true}\n')
    assert (
        "pinned source sentences [7]: expected 0 to 1" in amana("align", "a.txt", "b.txt", "--links", "links.jsonl").err
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "0 of --pairs, --documents, --names given"),
        (["--pairs", "-", "--names", "-"], "2 of --pairs, --documents, --names given"),
        (["--pairs", "-", "--only", "nothing"], "no check is called nothing"),
        (["--pairs", "-"], '1 bad record; expected JSON objects with "id", "ar", "en"'),
    ],
)
def test_check_says_what_is_wrong(fake_stages: Calls, arguments: list[str], said: str) -> None:
    ran = amana("check", *arguments, stdin='{"id": 1}\n')
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.usefixtures("fake_stages")
def test_check_answers_each_line_in_order() -> None:
    asked = [{"id": 7, "ar": "وقتل خمسة جنود.", "en": "Nine soldiers were killed."}, {"id": "x", "ar": "", "en": ""}]
    ran = amana("check", "--pairs", "-", stdin=lines(*asked))
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [answer["id"] for answer in answers] == [7, "x"]
    assert [finding["type"] for finding in answers[0]["findings"]] == ["number"]
    assert "numbers" in amana("check", "--list").out


def test_models_say_how_to_bring_one_by_hand() -> None:
    for command in ("info", "fetch"):
        ran = amana("models", command, "nobody/nothing")
        assert ran.code == 2
        assert "To bring a model by hand" in ran.err
    assert "amana-mini-ar-en" in amana("models", "list").out


def test_an_unknown_table_and_an_unknown_command_are_said() -> None:
    assert "no table is called x: expected some of" in amana("bench", "x").err
    assert amana("nothing").code == 2


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    """In a process of its own: `amana normalize | head -1` ends quietly with 0, which is not the code of findings."""
    source = tmp_path / "in.txt"
    source.write_text("قال\n" * 100_000, encoding="utf-8")
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "amana", "normalize", str(source)], stdout=writing, stderr=subprocess.PIPE, cwd=tmp_path
    )
    os.close(writing)
    os.close(reading)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, b"")


@pytest.mark.parametrize("damaged", [False, True])
def test_a_memory_that_cannot_be_used_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: bool) -> None:
    from amana.errors import OutputError
    from amana.loading import load_encoder

    data = tmp_path / "data"
    if damaged:
        data.mkdir()
        (data / "vectors.sqlite").write_text("no database at all")
    else:
        data.touch()
    monkeypatch.setenv("AMANA_DATA_DIR", str(data))
    with pytest.raises(OutputError, match=r"Set AMANA_DATA_DIR to one, remove a damaged file, or .* --no-memory"):
        load_encoder()
