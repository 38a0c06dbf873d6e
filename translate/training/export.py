"""A standard MarianMT folder out of a run: what `transformers` and the CTranslate2 converter both load."""

import copy
import json
import math
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from amana.errors import InputError
from amana.translate.decoding import REPETITION_PENALTY
from amana.translate.training.averaging import mean_of
from amana.translate.training.checkpoints import load_checkpoint
from amana.translate.training.config import Settings
from amana.translate.training.model import OutputLayer, empty_model, fresh_model
from amana.translate.training.vocabulary import FILES, Vocabulary

if TYPE_CHECKING:
    import torch
    from transformers import MarianMTModel

# No added tokens here: stale ones shift the ids that the CTranslate2 converter sees.
TOKENIZER = {
    "source_lang": "ar",
    "target_lang": "en",
    "tokenizer_class": "MarianTokenizer",
    "eos_token": "</s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "model_max_length": 512,
}
BEAM = 4


def export_run(
    run: Path,
    output: Path,
    averages: Sequence[Path] = (),
    grid: float | None = None,
    penalty: float = REPETITION_PENALTY,
) -> None:
    """Write the folder from averaged weights: those given (their mean), or the newest of the run. `grid`: see
    `round_to_grid`."""
    chosen = list(averages) or sorted((run / "averaged").glob("*.safetensors"))[-1:]
    if not chosen:
        raise InputError(f"{run}/averaged is empty: train first")
    vocabulary = Vocabulary(run)
    if (run / "config.json").is_file():  # the run began from another folder's weights, and has their shape
        model = empty_model(run)
    else:
        model = fresh_model(Settings.from_dict(load_checkpoint(run).settings), vocabulary, seeded=False)
    OutputLayer(vocabulary, model.device).forbid(model)
    weights = mean_of([read_average(path) for path in chosen])
    if grid is not None:
        weights = {name: round_to_grid(weight, grid) for name, weight in weights.items()}
    write_weights(model, weights, run, output, penalty=penalty)


def write_model(model: "MarianMTModel", average: Path, run: Path, output: Path) -> None:
    """The folder of averaged weights under a model that goes on training, which is left as it was."""
    write_weights(copy.deepcopy(model), read_average(average), run, output)


def write_weights(
    model: "MarianMTModel",
    weights: dict[str, "torch.Tensor"],
    run: Path,
    output: Path,
    penalty: float = REPETITION_PENALTY,
) -> None:
    """The folder of `weights`. `model` gives the shape and is changed."""
    output.mkdir(parents=True, exist_ok=True)
    problems = model.cpu().load_state_dict(weights, strict=False)
    if problems.unexpected_keys:
        raise InputError("the averaged weights are of another model", problems.unexpected_keys)
    for name in FILES:
        (output / name).unlink(missing_ok=True)
        shutil.copyfile(run / name, output / name)
    write_folder(model, output, penalty)


def write_folder(model: "MarianMTModel", output: Path, penalty: float = REPETITION_PENALTY) -> None:
    """Weights in fp16 and generation defaults, beside tokenizer files that are there already. `model` is changed."""
    import torch
    from transformers import GenerationConfig

    model = model.cpu()
    model.tie_weights()
    with torch.no_grad():  # CTranslate2 starts a translation from zeros: the other engine has to as well
        model.model.shared.weight[model.config.pad_token_id].zero_()
    config = model.config
    model.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]
        bos_token_id=config.bos_token_id,
        eos_token_id=config.eos_token_id,
        pad_token_id=config.pad_token_id,
        decoder_start_token_id=config.decoder_start_token_id,
        forced_eos_token_id=config.eos_token_id,
        bad_words_ids=[[config.pad_token_id]],
        num_beams=BEAM,
        repetition_penalty=penalty,
        max_length=512,
    )
    if not config.static_position_embeddings:  # transformers leaves them out as sinusoids that it can make again
        model._keys_to_ignore_on_save = []
    model.half().save_pretrained(output)  # type: ignore[no-untyped-call]
    (output / "tokenizer_config.json").write_text(json.dumps(TOKENIZER) + "\n", "utf-8")


def round_to_grid(weight: "torch.Tensor", share: float) -> "torch.Tensor":
    """A matrix rounded to multiples of the power of two that is nearest to `share` of its spread; vectors stay.

    The file is as long as before, but most of its low bits are zeros, which the zip of a wheel takes out: at .045 the
    error is 1.3 % of the weights' size (root mean square), about that of int8."""
    import torch

    spread = float(weight.float().std()) if weight.ndim > 1 else 0.0
    if not spread:
        return weight
    step = 2.0 ** round(math.log2(spread * share))
    return (torch.round(weight.float() / step) * step).to(weight.dtype)


def read_average(path: Path) -> dict[str, "torch.Tensor"]:
    from safetensors.torch import load_file

    return dict(load_file(path))
