"""SentencePiece pieces of a MarianMT model, with the spans they came from.

`transformers.MarianTokenizer` gives the same pieces, slower, without spans, and with warnings; a test compares the two.
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from amana.errors import ModelError
from amana.translate.marian import MarianFolder
from amana.types import Span

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

END = "</s>"
UNKNOWN = "<unk>"
_CODE = re.compile(r">>[^\s<>]+<<")
# Codes of multilingual models are ISO 639-3; languages are named here as in HTML, with two letters where there are two.
_THREE_LETTERS = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fa": "pes", "fr": "fra", "he": "heb", "it": "ita", "pt": "por",
    "ru": "rus", "tr": "tur", "uk": "ukr", "zh": "cmn",
}  # fmt: skip


@dataclass(frozen=True)
class Pieces:
    """Pieces of one model. `target_lang` chooses the language code that multilingual models want before a source."""

    folder: MarianFolder
    target_lang: str = "en"

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        return _read_vocabulary(self.folder.path / "vocab.json")

    @cached_property
    def target_vocabulary(self) -> dict[str, int]:
        own = self.folder.path / "target_vocab.json"
        return _read_vocabulary(own) if own.is_file() else self.vocabulary

    @cached_property
    def target_code(self) -> str | None:
        """`>>eng<<` for a model that translates into several languages; None for one that needs no telling."""
        codes = [piece for piece in self.vocabulary if _CODE.fullmatch(piece)]
        if not codes:
            return None
        base = self.target_lang.split("-")[0].lower()
        for wanted in (f">>{self.target_lang}<<", f">>{base}<<", f">>{_THREE_LETTERS.get(base, base)}<<"):
            if wanted in codes:
                return wanted
        raise ModelError(
            f"model {self.folder.name} translates into {', '.join(sorted(code[2:-2] for code in codes)[:20])}: "
            f"'{self.target_lang}' is none of them; choose another model, or name one of these as the target language"
        )

    def source(self, text: str) -> list[str]:
        """Pieces of a source sentence as the model takes them, language code and end mark included."""
        code = [self.target_code] if self.target_code else []
        return [*code, *self._source_model.encode(text, out_type=str), END]

    def target(self, text: str) -> list[str]:
        """Pieces of a target sentence, without the end mark."""
        return [str(piece) for piece in self._target_model.encode(text, out_type=str)]

    def source_spans(self, text: str) -> list[Span | None]:
        """For each piece of `source(text)` the characters it came from, None for code and end mark."""
        return [*([None] if self.target_code else []), *_spans(self._source_model, text), None]

    def target_spans(self, text: str) -> list[Span]:
        """For each piece of `target(text)` the characters it came from."""
        return _spans(self._target_model, text)

    def text(self, pieces: list[str]) -> str:
        """The target sentence that pieces spell."""
        kept = [piece for piece in pieces if piece not in (END, "<pad>") and not _CODE.fullmatch(piece)]
        return str(self._target_model.decode_pieces(kept)).replace("▁", " ").strip()

    @cached_property
    def _source_model(self) -> "SentencePieceProcessor":
        return _load(self.folder.path / "source.spm")

    @cached_property
    def _target_model(self) -> "SentencePieceProcessor":
        return _load(self.folder.path / "target.spm")


def _spans(model: "SentencePieceProcessor", text: str) -> list[Span]:
    return [(start, end) for start, end in model.encode(text, out_type="offset_mapping")["offsets"]]


def _load(path: Path) -> "SentencePieceProcessor":
    from sentencepiece import SentencePieceProcessor

    try:
        return SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError) as error:
        raise ModelError(f"{path} is no SentencePiece model ({error}): copy the model again") from error


def _read_vocabulary(path: Path) -> dict[str, int]:
    try:
        vocabulary = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read as JSON ({error}): copy the model again") from error
    if not isinstance(vocabulary, dict) or not {END, UNKNOWN} <= vocabulary.keys():
        raise ModelError(f"{path} is no MarianMT vocabulary: expected a JSON object with {END} and {UNKNOWN}")
    return vocabulary
