"""Cutting a sentence that is longer than the model takes at its clause boundaries."""

import re
from collections.abc import Callable

# The best place first: a clause mark, a dash or bracket, a conjunction before a word, a space, anywhere.
_CUTS = (
    re.compile(r"(?<=[؛;:])\s+"),
    re.compile(r"(?<=[،,])\s+|\s+(?=[-–—(«“])|(?<=[)»”])\s+"),
    re.compile(r"\s+(?=(?:و|ثم|لكن|حيث|بينما|and|but|which|while)\w*)"),
    re.compile(r"\s+"),
)


def cut_at_clauses(sentence: str, fits: Callable[[str], bool]) -> list[str]:
    """Parts of a sentence that all fit, in order; no character other than white space at a cut is lost.

    >>> cut_at_clauses("وصل الوفد، ثم غادر المدينة، وعاد", lambda part: len(part) <= 22)
    ['وصل الوفد،', 'ثم غادر المدينة، وعاد']
    """
    if fits(sentence):
        return [sentence]
    left, right = _halves(sentence)
    return [*cut_at_clauses(left, fits), *cut_at_clauses(right, fits)]


def _halves(sentence: str) -> tuple[str, str]:
    """Two parts, cut near the middle. A better kind of boundary wins unless it lies in an outer quarter."""
    middle = len(sentence) / 2
    for pattern in _CUTS:
        if inner := [m for m in pattern.finditer(sentence) if abs(m.start() - middle) <= len(sentence) / 4]:
            cut = min(inner, key=lambda match: abs(match.start() - middle))
            return sentence[: cut.start()], sentence[cut.end() :]
    half = max(1, len(sentence) // 2)  # one endless word
    return sentence[:half], sentence[half:]
