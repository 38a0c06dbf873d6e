"""Reading and writing lines: '-' is stdin or stdout, text is UTF-8, and a line ends at a newline only."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from amana.errors import InputError, OutputError

Record = dict[str, Any]


def shown_name(path: str) -> str:
    """What a message calls an input."""
    return "<stdin>" if path == "-" else path


def read_lines(path: str) -> list[str]:
    """The lines of a file or of stdin, without their ends. Raises InputError where it is not there or not UTF-8."""
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}. Give a file, or '-' for stdin") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{shown_name(path)}:{line}: byte 0x{raw[error.start]:02x} is not UTF-8, which this command reads. "
            f"Convert it first: iconv -f WINDOWS-1256 -t UTF-8"
        ) from error
    # str.splitlines would also cut at U+2028, form feed and others, and break "one line out for each line in".
    lines = text.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def read_records(path: str, fields: dict[str, type]) -> list[Record]:
    """JSON Lines whose objects have these fields of these types. All bad lines are reported at once."""
    records: list[Record] = []
    problems: list[str] = []
    bad = 0
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        where = f"{shown_name(path)}:{number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            problems.append(f"{where}:{error.colno}: not JSON ({error.msg})")
            bad += 1
            continue
        found = list(_field_problems(record, fields))
        problems += [f"{where}: {problem}" for problem in found]
        if found:
            bad += 1
        else:
            records.append(record)
    if problems:
        shown = [*problems[:20], f"... and {len(problems) - 20} more"] if len(problems) > 20 else problems
        expected = ", ".join(f'"{name}"' for name in fields)
        counted = "1 bad record" if bad == 1 else f"{bad} bad records"
        raise InputError(f"{counted}; expected JSON objects with {expected}, one a line:", shown)
    return records


def _field_problems(record: object, fields: dict[str, type]) -> Iterator[str]:
    if not isinstance(record, dict):
        yield f"expected an object, found {type(record).__name__}"
        return
    for name, kind in fields.items():
        if name not in record:
            yield f'no "{name}"'
        elif not isinstance(record[name], kind):
            yield f'"{name}" is {type(record[name]).__name__}, expected {kind.__name__}'
        elif kind is list and not all(isinstance(item, str) for item in record[name]):
            yield f'"{name}" must hold strings only'


@contextmanager
def open_output(path: str, inputs: Sequence[str] = ()) -> Iterator[IO[str]]:
    """A text stream to write. Refuses to write over an input; a file appears only when it is complete."""
    if path == "-":
        try:
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
            yield sys.stdout
            sys.stdout.flush()
        except BrokenPipeError:  # `amana ... | head`: the reader has what it wants
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        return
    refuse_input(path, inputs)
    target = Path(path)
    # A pipe or a device is written to; only a file can be replaced by a complete one.
    special = target.exists() and not target.is_file()
    partial = target if special else target.with_name(f".{target.name[:80]}.{os.getpid()}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        if not special:
            partial.replace(target)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror}. Give a file in a folder that is there, or '-' for stdout"
        ) from error
    finally:
        if not special:
            with suppress(OSError):
                partial.unlink(missing_ok=True)


def refuse_input(path: str, inputs: Sequence[str]) -> None:
    """Raises OutputError where an output is one of the inputs, by whatever name."""
    if any("-" not in (name, path) and Path(path).resolve() == Path(name).resolve() for name in inputs):
        raise OutputError(f"{path} is an input of this command: give another output")


def write_records(path: str, records: Iterable[Record], inputs: Sequence[str] = ()) -> None:
    """JSON Lines, in order."""
    with open_output(path, inputs) as stream:
        for record in records:
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def map_lines(path: str, output: str, function: Callable[[list[str]], Iterable[str]]) -> None:
    """One line out for each line in."""
    lines = read_lines(path)
    with open_output(output, [path]) as stream:
        for line in function(lines):
            stream.write(line.replace("\n", " ") + "\n")
