"""What a translation model thinks of a given rendering, word by word: evidence for omissions, additions and links."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amana.translate.forcing import Ct2Forcer, Forced, Forcer, TransformersForcer
from amana.translate.marian import find_model
from amana.translate.models import model_langs
from amana.translate.normalization import normalize
from amana.translate.pieces import Pieces
from amana.translate.tokens import tokenize
from amana.types import Normalized, Span

if TYPE_CHECKING:
    from amana.types import FloatArray

Words = tuple[Sequence[Span], Sequence[Span]]  # spans of the words of a source and of its rendering


@dataclass(frozen=True, slots=True)
class ForcedScore:
    """`logprobs[t]` is the log-probability of target word t given the source and the words before it (the sum over its
    pieces); `piece_counts[t]` says how many pieces those are, 0 for a word that the model's normalisation takes out.
    `attention[t, s]` is the attention that word t paid to source word s; what went to the end mark is left out, so a
    row sums to less than 1."""

    logprobs: "FloatArray"
    piece_counts: tuple[int, ...]
    attention: "FloatArray"


class ForcedDecoder:
    """Scores pairs with one model. Load once, score many: batches are made over all pairs of a call."""

    def __init__(
        self, model: str | None = None, engine: str = "ct2", device: str = "cpu", threads: int | None = None
    ) -> None:
        folder = find_model(model)
        source, target = model_langs(model) or ("und", "en")
        self._langs = source, target
        self._pieces = Pieces(folder, target)
        self._longest = folder.max_pieces
        forcer = TransformersForcer if engine == "transformers" else Ct2Forcer
        self._forcer: Forcer = forcer(folder, device, threads)
        self.signature = f"{folder.name}-{folder.digest[:12]}-{self._forcer.name}-forced"

    def score(self, pairs: Sequence[tuple[str, str]], words: Sequence[Words] | None = None) -> list[ForcedScore | None]:
        """One score for each (source, rendering). Words are those of `tokenize` unless their spans are given.

        None where there is no evidence: a side without text, or one that is longer than the model has positions for.
        """
        spans = words or [(_word_spans(source), _word_spans(target)) for source, target in pairs]
        sides = [
            (normalize(source, "translation", self._langs[0]), normalize(target, "translation", self._langs[1]))
            for source, target in pairs
        ]
        pieces = [(self._pieces.source(source.text), self._pieces.target(target.text)) for source, target in sides]
        fits = [
            bool(source.text and target.text) and max(len(given), len(wanted) + 1) <= self._longest
            for (source, target), (given, wanted) in zip(sides, pieces, strict=True)
        ]
        chosen = [index for index, fit in enumerate(fits) if fit]
        forced = self._forcer.force([pieces[index][0] for index in chosen], [pieces[index][1] for index in chosen])
        scores: list[ForcedScore | None] = [None] * len(pairs)
        for index, result in zip(chosen, forced, strict=True):
            scores[index] = self._by_word(result, sides[index], spans[index])
        return scores

    def _by_word(self, forced: Forced, sides: tuple[Normalized, Normalized], words: Words) -> ForcedScore:
        import numpy as np

        source_shares = _shares(_originals(self._pieces.source_spans(sides[0].text), sides[0]), words[0])
        owners = [
            _owner(span, words[1]) for span in _originals(list(self._pieces.target_spans(sides[1].text)), sides[1])
        ]
        counts = np.bincount([owner for owner in owners if owner is not None], minlength=len(words[1]))
        logprobs = np.zeros(len(words[1]), dtype=np.float32)
        attention = np.zeros((len(words[1]), len(words[0])), dtype=np.float32)
        by_source_word = forced.attention @ source_shares
        for piece, owner in enumerate(owners):
            if owner is not None:
                logprobs[owner] += forced.logprobs[piece]
                attention[owner] += by_source_word[piece] / counts[owner]
        return ForcedScore(logprobs, tuple(int(count) for count in counts), attention)


def _word_spans(text: str) -> list[Span]:
    return [token.span for token in tokenize(text)]


def _originals(spans: Sequence[Span | None], text: Normalized) -> list[Span | None]:
    return [span and text.original_span(span) for span in spans]


def _overlap(left: Span, right: Span) -> int:
    return min(left[1], right[1]) - max(left[0], right[0])


def _owner(piece: Span | None, words: Sequence[Span]) -> int | None:
    """The word that most of a piece lies in: a piece may begin with the space before its word."""
    if piece is None or not words:
        return None
    best = max(range(len(words)), key=lambda index: _overlap(piece, words[index]))
    return best if _overlap(piece, words[best]) > 0 else None


def _shares(pieces: Sequence[Span | None], words: Sequence[Span]) -> "FloatArray":
    """A matrix that adds up columns of pieces to columns of words. A piece over two words (an Arabic word and the comma
    after it) counts for each by its characters."""
    import numpy as np

    shares = np.zeros((len(pieces), len(words)), dtype=np.float32)
    for row, piece in enumerate(pieces):
        if piece is not None:
            overlaps = np.array([max(0, _overlap(piece, word)) for word in words], dtype=np.float32)
            if total := overlaps.sum():
                shares[row] = overlaps / total
    return shares
