"""Reading JSON Lines: every line an excerpt, or an excerpt with a problem that names its file, line and column."""

import json
from collections.abc import Iterator, Sequence

from amana.corpora.encoding import UndecodableError, decode
from amana.corpora.identifier import safe_id
from amana.corpora.record import RecordReader
from amana.types import Excerpt


def read_jsonl(data: bytes, name: str) -> Iterator[Excerpt]:
    """The excerpts of one file's bytes, in order; `name` is what messages call it. At least one is yielded."""
    stem = name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1].split(".")[0].strip("<>") or "corpus"
    try:
        decoded = decode(data)
    except UndecodableError as error:
        yield failed(stem, name, str(error))
        return
    notes = decoded.note(name)
    empty = True
    # Not splitlines(): U+2028 and U+0085 may stand inside a JSON text.
    for number, line in enumerate(decoded.text.split("\n"), 1):
        if line.strip():
            empty = False
            yield _read_line(line, f"{name}:{number}", f"{stem}-line-{number}", notes)
    if empty:
        yield failed(stem, name, "is empty: expected one JSON object on each line")


def failed(identifier: str, origin: str, problem: str) -> Excerpt:
    """The stand-in for what could not be read: a report shows it as an error row."""
    return Excerpt(safe_id(identifier), None, None, origin=origin, problem=problem)


def _read_line(line: str, origin: str, stand_in: str, notes: Sequence[str]) -> Excerpt:
    try:
        value = json.loads(line, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        return failed(stand_in, f"{origin}:{error.colno}", f"is not JSON: {_explain(error, line)}")
    except RecursionError:
        return failed(stand_in, origin, "is not a record: its JSON is nested too deeply")
    except ValueError as error:
        return failed(stand_in, origin, f"is not JSON: {error}")
    reader = RecordReader(value)
    if reader.excerpt is None:
        return failed(reader.id or stand_in, origin, "; ".join(reader.problems))
    e = reader.excerpt
    kept = tuple(note for note in notes if note not in e.notes)
    return Excerpt(e.id, e.source, e.rendering, e.provenance, origin, (*e.notes, *kept))


def _explain(error: json.JSONDecodeError, line: str) -> str:
    near = line[max(0, error.pos - 15) : error.pos + 15].strip()
    hint = ""
    if line.strip() in ("{", "[", "[{") or line.lstrip().startswith("["):
        hint = "; expected JSON Lines: one whole object on each line, no list around them"
    return f"{error.msg[0].lower()}{error.msg[1:]} near {near!r}{hint}"


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise ValueError(f"the field {twice[0]!r} stands twice in one object")
    return value


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a JSON value")
