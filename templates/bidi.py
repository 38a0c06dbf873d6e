"""Direction: which way a language runs, where a sentence changes direction, and which characters would bend it."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]

# fmt: off
_RTL_LANGUAGES = frozenset({
    "ar", "arc", "ary", "arz", "acm", "acq", "aeb", "ajp", "apc", "ars", "ayl", "azb", "bal", "bcc", "bgn", "ckb", "dv",
    "fa", "glk", "he", "iw", "ji", "khw", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "rhg", "sd", "skr", "syr", "ug",
    "ur", "uzs", "yi",
})
# fmt: on
_RTL_SCRIPTS = frozenset({"arab", "aran", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg"})

# Embeddings, overrides and isolates: they reorder what follows them, so a report shows them instead of obeying them.
# LRM, RLM and ALM only act as one invisible letter, are common in good Arabic text, and stay.
CONTROLS = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip
_QUOTATION = re.compile("(?<=“)([^“”]+)(?=”)")
_RTL_CLASSES = frozenset({"R", "AL", "AN"})


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one direction within a left-to-right sentence. `control` names a control character in its place."""

    text: str
    rtl: bool = False
    control: bool = False


def direction(lang: str) -> Direction:
    """A script subtag decides, else the language.

    >>> direction("ar"), direction("fa-IR"), direction("ur-Latn"), direction("az-Arab"), direction("en")
    ('rtl', 'rtl', 'ltr', 'rtl', 'ltr')
    """
    first, *subtags = re.split(r"[-_]", lang.lower())
    scripts = [subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if first in _RTL_LANGUAGES else "ltr"


def control_name(character: str) -> str:
    """The name under which a character that must not act is shown; empty for any other character.

    >>> control_name("\\u202e"), control_name("\\x07"), control_name("a"), control_name("\\n")
    ('RLO', 'U+0007', '', '')
    """
    if character in CONTROLS:
        return CONTROLS[character]
    if unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n\r\x85":
        return f"U+{ord(character):04X}"
    return ""


def whole(text: str, lang: str) -> tuple[Run, ...]:
    """A text that is known to be of one language, as one stretch of its direction."""
    return (Run(plain(text), rtl=True),) if direction(lang) == "rtl" else runs(text)


def plain(text: str) -> str:
    """Text for a place without markup (a page title, an attribute): control characters by name, white space single.

    >>> plain("a\\u202eb\\n c")
    'a⟨RLO⟩b c'
    """
    named = (f"⟨{name}⟩" if (name := control_name(character)) else character for character in text)
    return " ".join("".join(named).split())


def runs(text: str) -> tuple[Run, ...]:
    """The right-to-left stretches of a sentence, from their first letter to their last, and what is between them. A
    quotation that begins right-to-left is one stretch, whatever it contains.

    >>> [(run.text, run.rtl) for run in runs("“لا ترغب” is rendered “wants”.")]
    [('“', False), ('لا ترغب', True), ('” is rendered “wants”.', False)]
    >>> [run.text for run in runs("“على متن IL-76.” is left out") if run.rtl]
    ['على متن IL-76.']
    """
    found: list[Run] = []
    position = 0
    for match in _QUOTATION.finditer(text):
        quotation = match[1]
        if _first_strong(quotation) in ("R", "AL") and not any(map(control_name, quotation)):
            found += [*_letter_runs(text[position : match.start(1)]), Run(quotation, rtl=True)]
            position = match.end(1)
    return (*found, *_letter_runs(text[position:]))


def _first_strong(text: str) -> str:
    return next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "")


def _letter_runs(text: str) -> list[Run]:
    found: list[Run] = []
    start = 0  # of the run that is open
    rtl_end: int | None = None  # just after its last right-to-left character, where it is such a run
    for position, character in enumerate(text):
        kind = unicodedata.bidirectional(character)
        if control_name(character):
            found += _closed(text, start, rtl_end, position)
            found.append(Run(control_name(character), control=True))
            start, rtl_end = position + 1, None
        elif kind in _RTL_CLASSES:
            if rtl_end is None and position > start:
                found.append(Run(text[start:position]))
            start, rtl_end = (position if rtl_end is None else start), position + 1
        elif kind == "NSM" and rtl_end == position:
            rtl_end = position + 1
        elif kind == "L" and rtl_end is not None:
            found.append(Run(text[start:rtl_end], rtl=True))
            start, rtl_end = rtl_end, None
    return found + _closed(text, start, rtl_end, len(text))


def _closed(text: str, start: int, rtl_end: int | None, end: int) -> list[Run]:
    """The open run, and the neutral characters behind a right-to-left one."""
    pieces = [Run(text[start:end])] if rtl_end is None else [Run(text[start:rtl_end], rtl=True), Run(text[rtl_end:end])]
    return [piece for piece in pieces if piece.text]
