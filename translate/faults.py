"""What is wrong with a machine translation, seen from outside: a faulty one is shown, and is no witness."""

from collections import Counter

from amana.translate.normalization import is_arabic, normalize

# A run of words that comes this often in a row, or one that makes up this share of a translation, is a loop.
_IN_A_ROW = 3
_LOOP_SHARE = 0.5
_WORDS_FOR_SHARE = 12
# A translation with fewer words than this share of the source's, where the source has as many as _LONG, lacks some.
_SHORTEST_SHARE = 1 / 3
_LONG = 12
_COPIED_SHARE = 0.5  # of the source's words
_COPIED_WORDS = 4  # a shorter source may be all names
_FOREIGN_SHARE = 0.3  # of the letters, in a script that the target does not use


def find_faults(source: str, hypothesis: str, *, finished: bool = True, source_lang: str = "ar") -> tuple[str, ...]:
    """Names of the faults, in a fixed order: empty, loop, copy, truncated.

    >>> find_faults("وصل الوفد", "the the the the the")
    ('loop',)
    """
    if not any(char.isalnum() for char in source):
        return ()
    if not any(char.isalnum() for char in hypothesis):
        return ("empty",)
    source_words = _words(source, source_lang)
    words = _words(hypothesis, "en")
    faults = []
    if _loops(words, source_words):
        faults.append("loop")
    if _is_copy(source_words, words, source_lang):
        faults.append("copy")
    if not finished or (len(source_words) >= _LONG and len(words) < _SHORTEST_SHARE * len(source_words)):
        faults.append("truncated")
    return tuple(faults)


def _words(text: str, lang: str) -> list[str]:
    from amana.translate.tokens import tokenize

    return [token.text for token in tokenize(normalize(text, "matching", lang).text) if token.text[0].isalnum()]


def _loops(words: list[str], source_words: list[str]) -> bool:
    """Whether words come round again and again, as they do not in the source."""
    return _most_in_a_row(words) >= max(_IN_A_ROW, _most_in_a_row(source_words) + 1) or _is_repetitive(words)


def _most_in_a_row(words: list[str], longest: int = 8) -> int:
    """How often a run of words stands in a row, for the run with which that is most often."""
    most = 1 if words else 0
    for length in range(1, min(longest, len(words) // 2) + 1):
        row = 0  # how many words in a row equal the word `length` before them
        for position in range(length, len(words)):
            row = row + 1 if words[position] == words[position - length] else 0
            most = max(most, 1 + row // length)
    return most


def _is_repetitive(words: list[str]) -> bool:
    """Whether one run of three words makes up a large share of a longer translation."""
    if len(words) < _WORDS_FOR_SHARE:
        return False
    most = Counter(zip(words, words[1:], words[2:], strict=False)).most_common(1)[0][1]
    return most >= _IN_A_ROW and 3 * most / len(words) >= _LOOP_SHARE


def _is_copy(source_words: list[str], words: list[str], source_lang: str) -> bool:
    """Whether the model gave back the source: its script, or its words where the script is the same."""
    letters = [char for word in words for char in word if char.isalpha()]
    if is_arabic(source_lang) or any("\u0600" <= char <= "\u06ff" for char in letters):
        foreign = sum("\u0600" <= char <= "\u06ff" for char in letters)
        return foreign > _FOREIGN_SHARE * len(letters)
    spelled = [word for word in source_words if word.isalpha()]
    copied = sum(word in set(words) for word in spelled)
    return len(spelled) >= _COPIED_WORDS and copied > _COPIED_SHARE * len(spelled)
