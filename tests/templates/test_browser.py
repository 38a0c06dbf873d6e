"""The report in a browser: from the disk, with and without scripts, by mouse and by keyboard, on paper, on a phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

WIRE = "wire-2023-10-02.html"
FINDINGS = 16

Open = Callable[..., Any]


def names(report: Path) -> list[str]:
    return [path.name for path in sorted(report.glob("*.html"))]


def test_no_page_runs_what_the_input_says(report: Path, open_page: Open) -> None:
    page = open_page("index.html")
    for name in names(report):
        page.goto((report / name).as_uri())
        assert page.title() != "x", name
        assert page.evaluate("document.scripts.length") == 1, name
        assert page.evaluate("document.documentElement.classList.contains('js')"), f"{name}: its own script did not run"


def test_without_scripts_everything_is_there_and_links_lead_to_the_marks(open_page: Open) -> None:
    page = open_page(WIRE, java_script_enabled=False)
    assert not page.locator(".bar").is_visible()
    assert page.locator(".finding:visible").count() == FINDINGS
    page.locator('[data-entry="11"] a').click()
    assert page.locator("#f11-t").bounding_box()["y"] < 900
    page.locator("#f11 summary").click()
    assert page.locator("#f11 .evidence").is_visible()
    page.locator('#r8 a.ref[data-f="11"]').first.click()
    assert page.url.endswith("#f11")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_tab_key_reaches_every_finding_and_its_number_in_the_text(open_page: Open, scripts: bool) -> None:
    page = open_page(WIRE, java_script_enabled=scripts)
    where = "document.activeElement.closest('.finding')?.id ?? document.activeElement.getAttribute('href') ?? ''"
    reached = set()
    for _ in range(110):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(where))
    assert {f"f{number}" for number in range(1, FINDINGS + 1)} <= reached
    assert {f"#f{number}" for number in range(1, FINDINGS + 1)} <= reached
    assert {f"#f{number}-t" for number in (1, 2, 3)} <= reached


def test_j_and_k_go_from_finding_to_finding(open_page: Open) -> None:
    page = open_page(WIRE)
    current = "document.querySelector('.finding.now')?.dataset.f"
    for expected in ("1", "2", "3"):
        page.keyboard.press("j")
        assert page.evaluate(current) == expected
        assert page.evaluate("document.activeElement.closest('.finding').dataset.f") == expected
    page.keyboard.press("k")
    assert page.evaluate(current) == "2"
    assert page.locator("mark.now").count() == 2  # on both sides
    page.keyboard.press("Enter")
    assert page.locator("#f2 .evidence").is_visible()
    for _ in range(30):
        page.keyboard.press("j")
    assert page.evaluate(current) == str(FINDINGS)
    page.wait_for_timeout(50)
    box = page.locator(f"#f{FINDINGS}").bounding_box()
    assert 0 <= box["y"] < 900


def test_a_jump_ends_below_the_bar(open_page: Open) -> None:
    page = open_page(WIRE, viewport={"width": 900, "height": 700})  # the bar has four lines here
    page.locator('[data-entry="11"] a').click()
    bar = page.locator(".bar").bounding_box()
    assert page.locator("#f11-t").bounding_box()["y"] >= bar["y"] + bar["height"]


def test_keys_for_translation_search_help_and_neighbours(open_page: Open) -> None:
    page = open_page(WIRE)
    assert page.locator(".mt").first.is_visible()
    page.keyboard.press("m")
    assert not page.locator(".mt").first.is_visible()
    assert page.locator("#toggle-mt").get_attribute("aria-pressed") == "false"
    page.keyboard.press("/")
    page.keyboard.type("jm")
    assert page.locator("#search").input_value() == "jm"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("]")
    page.wait_for_url("**/hostile*")
    page.keyboard.press("[")
    page.wait_for_url(f"**/{WIRE}")


def test_filters_choose_findings_and_rows(open_page: Open) -> None:
    page = open_page(WIRE)
    page.locator('.chip[data-type="number"]').click()
    assert page.locator(".finding:visible").count() == 1
    assert page.locator("[data-entry]:visible").count() == 1
    assert page.locator("mark:not(.off)[data-f]").count() == 2
    page.locator("#only").check()
    assert page.locator(".row:visible").count() == 1
    assert page.locator("#status").inner_text() == "1 of 16 findings, 1 of 10 rows"
    page.locator("[data-all]").click()
    assert page.locator(".finding:visible").count() == FINDINGS
    page.locator('.chip[data-severity="critical"]').click()
    page.locator("#confidence").select_option("0.9")
    assert page.locator(".finding:visible").count() == 5
    page.locator("[data-all]").click()
    page.locator("#search").fill("سيقابل")  # the text has a vowel sign
    assert page.locator(".row:visible").count() == 1


def test_a_word_shows_its_counterpart_under_the_pointer_and_under_the_keys(open_page: Open) -> None:
    page = open_page(WIRE)
    linked = "[...document.querySelectorAll('.linked')].map((word) => word.textContent)"
    page.locator("#r2 .rendering [data-w]", has_text="nine").hover()
    assert sorted(page.evaluate(linked)) == ["nine", "خمسة"]
    page.keyboard.press("w")
    page.locator("#r2 .source [data-w]").first.focus()
    assert sorted(page.evaluate(linked)) == ["spent", "أمضى"]
    page.keyboard.press("ArrowLeft")  # onwards, in Arabic
    assert sorted(page.evaluate(linked)) == ["The", "delegation", "الوفد"]
    assert page.locator("#r2 .source [tabindex='0']").count() == 1


def test_both_sides_of_a_row_share_their_first_line(open_page: Open) -> None:
    page = open_page(WIRE)
    rows = page.evaluate(
        """() => [...document.querySelectorAll('.row')].map((row) => ['.rendering', '.source'].map((side) => {
          const text = row.querySelector(`${side} .text`);
          if (!text?.textContent) return null;
          const probe = document.createElement('span');
          probe.style.cssText = 'display:inline-block;width:0;height:0';
          text.prepend(probe);
          const found = { y: probe.getBoundingClientRect().bottom, left: text.getBoundingClientRect().left,
            right: text.getBoundingClientRect().right };
          probe.remove();
          return found;
        }))"""
    )
    both = [(rendering, source) for rendering, source in rows if rendering and source]
    assert len(both) == 8
    for rendering, source in both:
        assert abs(rendering["y"] - source["y"]) < 1
        assert rendering["right"] < source["left"]


def test_arabic_runs_from_the_right_and_its_full_stop_stands_left(open_page: Open) -> None:
    page = open_page(WIRE)
    for row in page.locator(".row").all():
        if not row.locator(".source .text").count():
            continue
        found = row.locator(".source .text").evaluate(
            """(text) => {
              const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT,
                (node) => node.parentElement.closest('.ref') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
              const characters = [];
              while (walker.nextNode()) for (let i = 0; i < walker.currentNode.length; i++) {
                const range = document.createRange();
                range.setStart(walker.currentNode, i); range.setEnd(walker.currentNode, i + 1);
                const box = range.getBoundingClientRect();
                const { left, right, bottom } = box;
                if (walker.currentNode.data[i].trim()) characters.push({ left, right, bottom });
              }
              const last = characters.at(-1);
              const line = characters.filter((one) => Math.abs(one.bottom - last.bottom) < 8);
              return { direction: getComputedStyle(text).direction, edge: text.getBoundingClientRect().right,
                first: characters[0].right, last: last.left, leftmost: Math.min(...line.map((one) => one.left)) };
            }"""
        )
        assert found["direction"] == "rtl"
        assert abs(found["edge"] - found["first"]) < 2
        assert found["last"] <= found["leftmost"] + 0.5


def test_marks_do_not_part_joined_letters(open_page: Open) -> None:
    """A letter that stands alone is wider than the same letter joined: with the marks gone, the text is as wide."""
    page = open_page(WIRE)
    differences = page.evaluate(
        """() => [...document.querySelectorAll('.source .text')].map((text) => {
          const marked = text.cloneNode(true);
          marked.querySelectorAll('.ref').forEach((ref) => ref.remove());
          const bare = text.cloneNode(false);
          bare.textContent = marked.textContent;
          return [marked, bare].map((copy) => {
            copy.style.cssText = 'position:absolute;white-space:nowrap';
            text.parentElement.append(copy);
            const width = copy.getBoundingClientRect().width;
            copy.remove();
            return width;
          });
        }).map(([marked, bare]) => Math.abs(marked - bare))"""
    )
    assert len(differences) == 9
    assert max(differences) < 0.6


def test_on_a_narrow_screen_the_columns_stand_one_below_the_other(report: Path, open_page: Open) -> None:
    page = open_page("index.html", viewport={"width": 390, "height": 800})
    for name in ("index.html", "broken-1.html", WIRE):
        page.goto((report / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
    rendering, source = (page.locator(f"#r2 .cell.{side}").bounding_box() for side in ("rendering", "source"))
    assert source["y"] >= rendering["y"] + rendering["height"] - 1


def test_on_paper_the_bar_is_gone_and_the_evidence_is_there(open_page: Open) -> None:
    for scripts in (True, False):
        page = open_page(WIRE, java_script_enabled=scripts, color_scheme="dark")
        page.emulate_media(media="print")
        assert not page.locator(".bar").is_visible()
        assert page.locator("#f2 .evidence").bounding_box()["height"] > 10
        if scripts:
            page.set_viewport_size({"width": 690, "height": 1000})  # A4 within its margins
            rendering, source = (page.locator(f"#r2 .cell.{side}").bounding_box() for side in ("rendering", "source"))
            assert abs(rendering["y"] - source["y"]) < 20
            assert rendering["x"] + rendering["width"] < source["x"] + 20
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
            assert page.evaluate("getComputedStyle(document.querySelector('mark.critical')).backgroundColor") == (
                "rgb(251, 227, 224)"
            )


def test_the_index_sorts_and_filters(open_page: Open) -> None:
    page = open_page("index.html")
    ids = "[...document.querySelectorAll('#excerpts tbody tr:not([hidden]) .id')].map((cell) => cell.textContent)"
    assert len(page.evaluate(ids)) == 9
    page.locator("thead button", has_text="Major").click()
    ordered = page.evaluate(ids)
    assert ordered[0] == "wire-2023-10-02"
    assert set(ordered[-3:]) == {"broken-1", "translated-only", "no-source"}  # nothing to sort by: last, and there
    assert page.locator("[aria-sort]").get_attribute("aria-sort") == "descending"
    page.locator("thead button", has_text="Major").click()
    assert set(page.evaluate(ids)[-3:]) == {"broken-1", "translated-only", "no-source"}
    page.locator('.chip[data-severity="not-compared"]').click()
    assert page.evaluate(ids) == ["broken-1"]
    page.locator("[data-all]").click()
    page.locator("#type").select_option("number")
    assert sorted(page.evaluate(ids)) == ["two-accounts", "wire-2023-10-02"]
    page.locator("[data-all]").click()
    page.locator("#search").fill("قياده")
    assert page.evaluate(ids) == ["broken-1"]
