"""A Translator over either engine: normalises, cuts what is too long, marks what went wrong."""

from collections.abc import Sequence

from amana.translate.clauses import cut_at_clauses
from amana.translate.decoding import Decoded, Decoder, longest_source, repetition_penalty
from amana.translate.faults import find_faults
from amana.translate.marian import MarianFolder
from amana.translate.normalization import normalize
from amana.translate.pieces import Pieces
from amana.types import Hypothesis


class MarianTranslator:
    """Translates sentences with one model. The source language decides only how a sentence is normalised."""

    def __init__(self, folder: MarianFolder, decoder: Decoder, pieces: Pieces, source_lang: str, beam: int = 4) -> None:
        self._decoder = decoder
        self._pieces = pieces
        self._lang = source_lang
        self._beam = beam
        self._longest = longest_source(folder)
        code = f"-{pieces.target_code[2:-2]}" if pieces.target_code else ""
        settings = f"beam{beam}-rp{repetition_penalty(folder):g}-cut{self._longest}"
        self.signature = f"{folder.name}{code}-{folder.digest[:12]}-{decoder.name}-{settings}"

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """One hypothesis for each sentence, in order; a sentence without letters or digits gives an empty one."""
        clean = [normalize(sentence, "translation", self._lang).text for sentence in sentences]
        parts = [cut_at_clauses(text, self._fits) if any(map(str.isalnum, text)) else [] for text in clean]
        decoded = iter(self._decoder.decode([self._pieces.source(part) for cut in parts for part in cut], self._beam))
        return [self._hypothesis(text, [next(decoded) for _ in cut]) for text, cut in zip(clean, parts, strict=True)]

    def _fits(self, sentence: str) -> bool:
        return len(self._pieces.source(sentence)) <= self._longest

    def _hypothesis(self, source: str, parts: Sequence[Decoded]) -> Hypothesis:
        if not parts:
            return Hypothesis("")
        text = " ".join(filter(None, (self._pieces.text(part.pieces) for part in parts)))
        lengths = [len(part.pieces) + 1 for part in parts]
        score = sum(part.score * length for part, length in zip(parts, lengths, strict=True)) / sum(lengths)
        finished = all(part.finished for part in parts)
        return Hypothesis(text, score, find_faults(source, text, finished=finished, source_lang=self._lang))
