"""Translating with a MarianMT folder, by either engine, for measuring. Sentences go in whole and come out in order."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amana.translate.decoding import REPETITION_PENALTY
from amana.translate.training.model import load_model
from amana.translate.training.vocabulary import Vocabulary

if TYPE_CHECKING:
    from transformers import MarianMTModel, MarianTokenizer


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search. `penalty` divides the scores of pieces that were said already (1: no penalty), as the engines do;
    `no_repeat` is the length of n-gram that may not come twice (0: any may)."""

    beam: int = 4
    penalty: float = REPETITION_PENALTY
    no_repeat: int = 0
    most_tokens: int = 256
    batch: int = 16
    threads: int = 2

    def describe(self) -> str:
        return f"beam {self.beam}, repetition penalty {self.penalty:g}" + (
            f", no {self.no_repeat}-gram twice" if self.no_repeat else ""
        )


def translate_ct2(folder: Path, sentences: Sequence[str], decoding: Decoding, precision: str = "int8") -> list[str]:
    """CTranslate2, converted into a temporary folder first."""
    import ctranslate2

    vocabulary = Vocabulary(folder)
    with tempfile.TemporaryDirectory() as converted:
        target = Path(converted) / "ct2"
        ctranslate2.converters.TransformersConverter(str(folder)).convert(str(target), quantization=precision)
        translator = ctranslate2.Translator(
            str(target), device="cpu", compute_type=precision, inter_threads=1, intra_threads=decoding.threads
        )
        results = translator.translate_batch(
            [[vocabulary.pieces[i] for i in [*ids, vocabulary.end]] for ids in vocabulary.source_ids(sentences)],
            beam_size=decoding.beam,
            max_batch_size=decoding.batch,
            max_decoding_length=decoding.most_tokens,
            repetition_penalty=decoding.penalty,
            no_repeat_ngram_size=decoding.no_repeat,
        )
    return [vocabulary.decode(result.hypotheses[0]) for result in results]


def translate_transformers(folder: Path, sentences: Sequence[str], decoding: Decoding) -> list[str]:
    """transformers in float32, with the folder's own tokenizer: the yardstick."""
    from transformers import MarianTokenizer

    tokenizer = MarianTokenizer.from_pretrained(folder)
    model = load_model(folder).eval()  # type: ignore[no-untyped-call]
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    texts: dict[int, str] = {}
    for at in range(0, len(order), decoding.batch):
        rows = order[at : at + decoding.batch]
        outputs = _generate(model, tokenizer, [sentences[i] for i in rows], decoding)
        texts.update(zip(rows, outputs, strict=True))
    return [texts[i] for i in range(len(sentences))]


def _generate(model: "MarianMTModel", tokenizer: "MarianTokenizer", texts: list[str], decoding: Decoding) -> list[str]:
    import torch

    encoded = tokenizer(texts, return_tensors="pt", padding=True)
    # One more than CTranslate2 gets, because transformers makes the last one the end mark. max_length of the folder
    # would be named in a warning beside max_new_tokens.
    most = decoding.most_tokens + 1
    options: dict[str, Any] = {
        "num_beams": decoding.beam,
        "repetition_penalty": decoding.penalty,
        "max_new_tokens": most,
        "max_length": None,
    }
    if decoding.beam > 1:
        options["early_stopping"] = True
    if decoding.no_repeat:
        options["no_repeat_ngram_size"] = decoding.no_repeat
    with torch.inference_mode():
        output = model.generate(**encoded, **options)  # type: ignore[misc]
    return list(tokenizer.batch_decode(output, skip_special_tokens=True))  # type: ignore[no-untyped-call]
