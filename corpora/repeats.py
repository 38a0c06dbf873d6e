"""Passages that a page holds twice: pull quotes, a lead above its article, a text pasted again after an edit.

A repeat has the same words as what stands above it, in however many paragraphs; it is left out, and said. A near repeat
has other words: it says something else, so it stays, and is said.
"""

import difflib
import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel

_FEWEST_WORDS = 6  # "General Khalifa Haftar" inside a sentence is no repeat
_NEAR = 0.75


def keep_once(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paragraphs without repeats, and a note for each repeat and near repeat. Notes count the kept paragraphs.

    >>> kept, notes = keep_once(["It came on Tuesday to the port.", "Next.", "It came on Tuesday, to the port."])
    >>> kept, notes
    (['It came on Tuesday to the port.', 'Next.'], ['repeat left out: “It came on Tuesday, to the…” is paragraph 1'])
    """
    kept: list[str] = []
    words_of: list[list[str]] = []
    notes: list[str] = []
    for paragraph in paragraphs:
        words = _words(paragraph)
        place = _standing(words, words_of) if len(words) >= _FEWEST_WORDS else None
        if place:
            notes.append(f"repeat left out: {_opening(paragraph)} is {place}")
            continue
        for number, earlier in enumerate(words_of, 1):
            if min(len(earlier), len(words)) < _FEWEST_WORDS:
                continue
            if f" {' '.join(earlier)} " in f" {' '.join(words)} ":
                said = f"near repeat kept: paragraph {len(kept) + 1} repeats paragraph {number} and says more"
            elif Indel.normalized_similarity(earlier, words) >= _NEAR:
                differences = _differences(kept[number - 1], paragraph)
                said = f"near repeat kept: paragraph {len(kept) + 1} is nearly paragraph {number}: {differences}"
            else:
                continue
            notes.append(said)
            break
        kept.append(paragraph)
        words_of.append(words)
    return kept, notes


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in punctuation, case and spacing at most."""
    return _words(one) == _words(other)


def contains_words(text: str, part: str) -> bool:
    """Whether the part's words stand in the text one after the other."""
    return f" {' '.join(_words(part))} " in f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _standing(words: Sequence[str], words_of: Sequence[Sequence[str]]) -> str | None:
    """Where these words stand already, as a note says it: in one paragraph, or running through several."""
    needle = f" {' '.join(words)} "
    starts, running = [], " "
    for earlier in words_of:
        starts.append(len(running) - 1)
        running += "".join(f"{word} " for word in earlier)
    at = running.find(needle)
    if at < 0:
        return None
    first = sum(start <= at for start in starts)
    last = sum(start < at + len(needle) - 1 for start in starts)
    if first != last:
        return f"paragraphs {first} to {last}"
    whole = len(words_of[first - 1]) == len(words)
    return f"paragraph {first}" if whole else f"within paragraph {first}"


def _differences(earlier: str, later: str) -> str:
    """The words that changed, in the order of the text; the first three places."""
    one, two = earlier.split(), later.split()
    changes = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag != "equal":
            changes.append(f"“{' '.join(two[c:d])}” for “{' '.join(one[a:b])}”")
    more = f", and {len(changes) - 3} more" if len(changes) > 3 else ""
    return ", ".join(changes[:3]) + more


def _opening(text: str) -> str:
    words = text.split()
    return f"“{' '.join(words[:6])}…”" if len(words) > 6 else f"“{text.strip()}”"
