"""Which script a text is written in, and the language that amana takes it for where nobody says."""

import re

_SCRIPTS = (
    ("ar", re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("en", re.compile(r"[A-Za-z\u00c0-\u024f]")),
)
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi", "ckb", "arz", "apc", "ary"})


def language_by_script(text: str) -> str | None:
    """`ar` for Arabic script, `en` for Latin: right for what amana is made for, a guess beyond it, so always noted.

    >>> language_by_script("قال حفتر"), language_by_script("Haftar (حفتر) said"), language_by_script("2023")
    ('ar', 'en', None)
    """
    if text.isascii():  # most cells and lines are: letters, or none
        return "en" if any(map(str.isalpha, text)) else None
    counts = [(len(pattern.findall(text)), lang) for lang, pattern in _SCRIPTS]
    most, lang = max(counts, key=lambda pair: pair[0])
    return lang if most else None


def is_right_to_left(lang: str) -> bool:
    """By the language tag's first part: `ar-EG` is Arabic.

    >>> is_right_to_left("ar-EG"), is_right_to_left("en")
    (True, False)
    """
    return lang.lower().split("-")[0] in RIGHT_TO_LEFT
