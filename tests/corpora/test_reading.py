"""Corpora are read whole or refused whole, with every fault named."""

import io
import json
import sys
import time
from pathlib import Path

import pytest

from amana.corpora import read_corpus
from amana.corpora.folder import read_text_files
from amana.errors import InputError

ARABIC = "قال حفتر إن القوات الروسية وصلت إلى ليبيا."
ENGLISH = "Haftar said that the Russian forces had arrived in Libya."


def record(identifier: str = "a", **fields: object) -> dict[str, object]:
    return {
        "id": identifier,
        "source": {"text": ARABIC, "lang": "ar"},
        "rendering": {"text": ENGLISH, "lang": "en"},
        **fields,
    }


def jsonl(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return path


def pair(folder: Path, name: str, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for tag, text in texts.items():
        (folder / f"{name}.{tag}.txt").write_text(text, encoding="utf-8")
    return folder


def problems(*paths: Path) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        read_corpus(paths)
    return caught.value.problems


def test_a_jsonl_record_keeps_every_field(tmp_path: Path) -> None:
    citation = {
        "title": "عنوان", "publication": "al-Araby", "alignment": "Qatari-aligned daily", "date": "2023-09-28",
        "url": "https://example.org/حفتر",
    }  # fmt: skip
    path = jsonl(tmp_path / "c.jsonl", record(source={"text": ARABIC, "lang": "ar", **citation}, provenance="verbatim"))
    (excerpt,) = read_corpus([path])
    assert excerpt.source is not None
    assert {name: getattr(excerpt.source, name) for name in citation} == citation
    assert (excerpt.provenance, excerpt.origin, excerpt.notes) == ("verbatim", f"{path}:1", ())


def test_one_sided_and_headline_only_records_are_legal(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "c.jsonl",
        {"id": "no-rendering", "source": {"text": ARABIC, "lang": "ar"}},
        {"id": "no-source", "rendering": {"text": ENGLISH, "lang": "en"}, "source": None},
        record("no-text", source={"text": "", "lang": "ar", "title": "حفتر"}),
        {"id": "headlines", "source": {"title": "حفتر", "lang": "ar"}, "rendering": {"title": "Haftar", "lang": "en"}},
    )  # fmt: skip
    first, second, third, fourth = read_corpus([path])
    assert first.rendering is None
    assert second.source is None
    assert third.source is not None
    assert third.source.text == ""
    assert fourth.source is not None
    assert fourth.source.part("title") == "حفتر"


def test_a_folder_of_pairs_means_the_same_as_records(tmp_path: Path) -> None:
    folder = pair(tmp_path / "f", "b10", ar=ARABIC + "\n", en=ENGLISH)
    pair(folder, "b2", ar=ARABIC, en=ENGLISH)
    pair(folder, "lone", AR=ARABIC)
    (folder / "LICENSE.txt").write_text("not a corpus", encoding="utf-8")
    toml = '[source]\npublication = "Anadolu"\ndate = 2023-10-02\n[rendering]\ntitle = "Haftar"\n'
    (folder / "b2.toml").write_text(f'provenance = "authored"\n{toml}', encoding="utf-8")
    (folder / "README.md").write_text("not a corpus", encoding="utf-8")
    jsonl(folder / "a.jsonl", record("first"))
    jsonl(folder / "gold.jsonl", {"id": "first", "findings": []})
    excerpts = read_corpus([folder])
    assert [e.id for e in excerpts] == ["first", "b2", "b10", "lone"]
    b2 = excerpts[1]
    assert b2.source is not None
    assert b2.rendering is not None
    assert (b2.source.text, b2.source.lang, b2.source.publication, b2.source.date) == (
        ARABIC, "ar", "Anadolu", "2023-10-02"
    )  # fmt: skip
    assert (b2.rendering.lang, b2.rendering.title, b2.provenance) == ("en", "Haftar", "authored")
    assert excerpts[3].rendering is None
    assert excerpts[3].source is not None
    assert excerpts[3].source.lang == "ar"


@pytest.mark.parametrize(
    ("files", "toml", "source", "rendering"),
    [
        ({"ru": "Хафтар", "en": "Haftar"}, "", "ru", "en"),
        ({"ar": "حفتر", "fr": "Haftar"}, "", "ar", "fr"),
        ({"en": "Haftar", "ru": "Хафтар"}, "[source]\nlang='en'\n[rendering]\nlang='ru'", "en", "ru"),
        ({"de": "Haftar", "fr": "Haftar"}, "[source]\nlang='fr'\n", "fr", "de"),
        ({"de": "Haftar", "fr": "Haftar"}, "[source]\nfile='x.de.txt'\n", "de", "fr"),
        ({"source": "Haftar", "rendering": "Hifter"}, "", "en", "en"),
        ({"source": "Haftar", "rendering": "Hifter"}, "[source]\nlang='de'\n[rendering]\nlang='de'", "de", "de"),
        ({"en": "Haftar"}, "", None, "en"),
        ({"en": "Haftar"}, "[source]\nlang='en'\n", "en", None),
    ],
)
def test_the_sides_of_text_files(
    tmp_path: Path, files: dict[str, str], toml: str, source: str | None, rendering: str | None
) -> None:
    folder = pair(tmp_path / "f", "x", **files)
    if toml:
        (folder / "x.toml").write_text(toml, encoding="utf-8")
    (excerpt,) = read_corpus([folder])
    assert (excerpt.source and excerpt.source.lang, excerpt.rendering and excerpt.rendering.lang) == (source, rendering)


def test_text_files_may_be_given_one_by_one(tmp_path: Path) -> None:
    folder = pair(tmp_path / "f", "x", ar=ARABIC, en=ENGLISH)
    (excerpt,) = read_corpus([folder / "x.ar.txt", folder / "x.en.txt"])
    assert excerpt.source is not None
    assert excerpt.rendering is not None


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.dumps(record()).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (excerpt,) = read_corpus([Path("-")])
    assert excerpt.origin == "<stdin>:1"


def test_a_missing_language_is_taken_from_the_script_and_said(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "c.jsonl", {"id": "a", "source": {"text": ARABIC}, "rendering": {"text": ENGLISH}})
    (excerpt,) = read_corpus([path])
    assert excerpt.source is not None
    assert excerpt.source.lang == "ar"
    assert excerpt.notes[0] == "source.lang is missing: taken as 'ar' by the script"


def test_line_separators_inside_a_text_are_text(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "c.jsonl", record(source={"text": "ا\u2028ب\x85ج", "lang": "ar"}), record("b"))
    assert [e.origin for e in read_corpus([path])] == [f"{path}:1", f"{path}:2"]


def test_every_problem_is_reported_at_once(tmp_path: Path) -> None:
    lines = [
        json.dumps(record("good")),
        '{"id": "x", "source": }',
        json.dumps(record("bad/id")),
        json.dumps(record("good")),
        json.dumps({"id": "y", "sauce": {}, "source": {"txt": ARABIC, "lang": "ar"}}),
        "",
        json.dumps(record("d", source={"text": 5, "lang": "Arabic", "date": "28 September 2023"})),
        json.dumps({"id": "empty", "source": {"text": " ", "lang": "ar"}}),
        json.dumps({"source": {"text": ARABIC, "lang": "ar"}, "provenance": "author"}),
        '{"id": "twice", "id": "twice"}',
        '["a", "list"]',
        '{"id": "half", "source": {"text": "\\ud800", "lang": "ar"}}',
    ]
    path = tmp_path / "c.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    other = jsonl(tmp_path / "d.jsonl", record("GOOD"))
    assert problems(path, other) == (
        f'{path}:2:23: is not JSON: expecting value near \'"x", "source": }}\'',
        f"{path}:3: id 'bad/id' cannot be a file name (it holds '/'): try 'bad-id'",
        f"{path}:4: id 'good' is already at {path}:1: expected each id once",
        f"{path}:5: unknown field sauce: did you mean source?; unknown field source.txt: did you mean source.text?",
        (
            f"{path}:7: source.text is a number: expected a text; source.date is '28 September 2023': expected a day "
            "as YYYY-MM-DD, such as 2023-09-28; source.lang is 'Arabic': expected a language code, such as 'ar'"
        ),
        f"{path}:8: is empty: expected a source or a rendering with a text or a title",
        (
            f"{path}:9: id is missing: expected a short name, unique in the corpus; provenance is 'author': expected "
            "verbatim, reconstructed, authored; did you mean 'authored'?"
        ),
        f"{path}:10: is not JSON: the field 'id' stands twice in one object",
        f"{path}:11: is a list: expected an object such as {{'id': ..., 'source': {{...}}, ...}}",
        f"{path}:12: source.text holds half a surrogate pair at character 0: expected whole characters",
        f"{other}:1: id 'GOOD' is already at {path}:1 (as 'good': on many disks one file): expected each id once",
    )


def test_lenient_reading_turns_bad_records_into_error_excerpts(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text("\n".join([json.dumps(record("a")), "{", json.dumps(record("a"))]), encoding="utf-8")
    good, broken, double = read_corpus([path], strict=False)
    assert good.problem is None
    assert (broken.id, broken.origin) == ("c-line-2", f"{path}:2:2")
    assert broken.problem is not None
    assert "expected JSON Lines" in broken.problem
    assert (double.id, double.problem) == ("a-2", f"id 'a' is already at {path}:1: expected each id once")


def test_what_is_not_there_or_empty(tmp_path: Path) -> None:
    empty, blank, folder = tmp_path / "e.jsonl", tmp_path / "b.jsonl", tmp_path / "folder"
    empty.touch()
    blank.write_text("\n \n", encoding="utf-8")
    (folder / "inner").mkdir(parents=True)
    assert problems(tmp_path / "no.jsonl") == (f"{tmp_path / 'no.jsonl'}: not found",)
    with pytest.raises(InputError, match="not there"):
        read_corpus([tmp_path / "no.jsonl"], strict=False)
    assert problems(empty, blank, folder) == (
        f"{empty}: is empty: expected one JSON object on each line",
        f"{blank}: is empty: expected one JSON object on each line",
        (
            f"{folder}: holds no excerpts: expected .jsonl files, or <id>.ar.txt and <id>.en.txt; its folders are not "
            "searched, give them by name: inner"
        ),
    )
    with pytest.raises(InputError, match="No corpus was given"):
        read_corpus([])


def test_folder_problems(tmp_path: Path) -> None:
    folder = pair(tmp_path / "f", "amb", ru="Хафтар", de="Haftar")
    pair(folder, "blank", ar=" \n", en=ENGLISH)
    pair(folder, "bad", ar=ARABIC)
    (folder / "bad.toml").write_text("[source]\ntitel = 'x'\n", encoding="utf-8")
    (folder / "broken.toml").write_text("[source\n", encoding="utf-8")
    (folder / "nameless.txt").write_text(ARABIC, encoding="utf-8")
    found = problems(folder)
    assert [p.split(": ", 1)[0] for p in found] == [
        f"{folder}/amb.de.txt", f"{folder}/bad.toml", f"{folder}/blank.ar.txt", f"{folder}/broken.toml",
        f"{folder}/nameless.txt",
    ]  # fmt: skip
    assert "amb.toml" in found[0]
    assert "did you mean source.title?" in found[1]
    assert "blank.ar.txt is empty" in found[2]
    assert "line 1" in found[3]
    assert "does not say which side" in found[4]


def test_two_files_of_one_name_but_for_case(tmp_path: Path) -> None:
    folder = pair(tmp_path / "f", "x", en=ENGLISH)
    _, stray = read_text_files([folder / "x.en.txt", folder / "x.EN.txt"])
    assert stray.problem is not None
    assert "says what another says" in stray.problem


def test_a_path_given_twice_is_one_problem(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "c.jsonl", record("a"), record("b"))
    assert problems(path, path) == (f"{path}: is given twice, also as {path}: expected each path once",)


def test_ten_thousand_records_are_read_in_seconds(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "c.jsonl", *(record(f"r{n}") for n in range(10_000)))
    start = time.perf_counter()
    assert len(read_corpus([path])) == 10_000
    assert time.perf_counter() - start < 4
