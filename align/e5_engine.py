"""The first layers of the bundled encoder in CTranslate2, int8: several times as fast as in PyTorch.

The weights are converted once (some seconds, 110 MB) and kept in the user's cache, as translate/conversion.py keeps the
translation model's. Each word piece is quantised by itself, so a sentence's states do not depend on its batch.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amana.align.e5_weights import E5Weights
from amana.errors import ModelError
from amana.translate.directories import cache_dir
from amana.translate.kept_folder import kept_folder

if TYPE_CHECKING:
    from amana.types import FloatArray

_LAYOUT = 1  # raised when what is converted changes


class Int8Layers:
    """`states(batch)`: the hidden states after the first `layers` layers."""

    def __init__(self, weights: E5Weights, layers: int, threads: int | None = None) -> None:
        import ctranslate2

        place = converted(weights, layers)
        try:
            self._encoder = ctranslate2.Encoder(
                str(place), device="cpu", compute_type="int8", intra_threads=threads or os.cpu_count() or 1
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                f"the converted encoder in {place} cannot be read ({error}): delete that folder, it is made again"
            ) from error

    def states(self, batch: list[list[int]]) -> "FloatArray":
        """Float32, shape (batch, longest, hidden)."""
        import numpy as np

        output = self._encoder.forward_batch(batch)  # has to outlive the copy: the array is a view of its memory
        return np.array(output.last_hidden_state, dtype=np.float32)


def converted(weights: E5Weights, layers: int) -> Path:
    """The folder with the int8 layers; converts where that has not been done yet."""
    import ctranslate2

    version = ".".join(ctranslate2.__version__.split(".")[:2])
    place = cache_dir() / "ct2" / f"e5-small-{weights.digest[:16]}-layers{layers}-int8-{version}-{_LAYOUT}"

    def make(folder: Path) -> None:
        folder.mkdir()
        spec = _spec(weights, layers)
        spec.validate()
        spec.optimize(quantization="int8")
        spec.save(str(folder))

    advice = "free 250 MB there, or set AMANA_CACHE_DIR to another folder"
    return kept_folder(place, make, "the converted encoder", advice)


def _spec(weights: E5Weights, layers: int) -> Any:  # ctranslate2 is not typed
    """BERT, post-norm, exact GELU. Every piece is of type 0, whose vector is added to the words' beforehand."""
    import numpy as np
    from ctranslate2.converters import utils
    from ctranslate2.specs import common_spec, transformer_spec

    tensors, hidden = weights.tensors, weights.hidden
    encoder = transformer_spec.TransformerEncoderSpec(
        layers, weights.heads, pre_norm=False, activation=common_spec.Activation.GELU, layernorm_embedding=True
    )

    def norm(spec: Any, name: str) -> None:
        spec.gamma, spec.beta = tensors[name + ".w"], tensors[name + ".b"]

    def linear(spec: Any, name: str) -> Any:
        spec.weight, spec.bias = tensors[name + ".w"], tensors[name + ".b"]
        return spec

    rows = len(weights.packed_words)
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = weights.word_rows(np.arange(rows)) + tensors["emb.type"].reshape(-1, hidden)[0]
    encoder.position_encodings.encodings = tensors["emb.pos"].reshape(-1, hidden)
    norm(encoder.layernorm_embedding, "emb.ln")
    for index, layer in enumerate(encoder.layer):
        name = f"l{index}."
        utils.fuse_linear(
            layer.self_attention.linear[0], [linear(common_spec.LinearSpec(), name + part) for part in ("q", "k", "v")]
        )
        linear(layer.self_attention.linear[1], name + "ao")
        norm(layer.self_attention.layer_norm, name + "aln")
        linear(layer.ffn.linear_0, name + "fi")
        linear(layer.ffn.linear_1, name + "fo")
        norm(layer.ffn.layer_norm, name + "oln")
    model = transformer_spec.TransformerEncoderModelSpec(encoder)
    model.config.layer_norm_epsilon = weights.epsilon
    model.config.unk_token = str(weights.unk)
    model.register_vocabulary([str(index) for index in range(rows)])  # only ids are ever passed
    return model
