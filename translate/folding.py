"""Folding one word for comparison: what the matching profile does, as one table, fast enough for every token.

Lost: diacritics, tatweel, hamza seats of alef, the difference of ى and ي, of ة and ه, digit scripts, case.
A test holds that it gives what `normalize(word, "matching")` gives.
"""

import unicodedata

from amana.translate.steps import INVISIBLE, compose, join_presentation_forms

_TABLE: dict[int, int | str | None] = {
    **dict.fromkeys([0x640, 0x670, 0x200C, 0x200D, *range(0x64B, 0x660), *range(0x610, 0x61B), *range(0x6D6, 0x6EE)]),
    **{ord(alef): "ا" for alef in "أإآٱ"},
    ord("ى"): "ي",
    ord("ی"): "ي",  # Persian yeh and kaf come with keyboards and PDFs
    ord("ک"): "ك",
    ord("ة"): "ه",
    **{0x660 + digit: str(digit) for digit in range(10)},
    **{0x6F0 + digit: str(digit) for digit in range(10)},
    ord("٫"): ".",
    ord("٬"): ",",
    ord("٪"): "%",
    ord("’"): "'",
    ord("‘"): "'",
    ord("‑"): "-",
}
# U+06DD (end of ayah), U+06DE, U+06E9 are signs of their own, not marks on a letter.
for _sign in (0x6DD, 0x6DE, 0x6E9):
    del _TABLE[_sign]


def fold(word: str) -> str:
    """The form under which two spellings of one word are equal.

    >>> fold("إِلـى"), fold("الحكومة"), fold("٢٥٫٥"), fold("Moscow’s")
    ('الي', 'الحكومه', '25.5', "moscow's")
    """
    if word.isascii() and word.isprintable():
        return word.casefold()
    word = INVISIBLE.sub("", word)
    if not unicodedata.is_normalized("NFKC", word):  # rare: decomposed letters, shapes out of a PDF file
        word = compose(join_presentation_forms(word))
    return unicodedata.normalize("NFC", word.translate(_TABLE).casefold())


_MARKS: dict[int, int | str | None] = {code: None for code, value in _TABLE.items() if value is None}


def without_marks(word: str) -> str:
    """The word without diacritics and tatweel, its letters as they are.

    >>> without_marks("الأُمَّـةُ")
    'الأمة'
    """
    return word.translate(_MARKS)
