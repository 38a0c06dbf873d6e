"""Forced decoding with either engine: what a model thinks of a given translation, piece by piece.

The engines give the same two things: the log-probability of each target piece and of the end mark, and the attention
that each piece's prediction paid to each source piece, averaged over the heads of the last decoder layer.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from amana.translate.decoding import batches_by_length
from amana.translate.marian import MarianFolder
from amana.translate.pieces import END, Pieces

if TYPE_CHECKING:
    from amana.types import FloatArray


@dataclass(frozen=True, slots=True)
class Forced:
    """`logprobs` has one entry a target piece and one for the end mark; `attention` one row a target piece, one column
    a source piece."""

    logprobs: "FloatArray"
    attention: "FloatArray"


class Forcer(Protocol):
    """An engine that can be forced."""

    name: str

    def force(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[Forced]:
        """Sources with their end mark, targets without it; in order."""
        ...


class TransformersForcer:
    """One pass of the whole target through the decoder."""

    def __init__(self, folder: MarianFolder, device: str = "cpu", threads: int | None = None, layer: int = -1) -> None:
        import torch
        import transformers

        from amana.translate.engine_transformers import load_model

        torch.set_num_threads(threads or len(os.sched_getaffinity(0)))
        self._device = device
        self._layer = layer
        self._model = load_model(folder, device)
        self._model.set_attn_implementation("eager")  # the others keep no attention
        self._pieces = Pieces(folder)
        self._pad = int(self._model.config.pad_token_id)
        self.name = f"transformers-{transformers.__version__}"

    def force(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[Forced]:
        import torch

        from amana.translate.engine_transformers import padded, piece_ids

        forced: dict[int, Forced] = {}
        joined = [[*source, *target] for source, target in zip(sources, targets, strict=True)]
        for batch in batches_by_length(joined):
            inputs, mask = padded([piece_ids(sources[i], self._pieces.vocabulary) for i in batch], self._pad)
            wanted = [piece_ids([*targets[i], END], self._pieces.target_vocabulary) for i in batch]
            labels, _ = padded(wanted, self._pad)
            started, _ = padded([[self._pad, *row[:-1]] for row in wanted], self._pad)
            with torch.inference_mode():
                output = self._model(
                    input_ids=inputs.to(self._device),
                    attention_mask=mask.to(self._device),
                    decoder_input_ids=started.to(self._device),
                    output_attentions=True,
                    use_cache=False,
                )
                logits = output.logits
                logits[..., self._pad] = -torch.inf  # never generated, so it has no share in the probabilities
                chosen = logits.log_softmax(-1).gather(-1, labels.to(self._device)[..., None])[..., 0].cpu().numpy()
                attention = output.cross_attentions[self._layer].mean(1).cpu().numpy()
            for row, index in enumerate(batch):
                rows, columns = len(wanted[row]), len(sources[index])
                forced[index] = Forced(chosen[row, :rows], attention[row, : rows - 1, :columns])
        return [forced[index] for index in range(len(sources))]


class Ct2Forcer:
    """Two calls: one scores, one decodes with the target as a prefix, which gives the attention."""

    def __init__(self, folder: MarianFolder, device: str = "cpu", threads: int | None = None) -> None:
        import ctranslate2

        from amana.translate.engine_ct2 import load_ct2

        self._model = load_ct2(folder, device, threads)
        self.name = f"ct2-int8-{ctranslate2.__version__}"

    def force(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[Forced]:
        import numpy as np

        joined = [[*source, *target] for source, target in zip(sources, targets, strict=True)]
        waiting = []
        for batch in batches_by_length(joined):
            given, wanted = [sources[i] for i in batch], [targets[i] for i in batch]
            scores = self._model.score_batch(given, wanted, max_input_length=0, asynchronous=True)
            shown = self._model.translate_batch(
                given,
                target_prefix=wanted,
                beam_size=1,
                max_input_length=0,
                max_decoding_length=max(map(len, wanted)) + 1,
                return_attention=True,
                asynchronous=True,
            )
            waiting.append((batch, scores, shown))
        forced: dict[int, Forced] = {}
        for batch, scores, shown in waiting:
            for index, score, result in zip(batch, scores, shown, strict=True):
                logprobs = np.asarray(score.result().log_probs, dtype=np.float32)
                rows = result.result().attention[0][: len(targets[index])]
                forced[index] = Forced(logprobs, np.asarray(rows, dtype=np.float32).reshape(-1, len(sources[index])))
        return [forced[index] for index in range(len(sources))]
