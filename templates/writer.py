"""Writing a report: an index and one page an excerpt, each a file that needs nothing else."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from amana.templates.bidi import plain
from amana.templates.filenames import page_names
from amana.templates.folders import claim_folder, write_pages
from amana.templates.overview import build_index
from amana.templates.pages import build_page, findings_text, neighbour
from amana.types import Comparison
from amana.version import __version__

INDEX = "index.html"


def write_report(
    comparisons: Sequence[Comparison], folder: Path, *, title: str = "Comparisons", overwrite: bool = False
) -> Path:
    """Write `index.html` and a page for every comparison into `folder`, and return the path of the index.

    An earlier report in the folder is replaced. The same comparisons give the same bytes. Raises OutputError where the
    folder holds what amana did not write (unless `overwrite`), or cannot be written.
    """
    folder = Path(folder)
    claim_folder(folder, overwrite=overwrite)
    write_pages(folder, render_pages(comparisons, title))
    return folder / INDEX


def render_pages(comparisons: Sequence[Comparison], title: str = "Comparisons") -> dict[str, str]:
    """HTML by file name, the index last: a report that breaks off has no index that lies."""
    names = page_names([comparison.excerpt.id for comparison in comparisons])
    links = [neighbour(comparison, name) for comparison, name in zip(comparisons, names, strict=True)]
    page_template = _environment().get_template("excerpt.html.j2")
    pages = {}
    for i, comparison in enumerate(comparisons):
        page = build_page(
            comparison,
            i + 1,
            len(comparisons),
            links[i - 1] if i else None,
            links[i + 1] if i + 1 < len(links) else None,
        )
        pages[names[i]] = page_template.render(
            page=page, report_title=title, findings_text=findings_text(comparison), **_inlined("excerpt.js")
        )
    index_template = _environment().get_template("index.html.j2")
    pages[INDEX] = index_template.render(
        index=build_index(comparisons, names), report_title=title, **_inlined("index.js")
    )
    return pages


@cache
def _environment() -> Environment:
    environment = Environment(
        # PackageLoader fails in an editable install, where the folder is mapped.
        loader=FileSystemLoader(str(files("amana.templates"))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["plain"] = plain
    return environment


@cache
def _inlined(script_name: str) -> dict[str, str]:
    """Style and script of a page. The script's digest is the only one that the page lets run, so that text which
    should ever get past the escaping is still no script."""
    folder = files("amana.templates")
    script = (folder / script_name).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return {
        "css": Markup((folder / "report.css").read_text(encoding="utf-8")),  # noqa: S704 -- amana's own file
        "script": Markup(script),  # noqa: S704 -- amana's own file
        "script_hash": f"sha256-{digest}",
        "version": __version__,
    }
