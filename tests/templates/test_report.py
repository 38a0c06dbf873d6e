"""The written report, read as text: complete, deterministic, self-contained, inert."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from amana.errors import OutputError
from amana.templates import claim_folder, write_report
from amana.templates.citation import web_host
from amana.templates.filenames import page_names
from amana.types import Comparison, Excerpt, Finding

# What a browser fetches or runs. A link to be clicked is none of it.
LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest", "xlink:href"}


class Outline(HTMLParser):
    """Elements, ids, links and heading levels of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.tags if attribute in attrs]


@pytest.fixture(scope="session")
def pages(report: Path) -> dict[str, Outline]:
    return {path.name: Outline(path.read_text(encoding="utf-8")) for path in sorted(report.glob("*.html"))}


def test_there_is_an_index_and_one_page_an_excerpt(report: Path, samples: list[Comparison]) -> None:
    assert len(list(report.glob("*.html"))) == len(samples) + 1
    index = (report / "index.html").read_text(encoding="utf-8")
    for name in page_names([comparison.excerpt.id for comparison in samples]):
        assert f'href="{name}"' in index


def test_the_same_comparisons_give_the_same_bytes(report: Path, samples: list[Comparison], tmp_path: Path) -> None:
    again = write_report(samples, tmp_path / "again", title="Libya and Russia").parent
    for path in report.glob("*.html"):
        assert path.read_bytes() == (again / path.name).read_bytes()


def test_nothing_is_loaded_from_anywhere(pages: dict[str, Outline], report: Path) -> None:
    for name, page in pages.items():
        for tag, attrs in page.tags:
            assert not LOADING & set(attrs), (name, tag, attrs)
            assert tag not in ("link", "img", "iframe", "object", "embed", "base"), (name, tag)
        style = re.search(r"<style>(.*?)</style>", (report / name).read_text(encoding="utf-8"), re.DOTALL)
        assert style is not None
        assert "url(" not in style[1]
        assert "@import" not in style[1]


def test_links_lead_to_the_web_to_a_page_or_to_a_place_on_the_page(pages: dict[str, Outline]) -> None:
    for name, page in pages.items():
        ids = page.values("id")
        assert len(ids) == len(set(ids)), f"{name}: an id stands twice"
        for href in page.values("href"):
            if href.startswith("#"):
                assert href[1:] in ids, (name, href)
            else:
                assert web_host(href) or href in pages, (name, href)


def test_markup_in_the_input_stays_text(pages: dict[str, Outline]) -> None:
    for name, page in pages.items():
        assert [tag for tag, _ in page.tags].count("script") == 1, name
        for tag, attrs in page.tags:
            assert not [attribute for attribute in attrs if attribute.startswith("on")], (name, tag)


def test_direction_controls_of_the_input_do_not_act(report: Path) -> None:
    for path in report.glob("*.html"):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", path.read_text(encoding="utf-8")), path.name


def test_every_finding_has_an_entry_a_place_and_a_link(pages: dict[str, Outline], samples: list[Comparison]) -> None:
    names = page_names([comparison.excerpt.id for comparison in samples])
    for comparison, name in zip(samples, names, strict=True):
        page = pages[name]
        ids, links = set(page.values("id")), page.values("href")
        for number in range(1, len(comparison.findings) + 1):
            assert f"f{number}" in ids
            assert links.count(f"#f{number}") >= 1, (name, number)  # from the mark to the entry
            assert {f"#f{number}-t", f"#f{number}-s"} & set(links), (name, number)  # from the list to the mark


def test_a_finding_without_a_place_is_listed_all_the_same(sample: dict[str, Comparison], tmp_path: Path) -> None:
    clean = sample["clean"]
    finding = Finding("inconsistent", "minor", 0.5, "Spelt in two ways.", None, None, "terms")
    beyond = Finding("number", "major", 0.5, "Beyond every row.", (5000, 5001), None, "numbers")
    index = write_report([replace(clean, findings=(finding, beyond))], tmp_path / "out")
    html = (index.parent / "clean.html").read_text(encoding="utf-8")
    assert "About the whole excerpt" in html
    assert html.count("Spelt in two ways.") == html.count("Beyond every row.") == 2


