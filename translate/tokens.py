"""Words, numbers and punctuation with their spans: the one tokeniser of alignment, checks and report.

camel-tools' `simple_word_tokenize` gives no offsets and cuts 1,500.5 into five tokens, so this is own code.
"""

import re

from amana.types import Token

# Letters with the marks that Arabic writes on them (U+064B-065F, U+0670, U+06D6-06ED) and tatweel.
_LETTER = r"[^\W\d_](?:[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]*)"
_DIGITS = r"\d+(?:[.,٫٬/:’']\d+)*"
_PATTERN = re.compile(
    rf"{_DIGITS}(?:st|nd|rd|th|s|m|bn|km)?(?![^\W\d_])"  # 1,500.5  ٢٥٫٥  3/4  10:30  21st  1990s
    rf"|(?:(?:[^\W\d_]\.){{2,}})"  # U.S.  أ.ف.ب.
    rf"|{_LETTER}(?:{_LETTER}|\d|_)*(?:[-'’‑](?:{_LETTER}|\d)+)*"  # air-defence  Moscow's  al-Araby  IL-76  SA22
    r"|\d+"
    r"|\.{3}|…|[^\w\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|_"
)


def tokenize(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Tokens in order; `offset` is added to every span. White space and invisible bidi controls are all that is lost.

    >>> [t.text for t in tokenize("وقال، 1,500.5 (حفتر) IL-76.")]
    ['وقال', '،', '1,500.5', '(', 'حفتر', ')', 'IL-76', '.']
    """
    return tuple(Token(m.group(), (m.start() + offset, m.end() + offset)) for m in _PATTERN.finditer(text))
