"""What a saved page holds beside its article, by the patterns in data/boilerplate.tsv."""

import re
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["line", "tail", "archive", "label", "source", "byline"]


@cache
def _patterns(kind: Kind) -> re.Pattern[str]:
    lines = files("amana.corpora").joinpath("data/boilerplate.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return re.compile("|".join(f"(?:{row[1]})" for row in rows if row[0] == kind), re.IGNORECASE)


def is_boilerplate(kind: Kind, line: str) -> bool:
    """Whether the whole line is of this kind.

    >>> is_boilerplate("line", "Type to search"), is_boilerplate("tail", "Leave a Reply")
    (True, True)
    """
    return _patterns(kind).fullmatch(line.strip()) is not None


def without_label(kind: Kind, line: str) -> str | None:
    """What follows a label; None where the line begins with none.

    >>> without_label("source", "Source: Al – Monitor"), without_label("byline", "By Adam Lucente")
    ('Al – Monitor', 'Adam Lucente')
    """
    match = re.match(rf"(?:{_patterns(kind).pattern})(?=[\s:])[\s:]*(?P<rest>.+)", line.strip(), re.IGNORECASE)
    return match["rest"].strip() if match else None
