"""What a checker of accessibility would ask, asked of every page: names, labels, contrast, language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

# WCAG 2.2: 4.5 for text, 3 for large text (24 px, or 18.66 px bold). Every element with text of its own that is seen.
CONTRAST = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const parse = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const [r, g, b, a] = parse(getComputedStyle(e).backgroundColor);
      if (a === 255) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility() || element.closest('.hidden, .skip, script')) continue;
    const style = getComputedStyle(element);
    const [front, back] = [light(parse(style.color).slice(0, 3)), light(behind(element))];
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) poor.push(`${element.tagName}.${element.className}: ${ratio.toFixed(2)}`);
  }
  return [...new Set(poor)];
}"""

NAMES = """() => [...document.querySelectorAll('a[href], button, input, select, summary, [role="region"], dialog')]
  .filter((element) => {
    const labelled = element.getAttribute('aria-labelledby');
    const text = element.getAttribute('aria-label') || (labelled && document.getElementById(labelled)?.textContent) ||
      element.labels?.[0]?.textContent || element.textContent;
    return !text.trim();
  }).map((element) => element.outerHTML.slice(0, 120))"""

STRUCTURE = """() => {
  const wrong = [];
  const landmarks = (name) => document.querySelectorAll(name).length;
  if (landmarks('main') !== 1) wrong.push('main');
  if (!document.documentElement.lang) wrong.push('lang');
  for (const list of document.querySelectorAll('ol, ul'))
    if ([...list.children].some((child) => child.tagName !== 'LI')) wrong.push(`${list.className}: child of a list`);
  for (const list of document.querySelectorAll('dl'))
    if ([...list.children].some((child) => !['DT', 'DD'].includes(child.tagName))) wrong.push('child of a dl');
  for (const head of document.querySelectorAll('th')) if (!head.scope) wrong.push(`th ${head.textContent}`);
  for (const row of document.querySelectorAll('tbody tr')) {
    const width = [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0);
    if (width !== row.closest('table').tHead.rows[0].cells.length) wrong.push(`row of ${width} columns`);
  }
  for (const element of document.querySelectorAll('[aria-labelledby]'))
    if (!document.getElementById(element.getAttribute('aria-labelledby'))) wrong.push('aria-labelledby');
  for (const element of document.querySelectorAll('[lang]'))
    if (!element.lang) wrong.push(`empty lang: ${element.outerHTML.slice(0, 80)}`);
  return wrong;
}"""

# Arabic letters in an element whose language is not written in them would get another face, and be read out wrong.
LANGUAGE = """() => {
  const stray = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const lang = parent.closest('[lang]').lang;
    if (/[\\u0621-\\u064a]/.test(walker.currentNode.data) && !/^(ar|fa|ur)/.test(lang) && !parent.closest('mark, bdi'))
      stray.push(walker.currentNode.data.trim().slice(0, 60));
  }
  return stray;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "wire-2023-10-02.html", "translated-only.html", "broken-1.html"])
def test_all_text_has_contrast(open_page: Callable[..., Any], name: str, scheme: str) -> None:
    page = open_page(name, color_scheme=scheme)
    assert page.evaluate(CONTRAST) == []
    if name.startswith("wire"):
        page.keyboard.press("j")
        page.keyboard.press("w")
        page.locator("#r2 .source [data-w]").first.focus()
        assert page.evaluate(CONTRAST) == []
        page.emulate_media(media="print", color_scheme=scheme)
        assert page.evaluate(CONTRAST) == []


def test_structure_names_and_languages(report: Path, open_page: Callable[..., Any]) -> None:
    page = open_page("index.html")
    for path in sorted(report.glob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate(NAMES) == [], path.name
        assert page.evaluate(STRUCTURE) == [], path.name
        assert page.evaluate(LANGUAGE) == [], path.name


def test_the_skip_link_comes_first_and_shows_itself(open_page: Callable[..., Any]) -> None:
    page = open_page("wire-2023-10-02.html")
    page.keyboard.press("Tab")
    page.locator(".skip:focus").wait_for()  # a busy browser is slow to focus
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    assert page.url.endswith("#main")


def test_nothing_moves(open_page: Callable[..., Any]) -> None:
    """No page has an animation, a transition or a smooth scroll that somebody would have to turn off."""
    page = open_page("wire-2023-10-02.html")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = page.evaluate(
        """[...document.querySelectorAll('*')].map((element) => getComputedStyle(element))
          .filter((style) => parseFloat(style.transitionDuration) || style.animationName !== 'none').length"""
    )
    assert moving == 0