def test_a_place_where_words_are_missing_is_numbered(sample: dict[str, Comparison], tmp_path: Path) -> None:
    clean = sample["clean"]
    missing = Finding("omission", "major", 0.9, "Not rendered: “ثم”.", (12, 14), (22, 22), "coverage")
    html = (write_report([replace(clean, findings=(missing,))], tmp_path / "out").parent / "clean.html").read_text()
    assert re.search(r'arrived<span class="here" id="f1-t"></span><a class="ref major point" href="#f1"', html)


def test_headings_descend_one_level_at_a_time(pages: dict[str, Outline]) -> None:
    for name, page in pages.items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after - before <= 1 for before, after in pairwise(levels)), name


def test_each_cell_names_its_language_and_direction(pages: dict[str, Outline]) -> None:
    cells = [
        (attrs["lang"], attrs["dir"])
        for page in pages.values()
        for _, attrs in page.tags
        if (attrs.get("class") or "").split()[:1] == ["cell"]
    ]
    assert set(cells) == {("ar", "rtl"), ("en", "ltr"), ("fr", "ltr")}


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("index.html", ["Not compared:", "No rendering: translated only", "No source text: nothing to compare"]),
        ("broken-1.html", ["This excerpt could not be compared", "expected UTF-8", "نشر صور جديدة"]),
        ("translated-only.html", ["There is no rendering of this excerpt", "it repeats itself and it stops before"]),
        ("no-source.html", ["There is no source text for this rendering", "This is what was kept."]),
        ("clean.html", ["No findings."]),
        (
            "wire-2023-10-02.html",
            [
                "2 October 2023", "Turkish state agency", "aa.com.tr", "authored example", "9 / 11", "9 / 10", "61.4",
                "tatweel removed (2), vowel signs removed (1)", "decoded from Windows-1256",
                "Not a witness: it repeats itself.",
                "Out of order", "Alignment uncertain: confidence 0.43", "No rendering of this sentence",
                "Nothing in the source for this sentence", "0.98", "norm:display-1|mt:amana-mini-ar-en",
            ],
        ),
    ],
)  # fmt: skip
def test_it_says_what_there_is_to_say(report: Path, page: str, words: list[str]) -> None:
    html = (report / page).read_text(encoding="utf-8")
    assert [word for word in words if word not in html] == []


def test_only_web_addresses_become_links(report: Path) -> None:
    hostile = next(report.glob("hostile*.html")).read_text(encoding="utf-8")
    assert 'href="javascript' not in hostile
    assert '<bdi class="address">javascript:document' in hostile
    assert 'href="http://example.org/a"' in (report / "two-accounts.html").read_text(encoding="utf-8")


def test_a_report_replaces_the_one_before_it(samples: list[Comparison], tmp_path: Path) -> None:
    folder = tmp_path / "report"
    write_report(samples, folder)
    (folder / "results.jsonl").write_text("{}\n")
    write_report(samples[-1:], folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        ".amana-report",
        "clean.html",
        "index.html",
        "results.jsonl",
    ]


def test_a_folder_of_somebody_else_is_left_alone(samples: list[Comparison], tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<title>mine</title>")
    with pytest.raises(OutputError, match="files that amana did not write"):
        write_report(samples[:1], tmp_path)
    assert (tmp_path / "index.html").read_text() == "<title>mine</title>"
    write_report(samples[-1:], tmp_path, overwrite=True)
    assert "Comparisons" in (tmp_path / "index.html").read_text()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="is a file: expected a folder"):
        claim_folder(tmp_path / "file")
    with pytest.raises(OutputError, match="cannot be written"):
        claim_folder(tmp_path / "file" / "below")


def test_no_comparisons_make_an_empty_index(tmp_path: Path) -> None:
    assert "<h1>Comparisons</h1>" in write_report([], tmp_path / "out").read_text(encoding="utf-8")


def test_an_excerpt_with_nothing_in_it_is_still_a_row(tmp_path: Path) -> None:
    empty = Comparison(Excerpt("lost", None, None, problem="line 3: no text"), (), ())
    odd = Comparison(Excerpt("half \ud800", None, None), (), ())
    html = write_report([empty, odd], tmp_path / "out").read_text(encoding="utf-8")
    assert "line 3: no text" in html
    assert "lost.html" in html


def test_file_names_are_safe_and_different() -> None:
    ids = ["a", "A", "a", "خبر", "خبر ٢", "con", "..", "x/y", "x" * 300, "index", "a.b", ""]
    names = page_names(ids)
    assert len({name.lower() for name in names}) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,90}\.html", name) for name in names)
    assert names[0] == "a.html"
    assert names[10] == "a.b.html"
