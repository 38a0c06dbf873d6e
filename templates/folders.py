"""The folder a report goes to: amana's own is written again, anybody else's is left alone."""

import os
import re
from pathlib import Path

from amana.errors import OutputError

MARKER = ".amana-report"
GENERATOR = "amana"
_MARKER_TEXT = "amana wrote this folder. It writes its pages again, and removes the pages it wrote before.\n"
_GENERATOR_TAG = re.compile(rb'<meta name="generator" content="amana\b')


def claim_folder(folder: Path, *, overwrite: bool = False) -> None:
    """Make the folder and say in it that it is amana's. To be called before long work: it fails early.

    Raises OutputError where the folder holds what amana did not write (unless `overwrite`), or cannot be made.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file: expected a folder for the report. Give another path to write to.")
    try:
        if folder.is_dir() and any(folder.iterdir()) and not overwrite and not is_own_folder(folder):
            raise OutputError(
                f"{folder} holds files that amana did not write: expected a new or an empty folder, or an earlier "
                "report. Give another folder, or allow overwriting."
            )
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{folder} cannot be written ({error.strerror}): choose another folder.") from error


def is_own_folder(folder: Path) -> bool:
    """Whether amana wrote it: its marker, or its name in the index."""
    return (folder / MARKER).is_file() or is_own_page(folder / "index.html")


def is_own_page(path: Path) -> bool:
    """Whether a page names amana as its generator."""
    if not path.is_file():
        return False
    with path.open("rb") as page:
        return _GENERATOR_TAG.search(page.read(4096)) is not None


def write_pages(folder: Path, pages: dict[str, str]) -> None:
    """Write each page whole or not at all, in order, and remove the pages of an earlier report that are no more."""
    try:
        for name, html in pages.items():
            # A lone surrogate has no UTF-8: as a reference the browser shows it as U+FFFD.
            _replace(folder / name, html.encode("utf-8", "xmlcharrefreplace"))
        for path in sorted(folder.glob("*.html")):
            if path.name not in pages and is_own_page(path):
                path.unlink()
    except OSError as error:
        raise OutputError(f"{error.filename} cannot be written ({error.strerror}): choose another folder.") from error


def _replace(path: Path, content: bytes) -> None:
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(content)
    os.replace(partial, path)
