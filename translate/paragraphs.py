"""Paragraphs of a text: a blank line parts them, and so does a line break, unless the text was wrapped at a width."""

import re
from collections.abc import Iterator
from itertools import pairwise

from amana.types import Span

# Widths at which mail programs, terminals and typewriters wrap. Saved pages hold whole paragraphs a line.
_WIDTHS = range(40, 121)
_WRAPPED_LINES = 3  # two lines may be of one length by chance
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ENDS_SENTENCE = re.compile(r"[.!?؟…:؛»”\"')\]]\s*\Z")


def paragraph_spans(text: str) -> Iterator[Span]:
    """Spans of the paragraphs of a text that has been normalised for display, without surrounding white space.

    >>> list(paragraph_spans("One\\nTwo\\n\\nThree"))
    [(0, 3), (4, 7), (9, 14)]
    """
    for block in re.finditer(r"[^\n](?:[^\n]|\n(?!\n))*", text):
        lines = [(block.start() + m.start(), block.start() + m.end()) for m in _LINE.finditer(block.group())]
        yield from _unwrapped(text, lines)


def _unwrapped(text: str, lines: list[Span]) -> Iterator[Span]:
    """The lines of a block, those that a wrapped sentence runs through joined."""
    if not lines:
        return
    wrapped = _is_wrapped([text[start:end] for start, end in lines])
    start = lines[0][0]
    for line, following in pairwise(lines):
        runs_on = not _ENDS_SENTENCE.search(text[slice(*line)])
        lower = text[following[0]].islower()
        if not (wrapped or (runs_on and lower)):
            yield start, line[1]
            start = following[0]
    yield start, lines[-1][1]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether each line is as full as one width allows: the next line's first word would not have fitted."""
    width = max(map(len, lines))
    return (
        len(lines) >= _WRAPPED_LINES
        and width in _WIDTHS
        and all(len(line) + 1 + len(following.split()[0]) > width for line, following in pairwise(lines))
    )
