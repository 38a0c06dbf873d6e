"""Excerpt ids. A report has one page an excerpt, named by its id, so an id has to be a file name on every system."""

import re
import unicodedata

_FORBIDDEN = re.compile(r'[^\S ]|[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # Windows devices
_LONGEST = 180  # bytes in UTF-8; file systems take 255 with the suffix


def id_fault(identifier: str) -> str | None:
    """Why this id cannot be a file name; None where it can.

    >>> id_fault("alaraby-2023-09-28"), id_fault("حفتر 1")
    (None, None)
    >>> id_fault("ntrex:7/a")
    "cannot be a file name (it holds ':'): try 'ntrex-7-a'"
    """
    found = _FORBIDDEN.search(identifier)
    reason = None
    if not identifier.strip():
        return "is empty: expected a short name, such as 'alaraby-2023-09-28'"
    if found:
        reason = f"it holds {found.group()!r}"
    elif identifier != identifier.strip() or identifier[0] in ".-" or identifier[-1] == ".":
        reason = "it begins with a dot, a hyphen or a space, or ends with a dot or a space"
    elif _RESERVED.fullmatch(identifier):
        reason = "Windows reserves it"
    elif identifier.casefold() == "index":
        reason = "the report's first page has this name"
    elif len(identifier.encode("utf-8", "surrogatepass")) > _LONGEST:
        reason = f"it is longer than {_LONGEST} bytes"
    return reason and f"cannot be a file name ({reason}): try {safe_id(identifier)!r}"


def safe_id(text: str) -> str:
    """A legal id as near to the text as can be."""
    cleaned = _FORBIDDEN.sub("-", text.encode("utf-8", "replace").decode()).strip(" .-")
    cleaned = cleaned.encode()[: _LONGEST - 20].decode(errors="ignore").strip(" .-") or "excerpt"
    return f"excerpt-{cleaned}" if _RESERVED.fullmatch(cleaned) or cleaned.casefold() == "index" else cleaned


def same_file_key(identifier: str) -> str:
    """Equal for two ids that are one file on a disk that ignores case or Unicode composition."""
    return unicodedata.normalize("NFC", identifier).casefold()


def slug(text: str, words: int = 8) -> str:
    """A readable id from a title or a name.

    >>> slug("al-Araby al-Jadeed"), slug("Al – Monitor"), slug("حفتر: بحث")
    ('al-araby-al-jadeed', 'al-monitor', 'حفتر-بحث')
    """
    return "-".join(re.findall(r"[^\W_]+", re.sub(r"['’]", "", text.lower()))[:words])


def natural_key(text: str) -> list[tuple[int, int, str]]:
    """Sorts page 2 before page 10.

    >>> sorted(["a10", "a2", "b1"], key=natural_key)
    ['a2', 'a10', 'b1']
    """
    pieces = re.findall(r"\d+|\D+", text.casefold())
    return [(0, int(piece), piece) if piece.isdecimal() else (1, 0, piece) for piece in pieces]
