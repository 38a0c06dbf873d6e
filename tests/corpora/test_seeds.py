"""The five published documents that the importers were made for, with exact expectations."""

from pathlib import Path

import pytest

from amana.corpora import import_documents
from amana.types import Document, Excerpt

pytestmark = pytest.mark.shared


def imported(shared: Path, number: str) -> tuple[list[str], list[Excerpt]]:
    """The document's lines, counted from 1, and its excerpts."""
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    text = path.read_text(encoding="utf-8").replace("\xa0", " ")
    return ["", *(line.strip() for line in text.split("\n"))], import_documents([path])


def page(excerpt: Excerpt) -> Document:
    assert excerpt.source is None
    assert excerpt.rendering is not None
    assert excerpt.provenance == "verbatim"
    return excerpt.rendering


def body(lines: list[str], *numbers: int) -> str:
    return "\n\n".join(lines[number] for number in numbers if lines[number])


def test_a_page_with_a_comment_form(shared: Path) -> None:
    lines, (excerpt,) = imported(shared, "000")
    title = "Intel: Russia may be reinforcing Libya’s Sirte ahead of expected offensive"
    assert page(excerpt) == Document(
        body(lines, *range(11, 32)), "en", title, date="2020-07-24", publisher="Al – Monitor"
    )  # fmt: skip
    assert excerpt.notes == (
        "repeat left out: the title",
        "left out: “Type to search”",
        "left out from “Leave a Comment” on: 1 more lines",
    )


def test_a_text_without_title_or_date(shared: Path) -> None:
    lines, (excerpt,) = imported(shared, "001")
    assert page(excerpt) == Document(body(lines, *range(1, len(lines))), "en")
    assert (excerpt.id, excerpt.notes) == ("001_f5c768b890e6c53c", ())


def test_a_page_that_repeats_itself(shared: Path) -> None:
    lines, (excerpt,) = imported(shared, "002")
    paragraphs = page(excerpt).text.split("\n\n")
    assert (excerpt.id, page(excerpt).title, page(excerpt).date, page(excerpt).publisher) == (
        "debka-2017-03-14", lines[1], "2017-03-14", "DEBKA"
    )  # fmt: skip
    # 14 and 21 are edited versions of 7 and 12; 29 is 25 and 26 in one.
    assert len(paragraphs) == 12
    assert "in the wake of a major defeat" in paragraphs[0]
    assert "following a major setback" in paragraphs[5]
    assert [note.split(":")[0] for note in excerpt.notes] == [
        "left out as captions", "near repeat kept", *["repeat left out"] * 3, "near repeat kept",
        *["repeat left out"] * 4, "left out",
    ]  # fmt: skip
    assert "is paragraphs 9 to 10" in excerpt.notes[7]
    for line in lines:
        if len(line.split()) > 8:
            assert line in paragraphs or any(note.startswith("repeat") and line[:25] in note for note in excerpt.notes)


def test_an_archive_page(shared: Path) -> None:
    lines, excerpts = imported(shared, "003")
    assert [(e.id, page(e).title, page(e).date) for e in excerpts] == [
        ("debkafile-2017-03-14", "Russian elite units land on Egypt-Libya border", "2017-03-14"),
        ("debkafile-2016-11-28", "New Putin move to win a military base in Libya", "2016-11-28"),
        (
            "debkafile-2016-01-24",
            "US-Russian marines set up bridgehead in E. Libya for campaign against ISIS",
            "2016-01-24",
        ),
    ]
    first, second, third = (page(e).text.split("\n\n") for e in excerpts)
    assert first == [line for line in lines[11:28] if line]
    lead = next(line for line in lines if line.startswith("It is too soon to say"))
    assert second.count(lead) == 1
    assert lines.count(lead) == 2
    assert not any("REUTERS" in paragraph or "news conference" in paragraph for paragraph in second)
    assert (len(second), len(third)) == (9, 19)
    assert third[0].startswith("President Barack Obama resolved earlier this month")
    assert third[-1] == lines[-1]
    assert "another date is given too: 2016-01-23; the record has 2016-01-24" in excerpts[2].notes


def test_excerpts_with_sources(shared: Path) -> None:
    lines, (araby, anadolu) = imported(shared, "004")
    assert araby.source == Document(
        "",
        "ar",
        "حفتر يجري لقاءات مكثفة مع مسؤولين في روسيا: بحث عن شراكة عسكرية معلنة؟",
        "al-Araby al-Jadeed",
        "Qatari-aligned daily",
        "2023-09-28",
        "https://www.alaraby.co.uk/politics/حفتر-يجري-لقاءات-مكثفة-مع-مسؤولين-روس-بحث-عن-شراكة-عسكرية-معلنة",
    )
    assert araby.rendering == Document(
        "\n".join(lines[7:9]),
        "en",
        "Haftar holds intensive meetings with Russian officials: Seeking over military partnership?",
    )
    assert anadolu.source == Document(
        "",
        "ar",
        "حفتر بين مطرقة العقوبات الأمريكية وسندان الدعم الروسي",
        "Anadolu Agency",
        "Turkish news agency",
        "2023-10-02",
        "https://www.aa.com.tr/ar/التقارير/حفتر-بين-مطرقة-العقوبات-الأمريكية-وسندان-الدعم-الروسي-إضاءة/3005791",
    )
    assert anadolu.rendering == Document(
        "\n".join(lines[11:13]), "en", "Haftar between the hammer of US sanctions and the anvil of Russian support"
    )
    assert [e.provenance for e in (araby, anadolu)] == ["verbatim", "verbatim"]
    assert araby.notes[1:] == anadolu.notes[1:] == (
        "left out: 3 lines before the sources",
        "left out: 3 lines under “Notes”",
        "left out: 4 lines under “Image Information”",
    )  # fmt: skip
