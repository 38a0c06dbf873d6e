"""The letters of a name, on both sides, reduced to what sound depends on."""

import re
import unicodedata
from functools import lru_cache

# Marks on letters, tatweel and the joiners that keyboards leave between letters.
_ARABIC_MARKS = re.compile(r"[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f]")
_ARABIC_ALIKE = str.maketrans(
    {"أ": "ا", "إ": "ا", "ٱ": "ا", "آ": "ا", "ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ە": "ه", "ے": "ي",
     "ۆ": "و", "ۇ": "و", "ێ": "ي", "ڵ": "ل", "ڕ": "ر", "ڨ": "گ", "ݣ": "گ", "ڭ": "گ", "ڥ": "ڤ", "ٹ": "ت", "ڈ": "د",
     "ڑ": "ر", "ں": "ن"}
)  # fmt: skip
_ARABIC_NOT_LETTERS = re.compile(r"[^\u0621-\u064a\u067e\u0686\u0698\u06a4\u06af]")
_ARABIC_DOUBLED = re.compile(r"([^اوي])\1+")

# Letters that Unicode does not take apart into a base letter and a mark.
_LATIN_ALIKE = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h", "ə": "e",
     "ŋ": "n", "ɛ": "e", "ɔ": "o"}
)  # fmt: skip
_LATIN_NOT_LETTERS = re.compile(r"[^a-z]")
_LATIN_DOUBLED = re.compile(r"([^aeiou])\1+")


@lru_cache(maxsize=100_000)
def arabic_spelling(word: str) -> str:
    """One Arabic word without marks, hamza seats of alef, Persian and Kurdish variants."""
    bare = _ARABIC_MARKS.sub("", unicodedata.normalize("NFKC", word)).translate(_ARABIC_ALIKE)
    return _ARABIC_NOT_LETTERS.sub("", bare)


@lru_cache(maxsize=100_000)
def arabic_letters(word: str) -> str:
    """The same with doubled consonants written once.

    >>> arabic_letters("محمّد"), arabic_letters("الأُردن"), arabic_letters("الله")
    ('محمد', 'الاردن', 'اله')
    """
    return _ARABIC_DOUBLED.sub(r"\1", arabic_spelling(word))


@lru_cache(maxsize=100_000)
def latin_letters(word: str) -> str:
    """One Latin-script word in a-z: no case, no accents, no ayn or hamza marks, consonants never doubled.

    >>> latin_letters("Mu‘ammar"), latin_letters("Kırıkkale"), latin_letters("Haḑramawt")
    ('muamar', 'kirikale', 'hadramawt')
    """
    return _LATIN_DOUBLED.sub(r"\1", latin_spelling(word))


@lru_cache(maxsize=100_000)
def latin_spelling(word: str) -> str:
    """The same with doubled consonants kept: what shows an article that has merged into its noun (Ennaceur).

    >>> latin_spelling("Ennaceur")
    'ennaceur'
    """
    plain = unicodedata.normalize("NFKD", word.lower().translate(_LATIN_ALIKE))
    return _LATIN_NOT_LETTERS.sub("", plain)
