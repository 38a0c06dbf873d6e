"""Words that look like a number and are none, which only the other side tells: a name (ستون Stone, فورتي "Forty"), or
another word of the same letters (ألف "wrote")."""

from functools import cache

from amana.align.fidelity.arabic_words import strip_clitics
from amana.align.fidelity.data_files import data_rows
from amana.align.fidelity.name_mentions import is_calendar
from amana.align.fidelity.quantities import Quantity, english_number_table
from amana.align.fidelity.source_names import source_names
from amana.align.names.vocabulary import is_arabic_word, is_english_word
from amana.translate.folding import without_marks
from amana.types import AlignedPair, Side, Span

_LINKED = 0.5
_HEARD = 0.75  # of a word that is linked
_SURELY_HEARD = 0.95
_HAMZA = str.maketrans("أإآٱ", "اااا")


@cache
def _homographs() -> dict[str, frozenset[str]]:
    """What the rendering has for a form, in small letters; a form keeps its ة, a final * means any ending."""
    found: dict[str, frozenset[str]] = {}
    for form, words, _ in data_rows("number_homographs.tsv"):
        plain = form.translate(_HAMZA)
        found[plain] = found.get(plain, frozenset()) | frozenset(words.split("|"))
    return found


def is_another_word(quantity: Quantity, pair: AlignedPair) -> bool:
    """Whether a lone number word of the Arabic source is another word or a name of the rendering."""
    at = _token(pair.source, quantity)
    if at is None:
        return False
    return (quantity.unit is None and _is_homograph(pair, at)) or is_transliterated(pair, at)


def is_spelled_out(quantity: Quantity, pair: AlignedPair) -> bool:
    """Whether a capitalised number word of the rendering is a title that the source spells by its sound."""
    at = _token(pair.rendering, quantity)
    if at is None:
        return False
    text = pair.rendering.tokens[at].text
    if not text[0].isupper():
        return False
    return any(
        score >= _SURELY_HEARD and not is_arabic_word(folded)
        for score, folded in zip(source_names(pair).scores(text), pair.source.folded, strict=True)
    )


def _token(side: Side, quantity: Quantity) -> int | None:
    """The token that holds the whole of a number without digits."""
    return None if quantity.digits else token_at(side, quantity.span)


def token_at(side: Side, span: Span) -> int | None:
    """The token that holds the whole of a stretch of a side's text."""
    start, end = span[0] + side.span[0], span[1] + side.span[0]
    return next((i for i, token in enumerate(side.tokens) if token.span[0] <= start and end <= token.span[1]), None)


def _is_homograph(pair: AlignedPair, at: int) -> bool:
    written = without_marks(pair.source.tokens[at].text)
    meant = {word for form in strip_clitics(written.translate(_HAMZA)) for word in _homographs().get(form, ())}
    stems = tuple(word.removesuffix("*") for word in meant if word.endswith("*"))
    words = {token.text.lower() for token in pair.rendering.tokens}
    return not meant.isdisjoint(words) or any(word.startswith(stems) for word in words if stems)


def is_transliterated(pair: AlignedPair, at: int) -> bool:
    """Whether the word spells a capitalised word: one that is linked to it, or one that is no English word and that no
    other word of the source spells."""
    linked = {link.target for link in pair.links if link.source == at and link.confidence > _LINKED}
    for index, token in enumerate(pair.rendering.tokens):
        text = token.text
        if not text[0].isupper() or text.lower() in english_number_table() or is_calendar(text):
            continue
        scores = source_names(pair).scores(text)
        if scores[at] >= _HEARD and index in linked:
            return True
        if scores[at] >= _SURELY_HEARD and not is_english_word(text):
            return not any(score >= _HEARD for i, score in enumerate(scores) if i != at)
    return False
