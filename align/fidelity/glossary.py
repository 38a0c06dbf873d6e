"""Glossaries: terms of the source with the renderings that are accepted and those that are forbidden.

CSV: a header `source,accepted,forbidden,note`, several renderings separated by `|`. TBX (ISO 30042, both dialects):
Arabic terms of a concept with its English ones; a term whose status is deprecated or superseded is forbidden.
"""

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

from amana.errors import InputError
from amana.translate.folding import fold
from amana.types import GlossaryEntry

COLUMNS = ("source", "accepted", "forbidden", "note")
_REFUSED = frozenset(
    {"deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecated", "superseded", "notRecommended"}
)

Row = tuple[int, GlossaryEntry]  # with the line it began on


def read_glossary(path: Path) -> tuple[GlossaryEntry, ...]:
    """The entries of a glossary file, in its order.

    Raises InputError with every bad row of the file, each as file:line.
    """
    try:
        if path.suffix.lower() in (".tbx", ".xml"):
            problems: list[str] = []
            rows = list(_tbx_rows(path, problems))
        else:
            text = path.read_bytes().decode("utf-8-sig")
            problems = []
            rows = list(_csv_rows(text, str(path), problems))
    except OSError as error:
        raise InputError(f"{path}: the glossary cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: byte {error.start} is not UTF-8: save the glossary as UTF-8 (in Excel: “CSV UTF-8”)"
        ) from error
    problems += _conflicts(rows, str(path))
    if problems:
        raise InputError(f"{path}: {len(problems)} bad entries in the glossary; correct them:", problems)
    if not rows:
        raise InputError(f"{path}: the glossary has no entries: expected at least one row under the header")
    return tuple(entry for _, entry in rows)


@cache
def bundled_glossary() -> tuple[GlossaryEntry, ...]:
    """The glossary of security and politics that comes with amana."""
    text = (files("amana.align.fidelity") / "data" / "glossary.csv").read_text(encoding="utf-8")
    return tuple(entry for _, entry in _csv_rows(text, "glossary.csv", []))


def _csv_rows(text: str, name: str, problems: list[str]) -> Iterator[Row]:
    reader = csv.reader(StringIO(text))
    header: list[str] | None = None
    start = 1
    for row in reader:
        line, start = start, reader.line_num + 1
        if not any(cell.strip() for cell in row) or row[0].startswith("#"):
            continue
        if header is None:
            header = [cell.strip().lower() for cell in row]
            missing = [column for column in COLUMNS[:2] if column not in header]
            unknown = [column for column in header if column not in COLUMNS]
            if missing or unknown:
                problems.append(f"{name}:{line}: header is {','.join(row)}: expected {','.join(COLUMNS)}")
                return
            continue
        if len(row) > len(header):
            problems.append(f"{name}:{line}: {len(row)} cells, expected {len(header)}: quote a cell that has a comma")
            continue
        cells = dict(zip(header, row, strict=False))
        entry = GlossaryEntry(
            cells.get("source", "").strip(),
            _split(cells.get("accepted", "")),
            _split(cells.get("forbidden", "")),
            cells.get("note", "").strip(),
        )
        if problem := _problem(entry):
            problems.append(f"{name}:{line}: {problem}")
        else:
            yield line, entry


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))


def _problem(entry: GlossaryEntry) -> str | None:
    if not entry.source:
        return "no source term: expected one in the first column"
    if not entry.accepted and not entry.forbidden:
        return f"{entry.source} has neither an accepted nor a forbidden rendering: expected at least one"
    both = {word.casefold() for word in entry.accepted} & {word.casefold() for word in entry.forbidden}
    if both:
        return f"{entry.source}: “{', '.join(sorted(both))}” is accepted and forbidden at once: take one out"
    return None


def _conflicts(rows: Iterable[Row], name: str) -> list[str]:
    """One term on two lines: which of them would hold is a guess."""
    seen: dict[str, int] = {}
    problems = []
    for line, entry in rows:
        key = " ".join(fold(word) for word in entry.source.split())
        if key in seen:
            problems.append(f"{name}:{line}: {entry.source} is already on line {seen[key]}: join the two rows")
        seen.setdefault(key, line)
    return problems


def _tbx_rows(path: Path, problems: list[str]) -> Iterator[Row]:
    from lxml import etree

    # A glossary from elsewhere may not make amana read other files or the network.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path}:{error.lineno}: not well-formed XML: {error.msg}") from error
    concepts = [element for element in root.iter() if _name(element) in ("termEntry", "conceptEntry")]
    if not concepts:
        problems.append(f"{path}:1: no termEntry and no conceptEntry: expected a TBX file")
    for concept in concepts:
        terms: dict[str, list[tuple[str, bool]]] = {"ar": [], "en": []}
        for section in concept:
            language = section.get("{http://www.w3.org/XML/1998/namespace}lang", "")[:2].lower()
            if _name(section) in ("langSet", "langSec") and language in terms:
                terms[language] += _terms(section, str(path), problems)
        note = " ".join(" ".join(e.itertext()).strip() for e in concept if _name(e) in ("note", "descrip"))
        accepted = tuple(dict.fromkeys(text for text, refused in terms["en"] if not refused))
        forbidden = tuple(dict.fromkeys(text for text, refused in terms["en"] if refused))
        if not terms["ar"]:
            problems.append(f"{path}:{concept.sourceline}: a concept without an Arabic term: expected a langSet ar")
        for text, _ in terms["ar"]:
            entry = GlossaryEntry(text, accepted, forbidden, note)
            if problem := _problem(entry):
                problems.append(f"{path}:{concept.sourceline}: {problem}")
            else:
                yield concept.sourceline, entry


def _terms(section: Any, name: str, problems: list[str]) -> Iterator[tuple[str, bool]]:
    """Terms of one language with whether their status refuses them."""
    for block in section.iter():
        if _name(block) not in ("tig", "ntig", "termSec"):
            continue
        refused = any(_name(note) == "termNote" and (note.text or "").strip() in _REFUSED for note in block.iter())
        for term in (element for element in block.iter() if _name(element) == "term"):
            text = " ".join("".join(term.itertext()).split())
            if len(term) or not text:
                problems.append(f"{name}:{term.sourceline}: a term that is empty or holds markup: expected plain text")
            else:
                yield text, refused


def _name(element: Any) -> str:
    """The tag without its name space; "" for a comment or an entity, whose tag is no string."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
