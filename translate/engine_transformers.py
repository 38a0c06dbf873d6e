"""transformers: the yardstick for what a MarianMT model says."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from amana.errors import ModelError
from amana.translate.decoding import Decoded, batches_by_length, length_limit, repetition_penalty
from amana.translate.marian import MarianFolder
from amana.translate.pieces import END, UNKNOWN, Pieces
from amana.translate.quiet import quiet_transformers

if TYPE_CHECKING:
    from torch import Tensor

Model = Any  # a transformers.MarianMTModel; its own types reject its own methods


class TransformersDecoder:
    """A Decoder."""

    def __init__(self, folder: MarianFolder, device: str = "cpu", threads: int | None = None) -> None:
        import torch
        import transformers

        torch.set_num_threads(threads or len(os.sched_getaffinity(0)))
        self._device = device
        self._model = load_model(folder, device)
        self._vocabulary = Pieces(folder).vocabulary
        self._spelling = {number: piece for piece, number in Pieces(folder).target_vocabulary.items()}
        self._pad = int(self._model.config.pad_token_id)
        self._end = Pieces(folder).target_vocabulary[END]
        self._penalty = repetition_penalty(folder)
        self.name = f"transformers-{transformers.__version__}"

    def decode(self, sources: Sequence[list[str]], beam: int) -> list[Decoded]:
        import torch

        decoded: dict[int, Decoded] = {}
        for batch in batches_by_length(sources):
            inputs, mask = padded([piece_ids(sources[index], self._vocabulary) for index in batch], self._pad)
            with torch.inference_mode(), quiet_transformers():
                output = self._model.generate(
                    input_ids=inputs.to(self._device),
                    attention_mask=mask.to(self._device),
                    generation_config=self._generation(beam, length_limit(inputs.shape[1])),
                )
            scores = output.sequences_scores.tolist() if beam > 1 else self._greedy_scores(output)
            for index, ids, score in zip(batch, output.sequences.tolist(), scores, strict=True):
                decoded[index] = self._decoded(ids[1:], score)
        return [decoded[index] for index in range(len(sources))]

    def _generation(self, beam: int, limit: int) -> object:
        """The model's own settings are left out: some opus-mt folders ask for six beams, or for a forced end mark, with
        which a translation that was cut off looks finished."""
        import transformers

        config: Any = transformers.GenerationConfig
        return config(
            num_beams=beam,
            do_sample=False,
            repetition_penalty=self._penalty,
            max_new_tokens=limit,
            bad_words_ids=[[self._pad]],
            decoder_start_token_id=self._pad,
            pad_token_id=self._pad,
            eos_token_id=self._end,
            return_dict_in_generate=True,
            output_scores=True,
        )

    def _greedy_scores(self, output: Any) -> list[float]:
        """Mean log-probabilities, which generate() gives for beams only."""
        sequences = output.sequences
        steps = self._model.compute_transition_scores(sequences, output.scores, normalize_logits=True)
        chosen = sequences[:, 1:] != self._pad
        return [float(score) for score in (steps.masked_fill(~chosen, 0).sum(1) / chosen.sum(1))]

    def _decoded(self, ids: list[int], score: float) -> Decoded:
        finished = self._end in ids
        ids = ids[: ids.index(self._end)] if finished else [number for number in ids if number != self._pad]
        return Decoded([self._spelling[number] for number in ids], score, finished)


def load_model(folder: MarianFolder, device: str) -> Model:
    """The model in float32, ready to run."""
    import torch
    from transformers import MarianMTModel

    try:
        with quiet_transformers():
            model: Model = MarianMTModel.from_pretrained(folder.path, local_files_only=True, dtype=torch.float32)
            return model.to(device).eval()
    except (OSError, RuntimeError, ValueError) as error:
        raise ModelError(f"transformers cannot load {folder.path} on '{device}': {error}") from error


def piece_ids(pieces: Sequence[str], vocabulary: dict[str, int]) -> list[int]:
    """Numbers of pieces; a piece that the vocabulary lacks is the unknown one."""
    return [vocabulary.get(piece, vocabulary[UNKNOWN]) for piece in pieces]


def padded(rows: Sequence[Sequence[int]], pad: int) -> "tuple[Tensor, Tensor]":
    """Rows of numbers as one matrix, and the mask of what is not padding."""
    import torch

    width = max(map(len, rows))
    matrix = torch.tensor([[*row, *[pad] * (width - len(row))] for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
    return matrix, mask
