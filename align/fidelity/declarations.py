"""What a rendering declares about itself: `...`, `[...]` where it leaves something out, `[words]` where it adds.

Other checks ask here before they call something omitted or added.
"""

import re
from dataclasses import dataclass

from amana.types import AlignedPair, Side, Span

_DOTS = r"(?:\.(?:\s?\.){2,}|…+)"
_OMISSION = re.compile(
    rf"[\[(<{{]\s*(?:{_DOTS}|excerpts?|abridged|snip|cut)\s*[\])>}}]|{_DOTS}",
    re.IGNORECASE,
)
_ELLIPSIS_IN_SOURCE = re.compile(r"\.\.+|…")  # Arabic often writes two dots
# Not [1] (a footnote) and not [T]he (a letter whose case was changed): neither adds words.
_ADDITION = re.compile(r"\[(?=[^\[\]]*[^\W\d_]{2})[^\[\]]+\]")
_CLOSING = re.compile(r"[\s\"'”’»)\].!?]*\Z")
_OPENING = re.compile(r"[\s\"'“‘«(\[]*\Z")


@dataclass(frozen=True, slots=True)
class Mark:
    """A declared omission. `bracketed` marks cannot be the source's own punctuation."""

    span: Span
    bracketed: bool
    at_start: bool
    at_end: bool


def omission_marks(side: Side) -> tuple[Mark, ...]:
    """The marks of omission in a stretch, with spans in the original text of the part."""
    text, offset = side.text, side.span[0]
    return tuple(
        Mark(
            (match.start() + offset, match.end() + offset),
            bracketed=match.group()[0] in "[(<{",
            at_start=_OPENING.fullmatch(text[: match.start()]) is not None,
            at_end=_CLOSING.match(text, match.end()) is not None,
        )
        for match in _OMISSION.finditer(text)
    )


def declared_omissions(pair: AlignedPair) -> tuple[Mark, ...]:
    """The rendering's marks of omission that do not merely repeat an ellipsis of the source."""
    marks = omission_marks(pair.rendering)
    plain = sum(not mark.bracketed for mark in marks)
    if plain and len(_ELLIPSIS_IN_SOURCE.findall(pair.source.text)) >= plain:
        return tuple(mark for mark in marks if mark.bracketed)
    return marks


def declared_additions(pair: AlignedPair) -> tuple[Span, ...]:
    """Spans of `[words]` in the rendering, brackets included, where the source has no square brackets of its own."""
    if "[" in pair.source.text:
        return ()
    offset = pair.rendering.span[0]
    return tuple(
        (match.start() + offset, match.end() + offset)
        for match in _ADDITION.finditer(pair.rendering.text)
        if not _OMISSION.fullmatch(match.group())
    )


def only_marks(side: Side) -> bool:
    """Whether a stretch holds nothing but marks of omission."""
    rest = _OMISSION.sub("", side.text)
    return bool(side.text.strip()) and not any(char.isalnum() for char in rest) and rest != side.text


def only_bracketed(side: Side) -> bool:
    """Whether a stretch holds nothing but `[words]`."""
    text = side.text.strip(" \t\n.")
    return len(text) > 2 and text[0] == "[" and text[-1] == "]" and "]" not in text[1:-1]
