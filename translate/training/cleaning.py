"""Cleaning one pair: what the text becomes, or the reason why it is left out.

Nothing is repaired by guessing. A pair that looks broken is dropped and counted under its reason, and `prepare` prints
the counts.
"""

import re
import unicodedata
from typing import NamedTuple

from amana.translate.folding import fold

MAX_WORDS = 120  # on either side: what fits a batch of the longest shape


class Pair(NamedTuple):
    arabic: str
    english: str


class Dropped(NamedTuple):
    reason: str


# The English side is written with the ASCII quotes and hyphens of newswire, so that the model does not have to guess
# between two forms of one sign.
_ENGLISH_SIGNS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "‑": "-", "–": "-", "…": "...", "′": "'"}
)
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(
    r"</?[a-zA-Z][^>]*>|\$\(?[A-Za-z_]\w*|%\d*\$?[sdS@]\b|%%\w+%%|\{\s*\$?[\w .-]*\}|&[a-z#0-9]+;|https?://|\\[nt]"
)
_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3]")
_LATIN = re.compile("[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")


def clean_pair(arabic: str, english: str) -> Pair | Dropped:
    """The pair in NFC with single spaces and no invisible characters, or why it is not a training pair."""
    arabic = _tidy(arabic)
    english = _tidy(english).translate(_ENGLISH_SIGNS)
    reason = _objection(arabic, english)
    return Dropped(reason) if reason else Pair(arabic, english)


def folded_key(text: str) -> str:
    """Letters and digits only, folded: the form under which two sentences are the same sentence."""
    return " ".join(re.findall(r"\w+", fold(unicodedata.normalize("NFKC", text))))


def _tidy(text: str) -> str:
    return _SPACE.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def _objection(arabic: str, english: str) -> str:
    if not arabic or not english:
        return "empty side"
    if _MARKUP.search(arabic) or _MARKUP.search(english):
        return "markup"
    if _ARABIC.search(english):
        return "Arabic letters in the English"
    letters = len(_LETTER.findall(arabic))
    if not _ARABIC.search(arabic) or len(_ARABIC.findall(arabic)) < 0.6 * letters:
        return "not Arabic"
    if not _LATIN.search(english):
        return "no English letters"
    words = len(arabic.split()), len(english.split())
    if max(words) > MAX_WORDS:
        return "too long"
    if min(words) >= 3 and not 0.45 <= words[1] / words[0] <= 3.2:
        return "length ratio"
    if min(words) < 3 and max(words) > 3 * min(words) + 4:
        return "length ratio"
    return ""
