"""Reading a corpus: files, folders and standard input in, excerpts out, and every bad record named at once."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from amana.corpora.folder import is_excerpt_file, read_text_files
from amana.corpora.identifier import natural_key, safe_id, same_file_key
from amana.corpora.jsonl import failed, read_jsonl
from amana.errors import InputError
from amana.types import Excerpt

_LINES = (".jsonl", ".ndjson")


def read_corpus(paths: Sequence[Path], *, strict: bool = True) -> list[Excerpt]:
    """The excerpts of all paths, in the order given; within a folder in natural order.

    A path is a `.jsonl` file, a text file of the folder form, a folder of either, or `-` for JSON Lines on stdin.
    In a folder, `gold*.jsonl` is somebody's answers and hidden files are nobody's: neither is read.

    Raises InputError with a line for every bad record. With `strict=False` a bad record becomes an excerpt with
    `problem` set, in its place, under an id of its own; a path that is not there is an error all the same.
    """
    if not paths:
        raise InputError(
            "No corpus was given: expected a .jsonl file, a folder of <id>.ar.txt and <id>.en.txt, or '-'."
        )
    missing = [f"{path}: not found" for path in paths if str(path) != "-" and not path.exists()]
    if missing:
        raise InputError("The corpus is not there: expected a .jsonl file, a folder, or '-' for stdin.", missing)
    excerpts = _distinct([*_read_all(paths)])
    problems = [f"{excerpt.origin}: {excerpt.problem}" for excerpt in excerpts if excerpt.problem is not None]
    if strict and problems:
        total = len(problems)
        raise InputError(f"{total} {'record' if total == 1 else 'records'} of the corpus cannot be read.", problems)
    return excerpts


def _read_all(paths: Sequence[Path]) -> Iterator[Excerpt]:
    seen: dict[Path | str, Path] = {}
    loose: list[Path] = []
    for path in paths:
        key: Path | str = "-" if str(path) == "-" else path.resolve()
        if key in seen:
            yield failed(path.stem, str(path), f"is given twice, also as {seen[key]}: expected each path once")
            continue
        seen[key] = path
        if key == "-":
            yield from read_jsonl(sys.stdin.buffer.read(), "<stdin>")
        elif path.is_dir():
            yield from _read_folder(path)
        elif path.suffix.lower() in _LINES:
            yield from _read_file(path)
        elif is_excerpt_file(path):
            loose.append(path)
        else:
            yield failed(path.stem, str(path), f"is a {path.suffix or 'file without a suffix'}: expected .jsonl, a "
                         "folder, or <id>.ar.txt; `amana import` reads published documents")  # fmt: skip
    yield from read_text_files(loose)


def _read_file(path: Path) -> Iterator[Excerpt]:
    try:
        data = path.read_bytes()
    except OSError as error:
        yield failed(path.stem, str(path), f"cannot be read: {error.strerror}")
        return
    yield from read_jsonl(data, str(path))


def _read_folder(folder: Path) -> Iterator[Excerpt]:
    inside = sorted((p for p in folder.iterdir() if not p.name.startswith(".")), key=lambda p: natural_key(p.name))
    lines = [p for p in inside if p.suffix.lower() in _LINES and p.is_file() and not p.name.startswith("gold")]
    texts = [p for p in inside if is_excerpt_file(p) and p.is_file()]
    for path in lines:
        yield from _read_file(path)
    yield from read_text_files(texts)
    if not lines and not texts:
        folders = [p.name for p in inside if p.is_dir()]
        hint = f"; its folders are not searched, give them by name: {', '.join(folders[:5])}" if folders else ""
        yield failed(folder.name or "folder", str(folder), f"holds no excerpts: expected .jsonl files, or <id>.ar.txt "
                     f"and <id>.en.txt{hint}")  # fmt: skip


def _distinct(excerpts: Sequence[Excerpt]) -> list[Excerpt]:
    """The excerpts with a problem on every second use of an id, and a free id for each one that has a problem."""
    first: dict[str, Excerpt] = {}
    for excerpt in excerpts:
        if excerpt.problem is None:
            first.setdefault(same_file_key(excerpt.id), excerpt)
    taken = set(first)
    result = []
    for excerpt in excerpts:
        owner = first.get(same_file_key(excerpt.id))
        if owner is excerpt:
            result.append(excerpt)
            continue
        problem = excerpt.problem
        if problem is None:
            assert owner is not None  # noqa: S101  (every good excerpt's id is in `first`)
            case = "" if owner.id == excerpt.id else f" (as {owner.id!r}: on many disks one file)"
            problem = f"id {excerpt.id!r} is already at {owner.origin}{case}: expected each id once"
        result.append(replace(excerpt, id=_free(excerpt.id, taken), problem=problem))
    return result


def _free(identifier: str, taken: set[str]) -> str:
    candidate, number = safe_id(identifier), 2
    while same_file_key(candidate) in taken:
        candidate, number = f"{safe_id(identifier)}-{number}", number + 1
    taken.add(same_file_key(candidate))
    return candidate
