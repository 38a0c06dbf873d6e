"""Sentences with their spans: sentencex, corrected for Arabic and for news text.

sentencex knows hundreds of languages. What it misses here: Arabic titles and initials (د. أحمد), ranks, an ellipsis
that ends a sentence, list numbers, long quotations. Every boundary, its own or added here, has to pass `_ends`.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

from amana.translate.folding import without_marks
from amana.translate.normalization import is_arabic, normalize
from amana.translate.paragraphs import paragraph_spans
from amana.translate.steps import INVISIBLE
from amana.types import Segment, Span

# A quotation or bracket up to this many characters stays in one piece; a longer one is split like other text.
_LONGEST_QUOTATION = 300
# In Arabic, which has no capitals, an ellipsis ends a sentence only between stretches of this many words.
_WORDS_AROUND_ELLIPSIS = 5

_WORDS_IN_BRACKET = 3  # fewer words with a full stop, (أ.ف.ب.) or (U.S.), are no sentence
_LOOK_AHEAD = 200  # characters after a boundary that a decision may read

_UNSEEN_AT_END = re.compile(rf"(?:\s|{INVISIBLE.pattern})+\Z")
_SPACES = re.compile(r"\s*")
_CLOSERS = "\"'”’»)\\]"
_END = re.compile(rf"(?:[.!?؟]+|…)[{_CLOSERS}]*(?:\[\w{{1,4}}\])*\s+")
_NOTE_MARK = re.compile(r"\[\w{1,4}\]\s*\Z")
_ELLIPSIS = re.compile(rf"(?:…|\.\.+)[{_CLOSERS}]*\s*\Z")
_QUOTATION = re.compile(r"“[^“”]*”|«[^«»]*»|\"[^\"]*\"|\([^()]*\)|\[[^\[\]]*\]")
_BRACKET_AT_END = re.compile(r"[(\[]([^()\[\]]*[.!?؟…])[)\]]\s*\Z")
_WORD_BEFORE_DOT = re.compile(r"([\w.\-]*\w)\.\s*\Z")
_FIRST_WORD = re.compile(r"[^\w]*(\w+)")
_ENUMERATOR = re.compile(r"[\s(]*(?:\d{1,2}|[^\W\d_])[.)]\s*\Z")
_ENUMERATOR_AHEAD = re.compile(r"(?:\d{1,2}|[^\W\d_])[.)]\s+[^\W\d_]")


def split_sentences(text: str, lang: str) -> tuple[Segment, ...]:
    """Sentences in order, without surrounding white space; together they hold every character that can be seen.

    A blank line or a line break ends a sentence (a line break inside text that was wrapped at a width does not).

    >>> [s.text for s in split_sentences("وأضاف د. أحمد: «نعم». ثم غادر في 3.5 ساعة", "ar")]
    ['وأضاف د. أحمد: «نعم».', 'ثم غادر في 3.5 ساعة']
    """
    shown = normalize(text, "display", lang)
    segments: list[Segment] = []
    starts: list[tuple[int, int]] = []  # where each sentence begins in the original, and its paragraph
    for paragraph, (start, end) in enumerate(paragraph_spans(shown.text)):
        content = shown.text[start:end].replace("\n", " ")
        starts += [(shown.offsets[start + boundary], paragraph) for boundary in (0, *_boundaries(content, lang))]
    # From each start to the next: what normalisation took out between two characters stays in the span.
    for (start, paragraph), (end, _) in pairwise([*starts, (len(text), 0)]):
        sentence = _UNSEEN_AT_END.sub("", text[start:end])
        segments.append(Segment(len(segments), sentence, (start, start + len(sentence)), paragraph))
    return tuple(segments)


def _boundaries(text: str, lang: str) -> list[int]:
    """Where a sentence other than the first begins in a paragraph."""
    kept: list[int] = []
    quotations = [match.span() for match in _QUOTATION.finditer(text)]
    last_word = max((position for position, char in enumerate(text) if char.isalnum()), default=0)
    start = 0
    for boundary in sorted(_candidates(text, lang, quotations)):
        if boundary <= last_word and _ends(text[start:boundary], text[boundary : boundary + _LOOK_AHEAD], lang):
            kept.append(boundary)
            start = boundary
    return kept


def _candidates(text: str, lang: str, quotations: list[Span]) -> set[int]:
    from sentencex import get_sentence_boundaries

    found = {int(boundary["end_index"]) for boundary in get_sentence_boundaries(lang, text)}
    found = {match.end() for position in found if (match := _SPACES.match(text, position))}
    found |= {
        match.end() for match in _END.finditer(text) if is_arabic(lang) or _adds(match.group(), text[match.end() :])
    }
    for start, end in quotations:
        found = {position for position in found if not start < position < end}
        if end - start > _LONGEST_QUOTATION:
            found |= {start + 1 + boundary for boundary in _boundaries(text[start + 1 : end - 1], lang)}
    return found


def _adds(mark: str, right: str) -> bool:
    """Whether a mark that sentencex passes over may end a sentence in a script with capitals."""
    if _ENUMERATOR_AHEAD.match(right):
        return True
    return bool(_ELLIPSIS.search(mark) or _NOTE_MARK.search(mark)) and right.lstrip("\"'“‘«([")[:1].isupper()


def _ends(left: str, right: str, lang: str) -> bool:
    """Whether a sentence ends between two stretches of a paragraph."""
    if not _holds_word(left) or _ENUMERATOR.fullmatch(left):
        return False
    first = right.lstrip("\"'“‘«([")
    if first[:1].islower() and not first.startswith(("al-", "el-")):
        return False
    if (bracket := _BRACKET_AT_END.search(left)) and bracket.start() and len(bracket[1].split()) < _WORDS_IN_BRACKET:
        return False
    if is_arabic(lang) and _ELLIPSIS.search(left):
        return min(len(left.split()), len(re.split(r"[.…!?؟]", right)[0].split())) >= _WORDS_AROUND_ELLIPSIS
    bare = without_marks(left)  # غربًا ends in one letter only where its mark is no part of a word
    before = _WORD_BEFORE_DOT.search(bare)
    return before is None or not _is_abbreviated(before[1], bare[: before.start()], right, lang)


def _is_abbreviated(word: str, left: str, right: str, lang: str) -> bool:
    """Whether the full stop after `word` belongs to it, and the sentence goes on."""
    if is_arabic(lang) and len(word) > 1 and word[0] in "وبلف" and word[1:] in _words("ar", "title"):
        word = word[1:]  # a clitic before a title
    if len(word) == 1 and word.isalpha():
        after_number = left.rstrip()[-1:].isdecimal()  # 500 م. (metres), عام 2011 م. (AD): units end sentences
        return not after_number if is_arabic(lang) else word.isupper() and word != "I"
    language = "ar" if is_arabic(lang) else lang.split("-")[0].lower()
    if word in _words(language, "title"):
        return True
    if word in _words(language, "number"):
        return right[:1].isdecimal()
    if word in _words(language, "acronym"):
        first = _FIRST_WORD.match(right)
        return first is None or first[1] not in _words(language, "starter")
    return False


def _holds_word(text: str) -> bool:
    return any(char.isalnum() for char in text)


@cache
def _words(lang: str, kind: str) -> frozenset[str]:
    return frozenset(word for row_lang, word, row_kind in _rows() if (row_lang, row_kind) == (lang, kind))


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    return tuple(_read_rows())


def _read_rows() -> Iterator[tuple[str, str, str]]:
    lines = (files("amana.translate") / "data" / "abbreviations.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith(("#", "lang\t")):
            lang, word, kind = line.split("\t")
            yield lang, word, kind
