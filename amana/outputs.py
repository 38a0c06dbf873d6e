"""What a comparison is written to: the report, and the same findings as data."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from amana.errors import InputError, OutputError
from amana.templates.folders import MARKER, claim_folder
from amana.types import SEVERITIES, Comparison, Severity

FORMATS = ("html", "jsonl", "csv", "xlsx", "tmx", "sarif")


def parse_formats(text: str) -> tuple[str, ...]:
    """The formats named in a comma-separated list, in the order of FORMATS."""
    asked = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in asked if name not in FORMATS]
    if unknown or not asked:
        raise InputError(f"formats '{text}': expected some of {', '.join(FORMATS)}, separated by commas")
    return tuple(name for name in FORMATS if name in asked)


def parse_severity(text: str | None) -> Severity | None:
    """The bar of --fail-on."""
    if text is None:
        return None
    for severity in SEVERITIES[1:]:
        if text.strip().lower() == severity:
            return severity
    raise InputError(f"--fail-on '{text}': expected minor, major or critical")


def refuse_folder(folder: Path) -> None:
    """Raises OutputError where a report cannot go to this folder. Writes nothing."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file: give a folder for the report")
    try:
        foreign = folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).exists()
    except OSError as error:
        raise OutputError(f"{folder} cannot be read: {error.strerror}. Give another folder") from error
    if foreign:
        raise OutputError(f"{folder} holds files that amana did not write: give a new or an empty folder")
    above = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    if not above.is_dir():
        raise OutputError(f"{folder} cannot be made: {above} is a file. Give another folder")
    if not os.access(above, os.W_OK | os.X_OK):
        raise OutputError(f"{folder} cannot be written: no permission to write in {above}. Give another folder")


def prepare_folder(folder: Path) -> None:
    """Make the folder, or take one that amana wrote. Raises OutputError where that cannot be."""
    refuse_folder(folder)
    claim_folder(folder, overwrite=True)


def write_outputs(comparisons: Sequence[Comparison], folder: Path, formats: Sequence[str], title: str) -> list[Path]:
    """Write each format; returns the paths, the report's index first."""
    from amana.corpora import writers

    data: dict[str, tuple[str, Callable[..., None]]] = {
        "jsonl": ("results.jsonl", writers.write_results),
        "csv": ("findings.csv", writers.write_csv),
        "xlsx": ("findings.xlsx", writers.write_xlsx),
        "tmx": ("pairs.tmx", writers.write_tmx),
        "sarif": ("findings.sarif", writers.write_sarif),
    }
    written = []
    for name in formats:
        if name == "html":
            from amana.templates import write_report

            written.append(write_report(comparisons, folder, title=title, overwrite=True))
        else:
            filename, write = data[name]
            write(comparisons, folder / filename, overwrite=True)
            written.append(folder / filename)
    return written
