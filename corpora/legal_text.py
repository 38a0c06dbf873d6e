"""Text that XML and spreadsheets accept. They have no way to write some characters, so those become U+FFFD, counted."""

import re

# What XML 1.0 excludes: control characters but tab, line feed and return; half surrogates; two noncharacters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


class LegalText:
    """Cleans texts and keeps the count, for the note that says so."""

    def __init__(self) -> None:
        self.replaced = 0

    def __call__(self, text: str) -> str:
        cleaned, count = _ILLEGAL.subn("\ufffd", text)
        self.replaced += count
        return cleaned

    @property
    def note(self) -> str:
        """A sentence for the reader; empty where nothing was replaced."""
        if not self.replaced:
            return ""
        return f"{self.replaced} characters that this format cannot hold were replaced by U+FFFD."


def guard_formula(text: str) -> str:
    """A spreadsheet runs a cell that begins like a formula; an apostrophe keeps it a text.

    >>> guard_formula("=HYPERLINK(...)"), guard_formula("حفتر")
    ("'=HYPERLINK(...)", 'حفتر')
    """
    return f"'{text}" if _FORMULA.match(text) else text
