"""Published documents become records: what is theirs whole, what is not theirs left out and said."""

import shutil
from pathlib import Path

import pytest

from amana.corpora import import_documents, read_corpus, write_corpus
from amana.errors import InputError
from amana.types import Document, Excerpt

CASES = Path(__file__).parent.parent / "cases/corpora"


def rendering(excerpt: Excerpt) -> Document:
    assert excerpt.rendering is not None
    return excerpt.rendering


def source(excerpt: Excerpt) -> Document:
    assert excerpt.source is not None
    return excerpt.source


def test_excerpts_with_sources() -> None:
    first, second, third = import_documents([CASES / "published.txt"])
    assert [e.id for e in (first, second, third)] == [
        "example-daily-2022-05-03", "example-agency-2022-05-04", "example-daily-2022-05-05"
    ]  # fmt: skip
    assert source(first) == Document(
        "", "ar", "الوزير يصل إلى بنغازي: بداية تعاون جديد؟", "Example Daily", "independent daily", "2022-05-03",
        "https://example.org/أخبار/الوزير",
    )  # fmt: skip
    assert rendering(first) == Document(
        "… The minister said that the harbour would be ready in two years… [The company] has not named a price.\n"
        "“This is a beginning,” he told reporters on 2 May 2022.",
        "en",
        "The minister arrives in Benghazi: Start of new cooperation?",
    )
    assert rendering(second).text == "A first paragraph.\n\nA second paragraph, after a blank line."
    assert rendering(third).text == ""
    assert first.origin == f"{CASES / 'published.txt'}:4"
    assert first.provenance == "verbatim"
    assert first.notes == (
        "the source's text is not in the document: its headline only",
        "left out: 2 lines before the sources",
        "left out: 2 lines under “Notes”",
        "left out: 4 lines under “Image Information”",
    )


def test_an_archive_page_is_split_into_its_articles() -> None:
    new, old = import_documents([CASES / "archive.txt"])
    assert (new.id, rendering(new).title, rendering(new).date, rendering(new).publisher) == (
        "example-post-2022-05-03", "New harbour opens", "2022-05-03", "Example Post"
    )  # fmt: skip
    assert rendering(new).text.split("\n\n") == [
        "A new harbour was opened on Tuesday in the east of the country, officials said.",
        "It will take ships of all sizes from next year on.",
        "A new harbour was opened on Monday in the east of the country, officials said.",
    ]
    assert [note for note in new.notes if "repeat" in note] == [
        "repeat left out: “A new harbour was opened on…” is paragraph 1",
        "near repeat kept: paragraph 3 is nearly paragraph 1: “Monday” for “Tuesday”",
    ]
    assert rendering(old).text == "The old harbour was closed because of sand, the ministry said."
    assert rendering(old).date == "2022-05-01"
    assert old.source is None
    said = "\n".join(old.notes)
    assert "“Archive for the ‘Harbours’ category”" in said
    assert "Divers in the old" in said
    assert "2022-04-30" in said
    assert "“By: Staff”" in said
    assert "“Share this:”, “2 Comments”" in said
    assert "“Leave a Reply” on: 1 more lines" in said


def test_an_arabic_page_is_a_source() -> None:
    (excerpt,) = import_documents([CASES / "page_ar.txt"])
    assert excerpt.rendering is None
    assert source(excerpt) == Document(
        "قال مسؤولون إن ميناء جديدا افتتح يوم الثلاثاء في شرق البلاد.\n\n"
        "«هذه بداية» قال الوزير في 2 مايو 2022. وأضاف أن العمل مستمر.",
        "ar", "افتتاح ميناء جديد في الشرق", "وكالة المثال", date="2022-05-03",
    )  # fmt: skip


def test_wrapped_lines_are_joined() -> None:
    (excerpt,) = import_documents([CASES / "wrapped.txt"])
    assert rendering(excerpt).publisher == "Example Post"
    assert [len(paragraph.split()) for paragraph in rendering(excerpt).text.split("\n\n")] == [27, 18]


def test_an_html_page() -> None:
    (excerpt,) = import_documents([CASES / "page.html"])
    page = rendering(excerpt)
    assert (page.title, page.date, page.publisher, page.url) == (
        "New harbour opens", "2022-05-03", "Example Post", "https://example.org/harbour"
    )  # fmt: skip
    assert len(page.text.split("\n\n")) == 3
    assert "First!" not in page.text
    assert "rights reserved" not in page.text


def test_a_docx(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is an extra")
    document = docx.Document()
    for line in (CASES / "published.txt").read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "p.docx"))
    assert [e.rendering for e in import_documents([tmp_path / "p.docx"])] == [
        e.rendering for e in import_documents([CASES / "published.txt"])
    ]


def test_a_docx_without_its_library_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    (tmp_path / "p.docx").write_bytes(b"PK")
    with pytest.raises(InputError, match=r"pip install 'amana\[docx\]'"):
        import_documents([tmp_path / "p.docx"])


def test_every_bad_document_is_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "a.pdf").touch()
    (tmp_path / "cites.txt").write_text(
        "Sources:\n“حفتر يزور موسكو, Anadolu\nText of the rendering.\n", encoding="utf-8"
    )
    (tmp_path / "menu.txt").write_text("Menu\nShare this:\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        import_documents([tmp_path / name for name in ("empty.txt", "a.pdf", "cites.txt", "none.txt", "menu.txt")])
    assert [problem.removeprefix(f"{tmp_path}/").split(",")[0] for problem in caught.value.problems] == [
        "empty.txt: is empty: expected a published document",
        "a.pdf: is a .pdf: expected .txt",
        "cites.txt:2: looks like a citation and cannot be read: expected “headline (English headline)",
        "none.txt: not found",
        "menu.txt: holds no article: expected a published document",
    ]


def test_imported_records_are_a_corpus(tmp_path: Path) -> None:
    for name in ("published.txt", "archive.txt", "page_ar.txt"):
        shutil.copy(CASES / name, tmp_path)
    excerpts = import_documents([tmp_path, CASES / "published.txt"])
    assert len({e.id for e in excerpts}) == len(excerpts) == 9
    write_corpus(excerpts, tmp_path / "c.jsonl")
    again = read_corpus([tmp_path / "c.jsonl"])
    assert [(e.source, e.rendering, e.notes) for e in again] == [(e.source, e.rendering, e.notes) for e in excerpts]
