"""A page's paragraphs. Saved pages hold one a line; plain text from mail or a terminal is wrapped, and is unwrapped."""

from itertools import pairwise

_WIDEST = 120  # characters; longer lines are whole paragraphs
_FULL = 0.6  # of the longest line: a shorter line ends its paragraph
_FEWEST_FULL = 0.5  # share of full lines that makes a text a wrapped one


def paragraph_lines(text: str) -> list[tuple[int, str]]:
    """Each paragraph with the number of its first line, from 1.

    >>> paragraph_lines("Title\\n\\nA line that runs on\\nand on. And again\\non to its very end\\nof all.")
    [(1, 'Title'), (3, 'A line that runs on and on. And again on to its very end of all.')]
    """
    lines = [line.strip() for line in text.split("\n")]
    full = _full_length(lines)
    paragraphs: list[tuple[int, str]] = []
    runs_on = False
    for number, line in enumerate(lines, 1):
        if not line:
            runs_on = False
            continue
        if runs_on:
            first, before = paragraphs[-1]
            paragraphs[-1] = first, f"{before} {line}"
        else:
            paragraphs.append((number, line))
        runs_on = full is not None and len(line) >= full
    return paragraphs


def _full_length(lines: list[str]) -> float | None:
    """From which length a line runs on into the next; None where the text is not wrapped."""
    filled = [line for line in lines if line]
    inner = [line for line, following in pairwise(lines) if line and following]
    widest = max(map(len, filled), default=0)
    if len(filled) == len(lines) or widest > _WIDEST or len(inner) < 3:
        return None
    full = _FULL * widest
    return full if sum(len(line) >= full for line in inner) > _FEWEST_FULL * len(inner) else None
