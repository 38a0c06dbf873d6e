"""CTranslate2: int8 weights, several times as fast as transformers on a processor."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from amana.errors import ModelError
from amana.translate.conversion import converted
from amana.translate.decoding import Decoded, batches_by_length, length_limit, repetition_penalty
from amana.translate.marian import MarianFolder
from amana.translate.pieces import END

if TYPE_CHECKING:
    import ctranslate2


class Ct2Decoder:
    """A Decoder. Converts the model on first use."""

    def __init__(self, folder: MarianFolder, device: str = "cpu", threads: int | None = None) -> None:
        import ctranslate2

        self._translator = load_ct2(folder, device, threads)
        self._penalty = repetition_penalty(folder)
        self.name = f"ct2-int8-{ctranslate2.__version__}"

    def decode(self, sources: Sequence[list[str]], beam: int) -> list[Decoded]:
        waiting = [
            (
                batch,
                self._translator.translate_batch(
                    [sources[index] for index in batch],
                    asynchronous=True,
                    beam_size=beam,
                    repetition_penalty=self._penalty,
                    max_input_length=0,
                    max_decoding_length=length_limit(len(sources[batch[0]])),
                    return_scores=True,
                    return_end_token=True,
                ),
            )
            for batch in batches_by_length(sources)
        ]
        decoded: dict[int, Decoded] = {}
        for batch, results in waiting:
            for index, result in zip(batch, results, strict=True):
                pieces = result.result().hypotheses[0]
                finished = bool(pieces) and pieces[-1] == END
                score = result.result().scores[0]
                decoded[index] = Decoded(pieces[:-1] if finished else pieces, score, finished)
        return [decoded[index] for index in range(len(sources))]


def load_ct2(folder: MarianFolder, device: str, threads: int | None) -> "ctranslate2.Translator":
    """The int8 weights, ready to run; made first where that has not been done."""
    import ctranslate2

    try:
        # One worker a core, each on its own batch: matrices this small gain nothing from sharing.
        return ctranslate2.Translator(
            str(converted(folder)),
            device=device,
            compute_type="int8",
            inter_threads=threads or len(os.sched_getaffinity(0)),
            intra_threads=1,
        )
    except (RuntimeError, ValueError) as error:
        raise ModelError(f"CTranslate2 cannot load {folder.name} on '{device}': {error}") from error
