"""The steps of normalisation: `str -> str`, each small, each with an example. Profiles put them in order.

camel-tools does what it has functions for. It is imported where it is needed: `camel_tools.utils.dediac` walks all of
Unicode at import (0.5 to 0.9 s), and unvowelled news text, which is most of it, never asks for it.
"""

import re
import unicodedata

# Bidi controls, zero-width space and no-break space, soft hyphen, other controls. Not the joiners U+200C and U+200D:
# they spell words in Persian. Not tab, line feed, carriage return and the like: they are white space.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
# Arabic presentation forms and Latin ligatures that come out of PDF files. Left as they are: U+FD3E, U+FD3F (ornate
# brackets) and the signs that compatibility would turn into several words (U+FDFA is a phrase of four).
PRESENTATION = re.compile("[\ufb00-\ufb06\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf9\ufdfc\ufe70-\ufefc]")
SPACE = re.compile(r"\s+")
_LINE_BREAK = re.compile("\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028]")
EDGE = re.compile(r"\A\s+|\s+\Z")
TATWEEL = re.compile("\u0640+")
JOINER = re.compile("[\u200c\u200d]+")
# What camel-tools' dediac_ar removes (U+064B-0652, U+0670) and what it leaves: honorifics and Quranic marks. U+06DD
# (end of ayah), U+06DE and U+06E9 are signs of their own, not marks on a letter.
MARK = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
_MARK_CAMEL_LEAVES = re.compile("[\u0610-\u061a\u0653-\u065f\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
KEYBOARD = re.compile("[\u06cc\u06a9]")
ALEF = re.compile("[\u0622\u0623\u0625\u0671]")
ALEF_MAKSURA = re.compile("\u0649")
TEH_MARBUTA = re.compile("\u0629")
DIGIT = re.compile("[\u0660-\u0669\u06f0-\u06f9\u066a-\u066c]")
QUOTE = re.compile("[\u2018\u2019\u2011]")
CASED = re.compile(r"\S")

_DIGITS = {0x660 + n: str(n) for n in range(10)} | {0x6F0 + n: str(n) for n in range(10)}
_DIGITS |= {0x66A: "%", 0x66B: ".", 0x66C: ","}
_QUOTES = {0x2018: "'", 0x2019: "'", 0x2011: "-"}
_KEYBOARD = {0x6CC: "ي", 0x6A9: "ك"}


def remove_invisible(text: str) -> str:
    """Characters that a reader never sees: bidi controls, zero-width space, soft hyphen, control characters.

    >>> remove_invisible("\u200fقال \u202bحفتر\u202c")
    'قال حفتر'
    """
    return INVISIBLE.sub("", text)


def join_presentation_forms(text: str) -> str:
    """Letters as typed, for the shapes that PDF files store. Phrases in one character (U+FDFA) stay one character.

    >>> join_presentation_forms("ﻻ ﷲ ﷺ"), join_presentation_forms("ofﬁcer 10³")
    ('لا الله ﷺ', 'officer 10³')
    """
    return PRESENTATION.sub(lambda match: _letters_of(match.group()), text)


def _letters_of(form: str) -> str:
    from camel_tools.utils.normalize import normalize_unicode

    # A mark's isolated form stands on a space in the standard, where the text has none.
    return str(normalize_unicode(form)).replace(" ", "")


def compose(text: str) -> str:
    """Canonical composition (NFC): a letter and its mark become one character where there is one. Nothing is lost.

    >>> [hex(ord(c)) for c in compose("\u0627\u0654\u0646")]
    ['0x623', '0x646']
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    from camel_tools.utils.normalize import normalize_unicode

    return str(normalize_unicode(text, compatibility=False))


def collapse_spaces(text: str) -> str:
    """One space for any run of spaces, one line feed for a line break, two for a blank line (a paragraph break).

    >>> collapse_spaces("قال\u00a0 حفتر\\r\\n \\r\\n\\r\\nثم")
    'قال حفتر\\n\\nثم'
    """
    return SPACE.sub(lambda match: _space_of(match.group()), text)


def _space_of(run: str) -> str:
    breaks = 2 if "\u2029" in run else len(_LINE_BREAK.findall(run))  # U+2029 is the paragraph separator
    return "\n" * min(breaks, 2) or " "


def trim(text: str) -> str:
    """No white space at either end.

    >>> trim(" قال حفتر ")
    'قال حفتر'
    """
    return EDGE.sub("", text)


def remove_tatweel(text: str) -> str:
    """The stroke that stretches a word.

    >>> remove_tatweel("حفتــر")
    'حفتر'
    """
    return TATWEEL.sub("", text)


def remove_joiners(text: str) -> str:
    """Zero-width joiner and non-joiner: in Arabic they only shape letters.

    >>> remove_joiners("ه\u200d")
    'ه'
    """
    return JOINER.sub("", text)


def remove_diacritics(text: str) -> str:
    """Short vowels, tanween, shadda, sukun (camel-tools), and the Quranic marks that camel-tools leaves.

    >>> remove_diacritics("مُحَمَّدٌ"), remove_diacritics("ٱلْكِتَٰبُ ۛ")
    ('محمد', 'ٱلكتب ')
    """
    if not MARK.search(text):
        return text
    from camel_tools.utils.dediac import dediac_ar

    return _MARK_CAMEL_LEAVES.sub("", dediac_ar(text))


def unify_keyboard_letters(text: str) -> str:
    """Persian yeh and kaf, which come with keyboards and PDF files, as the Arabic letters.

    >>> unify_keyboard_letters("لیبیا") == "ليبيا"
    True
    """
    return text.translate(_KEYBOARD)


def unify_alef(text: str) -> str:
    """Alef without hamza or madda.

    >>> unify_alef("أحمد إلى آخر")
    'احمد الى اخر'
    """
    from camel_tools.utils.normalize import normalize_alef_ar

    return str(normalize_alef_ar(text))


def unify_alef_maksura(text: str) -> str:
    """Alef maksura as yeh.

    >>> unify_alef_maksura("على") == "علي"
    True
    """
    from camel_tools.utils.normalize import normalize_alef_maksura_ar

    return str(normalize_alef_maksura_ar(text))


def unify_teh_marbuta(text: str) -> str:
    """Teh marbuta as heh.

    >>> unify_teh_marbuta("القاعدة")
    'القاعده'
    """
    from camel_tools.utils.normalize import normalize_teh_marbuta_ar

    return str(normalize_teh_marbuta_ar(text))


def unify_digits(text: str) -> str:
    """Arabic and Persian digits and their percent, decimal and thousands signs as ASCII. 10³ stays 10³.

    >>> unify_digits("٢٥٫٥٪ من ١٬٥٠٠")
    '25.5% من 1,500'
    """
    return text.translate(_DIGITS)


def unify_quotes(text: str) -> str:
    """Typographic apostrophes and the no-break hyphen as typewriters have them.

    >>> unify_quotes("Moscow’s S‑300"), unify_quotes("قال ‘نعم’")
    ("Moscow's S-300", "قال 'نعم'")
    """
    return text.translate(_QUOTES)


def fold_case(text: str) -> str:
    """No difference of case.

    >>> fold_case("IL-76 حفتر")
    'il-76 حفتر'
    """
    return text.casefold()
