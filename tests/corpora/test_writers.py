"""Every format holds every finding, and no writer destroys what it did not make."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from amana.corpora import read_results, writers
from amana.corpora.csv_table import COLUMNS
from amana.corpora.sarif import sarif_log
from amana.errors import InputError, OutputError
from amana.types import CATEGORIES, Comparison, Document

WRITERS = [getattr(writers, name) for name in writers.__all__]
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.mark.parametrize("write", WRITERS)
def test_an_existing_file_is_never_written_over_unasked(
    tmp_path: Path, comparison: Comparison, write: Callable[..., None]
) -> None:
    path = tmp_path / "new" / "file"
    path.parent.mkdir()
    path.write_text("mine")
    with pytest.raises(OutputError, match="exists already"):
        write([comparison], path)
    assert path.read_text() == "mine"
    write([comparison], path, overwrite=True)
    assert path.read_bytes() != b"mine"
    assert [p.name for p in path.parent.iterdir()] == ["file"]


@pytest.mark.parametrize("write", WRITERS)
def test_nothing_and_failed_excerpts_can_be_written(
    tmp_path: Path, failed: Comparison, write: Callable[..., None]
) -> None:
    write([], tmp_path / "none")
    write([failed], tmp_path / "deep" / "failed")


def test_a_write_that_fails_leaves_no_file(tmp_path: Path, comparison: Comparison) -> None:
    broken = replace(comparison, scores={"chrf": "not a figure"})  # type: ignore[dict-item]
    with pytest.raises(TypeError):
        writers.write_results([comparison, broken], tmp_path / "r.jsonl")
    assert not [*tmp_path.iterdir()]


def test_results_come_back_as_they_were(tmp_path: Path, comparison: Comparison, failed: Comparison) -> None:
    writers.write_results([comparison, failed], tmp_path / "r.jsonl")
    assert read_results(tmp_path / "r.jsonl") == [comparison, failed]


def test_results_carry_ids_and_quotes_for_readers(tmp_path: Path, comparison: Comparison) -> None:
    writers.write_results([comparison], tmp_path / "r.jsonl")
    line = json.loads((tmp_path / "r.jsonl").read_text(encoding="utf-8"))
    finding = line["findings"][0]
    assert re.fullmatch(r"negation-[0-9a-f]{12}", finding["id"])
    assert (finding["source_text"], finding["target_text"]) == ("لن", "will")
    assert [s["text"] for s in line["segments"]["body"]["source"]] == ["قال حفتر إنه لن يغادر.", "وصل 28 جنديا."]


def test_bad_results_are_reported_by_line(tmp_path: Path, comparison: Comparison) -> None:
    path = tmp_path / "r.jsonl"
    writers.write_results([comparison], path)
    good = path.read_text(encoding="utf-8")
    path.write_text(good + '{"id": "a"}\n{\n' + good.replace('"signature"', '"sig"'), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_results(path)
    assert [problem.split(": ")[0] for problem in caught.value.problems] == [f"{path}:{n}" for n in (2, 3, 4)]
    with pytest.raises(InputError, match="cannot be read"):
        read_results(tmp_path / "none")


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(
    tmp_path: Path, comparison: Comparison, failed: Comparison
) -> None:
    injected = replace(comparison.findings[0], message="=HYPERLINK(1)")
    writers.write_csv([replace(comparison, findings=(injected, *comparison.findings[1:])), failed], tmp_path / "f.csv")
    data = (tmp_path / "f.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = [*csv.DictReader(data.decode("utf-8-sig").splitlines())]
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["message"] == "'=HYPERLINK(1)"
    assert (rows[1]["source_text"], rows[1]["source_start"], rows[1]["rendering_start"]) == ("وصل 28 جنديا.", "23", "")
    assert (rows[4]["type"], rows[4]["message"], rows[4]["origin"]) == ("error", "is not JSON", "c.jsonl:2")


def test_xlsx_has_three_sheets_with_arabic_from_the_right(tmp_path: Path, comparison: Comparison) -> None:
    long = replace(comparison.excerpt, id="long", rendering=Document("x" * 40_000, "en"))
    whole = replace(comparison.findings[0], target_span=(0, 40_000))
    writers.write_xlsx([comparison, replace(comparison, excerpt=long, findings=(whole,))], tmp_path / "f.xlsx")
    book = load_workbook(tmp_path / "f.xlsx")
    assert book.sheetnames == ["summary", "pairs", "findings"]
    arabic, english = book["pairs"]["D3"], book["pairs"]["E3"]
    assert (arabic.value, arabic.alignment.horizontal, arabic.alignment.readingOrder) == (
        "قال حفتر إنه لن يغادر.", "right", 2.0
    )  # fmt: skip
    assert (english.value, english.data_type, english.alignment.readingOrder) == (
        "=Haftar said he will leave.", "s", 0.0
    )  # fmt: skip
    assert arabic.alignment.wrap_text
    notes = [row[0].value for row in book["summary"].iter_rows(min_row=4)]
    assert notes == [
        "findings row 6 holds the first 32767 of 40000 characters: see results.jsonl.",
    ]


def test_characters_that_xml_cannot_hold_are_replaced_and_counted(tmp_path: Path, comparison: Comparison) -> None:
    strange = replace(comparison.findings[0], message="a\x00b\ud800\uffff")
    changed = replace(comparison, findings=(strange,))
    writers.write_xlsx([changed], tmp_path / "f.xlsx")
    book = load_workbook(tmp_path / "f.xlsx")
    assert book["findings"]["H2"].value == "a\ufffdb\ufffd\ufffd"
    assert str(book["summary"]["A3"].value).startswith("3 characters that this format cannot hold")
    for write in (writers.write_csv, writers.write_sarif, writers.write_results, writers.write_tmx):
        write([changed], tmp_path / write.__name__)
    assert read_results(tmp_path / "write_results") == [changed]
    json.loads((tmp_path / "write_sarif").read_text(encoding="utf-8"))


def test_tmx_has_a_unit_for_each_bead_and_counts_the_gaps(
    tmp_path: Path, comparison: Comparison, failed: Comparison
) -> None:
    writers.write_tmx([comparison, failed], tmp_path / "f.tmx")
    data = (tmp_path / "f.tmx").read_bytes()
    assert b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' in data
    root = etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True))
    header = root.find("header")
    assert root.get("version") == "1.4"
    assert {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"} == set(
        header.attrib
    )
    assert [note.text for note in header] == [
        "2 gaps (sentences without a counterpart) are left out.",
        "1 excerpts could not be compared and are left out.",
    ]
    units = root.findall("body/tu")
    assert [(v.get(XML_LANG), v.find("seg").text) for v in units[1].findall("tuv")] == [
        ("ar", "قال حفتر إنه لن يغادر."),
        ("en", "=Haftar said he will leave."),
    ]
    assert units[1].find("prop[@type='x-confidence']").text == "0.9100"
    assert len(units) == 2


def test_sarif_regions_resolve_in_the_embedded_texts(comparison: Comparison, failed: Comparison) -> None:
    log = json.loads(json.dumps(sarif_log([comparison, failed])))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"]: rule["properties"]["mqmCategory"] for rule in rules} == CATEGORIES
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for place in [*result["locations"], *result.get("relatedLocations", ())]:
            assert place["logicalLocations"][0]["fullyQualifiedName"] == "alaraby-2023"
            if physical := place.get("physicalLocation"):
                text = run["artifacts"][physical["artifactLocation"]["index"]]["contents"]["text"]
                region = physical["region"]
                start = region["charOffset"]
                assert text[start : start + region["charLength"]] == region["snippet"]["text"]
                line = text.split("\n")[region["startLine"] - 1]
                assert line[region["startColumn"] - 1 :].startswith(region["snippet"]["text"])
    invocation = run["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "c.jsonl:2: is not JSON"
