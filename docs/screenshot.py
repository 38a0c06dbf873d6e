"""Makes docs/images/report.png (and index.png) from a report folder: `python docs/screenshot.py report/ [PAGE]`.

PAGE is the name of an excerpt's page; without it, the page with the most kinds of findings in the fewest rows. The
picture is the top of the page, two device pixels a pixel, cut below the last row that fits whole.
"""

import argparse
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
IMAGES = Path(__file__).resolve().parent / "images"
WIDTH, HEIGHT = 1280, 1250

_LAST_WHOLE_ROW = """(height) => Math.max(...[...document.querySelectorAll('.row, tbody tr')]
  .map((row) => row.getBoundingClientRect().bottom + scrollY).filter((bottom) => bottom <= height), 600)"""


def most_telling(folder: Path) -> Path:
    """The page with the most kinds of findings for its number of rows."""

    def kinds_in_few_rows(path: Path) -> tuple[int, int]:
        html = path.read_text(encoding="utf-8")
        return len(set(re.findall(r'data-type="(\w+)" data-severity', html))), -html.count('<li class="row')

    pages = sorted(path for path in folder.glob("*.html") if path.name != "index.html")
    if not pages:
        raise SystemExit(f"{folder} holds no excerpt's page: expected a report written by amana")
    return max(pages, key=kinds_in_few_rows)


def shoot(browser: Any, page_file: Path, image: Path, height: int) -> None:
    """The top of a page down to the last row that fits in `height`."""
    page = browser.new_page(viewport={"width": WIDTH, "height": height}, device_scale_factor=2, color_scheme="light")
    page.goto(page_file.resolve().as_uri())
    bottom = page.evaluate(_LAST_WHOLE_ROW, height)
    page.screenshot(path=image, clip={"x": 0, "y": 0, "width": WIDTH, "height": bottom + 1})
    page.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder of a report")
    parser.add_argument("page", nargs="?", help="file name of an excerpt's page")
    arguments = parser.parse_args()
    chosen = arguments.folder / arguments.page if arguments.page else most_telling(arguments.folder)
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"]
        )
        shoot(browser, chosen, IMAGES / "report.png", HEIGHT)
        shoot(browser, arguments.folder / "index.html", IMAGES / "index.png", HEIGHT)
        browser.close()


if __name__ == "__main__":
    main()
