"""Excerpts as text files: `<id>.ar.txt` + `<id>.en.txt` [+ `<id>.toml`], or `<id>.source.txt` + `<id>.rendering.txt`.

The toml is the record without its texts: `provenance`, and the tables `[source]` and `[rendering]` with their fields.
It also settles which file is which side, by `lang`, or by `file = "name.txt"` where two files have one language.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from amana.corpora.encoding import UndecodableError, decode
from amana.corpora.identifier import natural_key
from amana.corpora.jsonl import failed
from amana.corpora.record import RecordReader
from amana.types import Excerpt

_SIDES = ("source", "rendering")
_TEXT = re.compile(r"(?P<id>.+)\.(?P<tag>source|rendering|[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.txt", re.IGNORECASE)
_TOML = re.compile(r"(?P<id>.+)\.toml", re.IGNORECASE)
_PAPERS = re.compile(r"(readme|licen[cs]e|notice|changelog|authors)([.-].*)?\.txt", re.IGNORECASE)  # about a corpus


@dataclass(slots=True)
class _Group:
    """The files of one id. `texts` by tag: a language, `source` or `rendering`."""

    id: str
    folder: Path
    texts: dict[str, Path] = field(default_factory=dict)
    toml: Path | None = None


def is_excerpt_file(path: Path) -> bool:
    """Whether a file belongs to this form; a `.txt` of any name does, so that a misnamed one is reported."""
    return path.suffix.lower() in (".txt", ".toml")


def read_text_files(paths: Iterable[Path]) -> Iterator[Excerpt]:
    """The excerpts that these files make up, in the natural order of their ids."""
    groups: dict[tuple[Path, str], _Group] = {}
    strays: list[Path] = []
    for path in paths:
        match = _TEXT.fullmatch(path.name) or _TOML.fullmatch(path.name)
        if match is None:
            if not _PAPERS.fullmatch(path.name):
                strays.append(path)
            continue
        group = groups.setdefault((path.parent, match["id"]), _Group(match["id"], path.parent))
        if path.suffix.lower() == ".toml":
            group.toml = path
        else:
            tag = match["tag"].lower() if match["tag"].lower() in _SIDES else _language(match["tag"])
            if tag in group.texts:
                strays.append(path)  # x.EN.txt beside x.en.txt
            group.texts.setdefault(tag, path)
    for group in sorted(groups.values(), key=lambda group: natural_key(group.id)):
        yield _read_group(group)
    for path in strays:
        yield failed(path.stem, str(path), "its name does not say which side it is, or says what another says: "
                     "expected <id>.ar.txt, <id>.en.txt, <id>.source.txt or <id>.rendering.txt. "
                     "A published page is read by amana import")  # fmt: skip


def _language(tag: str) -> str:
    """`AR` is `ar`; what follows the language keeps its case, as in `ar-EG`."""
    first, hyphen, region = tag.partition("-")
    return first.lower() + hyphen + region


def _read_group(group: _Group) -> Excerpt:
    first = group.toml or min(group.texts.values())
    try:
        record = _read_toml(group.toml) if group.toml else {}
        sides = _assign(group, record)
        notes: list[str] = []
        for side, (tag, path) in sides.items():
            table = record.setdefault(side, {})
            assert isinstance(table, dict)  # noqa: S101  (_assign has checked it)
            if "text" in table:
                raise ValueError(f"{side}.text is there, and the file {path.name} too: expected one of them")
            table["text"], note = _read_text(path)
            notes.extend(note)
            if tag not in _SIDES:
                table.setdefault("lang", tag)
    except (ValueError, OSError) as error:
        return failed(group.id, str(first), str(error))
    if record.setdefault("id", group.id) != group.id:
        return failed(group.id, str(first), f"its id is {record['id']!r}: expected {group.id!r}, as the file is named")
    reader = RecordReader(record)
    if reader.excerpt is None:
        return failed(group.id, str(first), "; ".join(reader.problems))
    return replace(reader.excerpt, origin=str(first), notes=(*reader.excerpt.notes, *notes))


def _read_text(path: Path) -> tuple[str, tuple[str, ...]]:
    try:
        decoded = decode(path.read_bytes())
    except UndecodableError as error:
        raise ValueError(f"{path.name}: {error}") from error
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not text.strip():
        raise ValueError(f"{path.name} is empty: expected the text of one side")
    return text, decoded.note(path.name)


def _read_toml(path: Path) -> dict[str, object]:
    """The tables as JSON would give them: TOML has dates of its own."""
    try:
        loaded = tomllib.loads(decode(path.read_bytes()).text)
    except UndecodableError as error:
        raise ValueError(f"{path.name}: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path.name} is not TOML: {error}") from error
    return {
        name: {key: item.isoformat() if isinstance(item, date) else item for key, item in value.items()}
        if isinstance(value, dict)
        else value
        for name, value in loaded.items()
    }


def _assign(group: _Group, record: dict[str, object]) -> dict[str, tuple[str, Path]]:
    """Which file is which side. Raises ValueError where the files and the toml do not settle it."""
    tables: dict[str, dict[str, object]] = {}
    for side in _SIDES:
        table = record.get(side, {})
        if not isinstance(table, dict):
            raise ValueError(f"{side} is {table!r}: expected a table [{side}]")
        tables[side] = table
    left = dict(group.texts)
    sides: dict[str, tuple[str, Path]] = {}
    for side, table in tables.items():  # what is said outright comes first: file, then the name, then the language
        if "file" in table:
            name = table.pop("file")
            tag = next((tag for tag, path in left.items() if path.name == name), None)
            if tag is None:
                raise ValueError(f"{side}.file is {name!r}: expected one of {_names(group)}")
            sides[side] = (tag, left.pop(tag))
    for side, table in tables.items():
        lang = table.get("lang")
        if side not in sides and side in left:
            sides[side] = (side, left.pop(side))
        elif side not in sides and isinstance(lang, str) and lang in left:
            sides[side] = (lang, left.pop(lang))
    if left:
        sides.update(_by_language(left, sides, tables, group))
    return sides


def _by_language(
    left: dict[str, Path], taken: Mapping[str, object], tables: Mapping[str, Mapping[str, object]], group: _Group
) -> dict[str, tuple[str, Path]]:
    free = [side for side in _SIDES if side not in taken and "lang" not in tables[side]]
    tags = list(left)
    if len(tags) == 1 and len(free) == 2:
        free = ["rendering"] if tags[0].split("-")[0] == "en" else ["source"]
    elif len(tags) == 2 and len(free) == 2:
        # English is what is published of Arabic here; a pair without English has Arabic as its source.
        tags.sort(key=lambda tag: (tag.split("-")[0] == "en", tag.split("-")[0] != "ar"))
        languages = {tag.split("-")[0] for tag in tags}
        if not languages & {"ar", "en"} or len(languages) == 1:
            free = []
    if len(tags) != len(free):
        name = f"{group.id}.toml"
        raise ValueError(
            f"{_names(group)} do not say which is the source and which the rendering: expected two of them; write "
            f"[source] lang = ... and [rendering] lang = ... into {name}"
        )
    return {side: (tag, left[tag]) for side, tag in zip(free, tags, strict=True)}


def _names(group: _Group) -> str:
    return ", ".join(path.name for path in group.texts.values()) or "no text file"
