"""Which words are no names: words written small in English, and words of the Arabic dictionary under their clitics."""

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from amana.align.names.parts import name_words_as_written

_ENGLISH_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""),
                    ("er", ""), ("er", "e"), ("est", ""), ("ers", ""), ("ness", ""), ("ment", ""))  # fmt: skip
_DERIVED = (
    "tion",
    "tions",
    "ness",
    "ically",
    "ological",
    "ship",
    "ships",
    "ologist",
    "ologists",
    "icists",
    "ability",
    "ivity",
)
# Letters that so seldom make a word that taking off a verb's prefix, or an ending that leaves but a root, proves
# nothing: نيرون is no verb of ن, هوتون no plural of هوت.
_NAME_LETTERS = 3.0
_RELATING = frozenset(["ي", "يه", "ا", "ه"])
_CONTRACTED = frozenset(["ve", "re", "t", "ll", "d", "m", "s"])


@cache
def _words(name: str) -> frozenset[str]:
    text = files("amana.align.names").joinpath(f"data/{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def _english_words() -> frozenset[str]:
    return _words("english_words") | _words("english_newswire") | _words("english_ordinary")


@cache
def _arabic_words() -> frozenset[str]:
    return _words("arabic_words") | _words("arabic_ordinary")


def is_common_word(word: str) -> bool:
    """Whether a word in small letters is itself one of those that are mostly written small."""
    return word in _words("english_words")


@lru_cache(maxsize=100_000)
def is_english_word(word: str) -> bool:
    """Whether the word, or what it is inflected from, is mostly written small.

    >>> is_english_word("Reporters"), is_english_word("Haftar"), is_english_word("Hôtel")
    (True, False, True)
    """
    words, small = _english_words(), _plain(word.lower().replace("’", "'").removesuffix("'s"))
    if "'" in small:  # we've, don't; but not O'Neill
        stem, _, tail = small.partition("'")
        return tail in _CONTRACTED and (stem in words or stem.removesuffix("n") in words)
    if small in words or len(small) == 1 or small.endswith(_DERIVED):
        return True
    return any(
        small.endswith(end) and len(small) > len(end) + 2 and small[: -len(end)] + new in words
        for end, new in _ENGLISH_ENDINGS
    )


def _plain(word: str) -> str:
    """A word without accents: Hôtel, Château."""
    if word.isascii():
        return word
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


@lru_cache(maxsize=100_000)
def bare_forms(word: str) -> tuple[str, ...]:
    """A folded Arabic word, and what it may be without و ف ب ل ك س and ال in front of it; the barest last.

    >>> bare_forms("وبالقاهره")
    ('وبالقاهره', 'بالقاهره', 'القاهره', 'قاهره')
    >>> bare_forms("لليبيا")  # for Libya, no article
    ('لليبيا', 'ليبيا', 'اليبيا', 'يبيا')
    """
    forms = [word]
    rest = word
    if len(rest) > 3 and rest[0] in "وف":
        rest = rest[1:]
        forms.append(rest)
    if len(rest) > 3 and rest[0] in "بلكس":
        inner = rest[1:]
        if rest.startswith("لل"):
            forms.append(inner)
            inner = "ال" + rest[2:]
        forms.append(inner)
        if inner.startswith("ال") and len(inner) > 4:
            forms.append(inner[2:])
    if rest.startswith("ال") and len(rest) > 4:
        forms.append(rest[2:])
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=100_000)
def is_arabic_word(folded: str) -> bool:
    """Whether the word, under clitics and endings, is in the list of words that are no names.

    >>> is_arabic_word("والمسؤولين"), is_arabic_word("حفتر")
    (True, False)
    """
    words = _arabic_words()
    if len(folded) < 3:
        return True
    if any(form in words for form in bare_forms(folded)):
        return True
    named = looks_like_a_name(folded) >= _NAME_LETTERS
    for form in bare_forms(folded):
        for end in name_words_as_written("endings", "ar"):
            stem = form[: -len(end)]
            if (
                len(stem) > 2 + (named and end not in _RELATING)
                and form.endswith(end)
                and (stem in words or stem + "ه" in words)
            ):
                return True
        if form[0] in "يتنا" and len(form) > 3 and not named and _is_verb(form[1:], words):
            return True
    return False


def _is_verb(rest: str, words: frozenset[str]) -> bool:
    """Whether what follows يـ تـ نـ is listed after any of these, or as a past tense."""
    stems = [
        rest,
        *(
            rest[: -len(end)]
            for end in name_words_as_written("endings", "ar")
            if rest.endswith(end) and len(rest) > len(end) + 1
        ),
    ]
    return any(head + stem in words for stem in stems for head in ("ي", "ت", "ن", "ا", ""))


@cache
def _letter_pairs() -> dict[str, float]:
    text = files("amana.align.names").joinpath("data/letter_pairs.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {pair: int(weight) / 10 for pair, weight in rows}


@lru_cache(maxsize=50_000)
def looks_like_a_name(folded: str) -> float:
    """How much the letters of a folded word speak for a name, -3..4: foreign names have letters that roots seldom have.

    >>> looks_like_a_name("بريغوجين") > 1, looks_like_a_name("المستعملات") < 0
    (True, True)
    """
    weights = _letter_pairs()
    scores = []
    for form in bare_forms(folded):
        word = f"^{form}$"
        scores.append(sum(weights.get(word[i : i + 2], 0.0) for i in range(len(word) - 1)))
    return min(max(*scores, -3.0), 4.0)
