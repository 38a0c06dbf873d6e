"""A name cut into words, with the variants in which each word may be compared."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from amana.align.names.letters import arabic_letters, arabic_spelling, latin_letters, latin_spelling

_ARABIC_CUT = re.compile(r"[\s\-‐‑–—_.،,()\"«»/]+")
_LATIN_CUT = re.compile(r"[\s\-‐‑–—_.,()\"“”/]+")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_GLUED_ARTICLE = re.compile(r"^(?:[aeiu]l|[aei]([tdrzsnl])(?=\1)|[aei](?=sh|ch)|l(?=[a-z]{4}))(.{2,})$")
_SERVANT = re.compile(r"[ae]bd(?:[aeou]?([lrtdszn])|[aeou])?|abed|abid|abde?")  # عبد with the next word's article


class Word(NamedTuple):
    """One word of a name. `forms` are the letters to compare, the fullest first; `article`: it carried one."""

    text: str
    forms: tuple[str, ...]
    article: bool = False
    optional: bool = False  # a link word, title or kind of place: may be missing on the other side
    particle: bool = False  # may be written together with its neighbour
    initial: bool = False
    link: bool = False  # "son of" and the like


@cache
def name_words_as_written(group: str, lang: str) -> tuple[str, ...]:
    """A word list of data/name_words.toml."""
    table = tomllib.loads(files("amana.align.names").joinpath("data/name_words.toml").read_text(encoding="utf-8"))
    return tuple(table[group].get(lang, ()))


@cache
def name_words(group: str, lang: str) -> frozenset[str]:
    """The same as letters."""
    letters = arabic_letters if lang == "ar" else latin_letters
    return frozenset(letters(word) for word in name_words_as_written(group, lang))


@lru_cache(maxsize=100_000)
def arabic_word(text: str) -> Word | None:
    """One Arabic word; None where nothing of it is a letter."""
    letters = arabic_letters(text)
    if not letters:
        return None
    spelling = arabic_spelling(text)
    article = spelling.startswith("ال") and len(spelling) > 3 and spelling != "الله"
    forms = (arabic_letters(spelling[2:]), letters) if article else (letters,)
    return _word(text, letters, forms, article, "ar")


def _word(text: str, letters: str, forms: tuple[str, ...], article: bool, lang: str) -> Word:
    optional = any(letters in name_words(group, lang) for group in ("links", "titles", "places"))
    particle, link = letters in name_words("particles", lang), letters in name_words("links", lang)
    return Word(text, forms, article, optional, particle, len(letters) == 1, link)


@lru_cache(maxsize=100_000)
def latin_word(text: str, article: bool = False) -> Word | None:
    """One Latin-script word; None where nothing of it is a letter."""
    text = _POSSESSIVE.sub("", text)
    letters = latin_letters(text)
    if not letters:
        return None
    forms = [letters]
    glued = _GLUED_ARTICLE.match(latin_spelling(text))
    if glued and not article:
        forms.append(latin_letters(glued.group(2)))
    return _word(text, letters, tuple(forms), article, "en")


@lru_cache(maxsize=50_000)
def arabic_parts(name: str) -> tuple[Word, ...]:
    """The words of an Arabic name; a lone ال joins what follows it."""
    pieces = [piece for piece in _ARABIC_CUT.split(name) if piece]
    joined = [f"ال{piece}" if i and pieces[i - 1] == "ال" else piece for i, piece in enumerate(pieces) if piece != "ال"]
    return tuple(word for piece in joined if (word := arabic_word(piece)))


@lru_cache(maxsize=50_000)
def latin_parts(name: str) -> tuple[Word, ...]:
    """The words of a name in Latin script; an article (al-, an-, el) is taken off the word that it stands before."""
    pieces = [piece for piece in _LATIN_CUT.split(name) if latin_letters(piece)]
    articles = name_words("articles", "en")
    words: list[Word] = []
    pending = False
    for i, piece in enumerate(pieces):
        if (servant := _SERVANT.fullmatch(latin_letters(piece))) and i + 1 < len(pieces):
            words.append(Word(piece, ("abd",), particle=True))
            pending = bool(servant.group(1))
            continue
        if latin_letters(piece) in articles and i + 1 < len(pieces):
            pending = True
            continue
        word = latin_word(piece, pending)
        pending = False
        if word:
            words.append(word)
    return tuple(words)
