"""A vector for every word in its context, from the layers of the bundled encoder.

The same weights as the sentence encoder (multilingual-e5-small, 4-bit), whose package gives no states of inner layers.
Two engines run them: CTranslate2 in int8, and plain PyTorch, the yardstick. Mean-pooling the last layer gives the
sentence vectors again, but for rounding (tested).
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from amana.align.e5_engine import Int8Layers
from amana.align.e5_weights import E5Weights, load_e5_weights

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

    from amana.types import FloatArray

PREFIX = "query:"  # the words follow; the prefix's own states are dropped
TOKENS_A_BATCH = 2048


class ContextualEncoder:
    """`words(sentences)`: one array a sentence, a row for each of its words (the mean of its pieces' states)."""

    def __init__(self, layer: int, *, engine: Literal["ct2", "torch"] = "ct2", threads: int | None = None) -> None:
        """`threads`: of CTranslate2, all cores by default; PyTorch's are the process's own setting."""
        self.layer = layer
        self.weights = load_e5_weights()
        self.signature = f"e5-small-q4:layer{layer}:{engine}"
        self._int8 = Int8Layers(self.weights, layer, threads) if engine == "ct2" else None

    def words(self, sentences: Sequence[Sequence[str]]) -> "list[FloatArray]":
        """Float32, shape (words, hidden), in order. A word without any piece (a lone mark) has a zero row, and so have
        the words past the encoder's 512 positions: they get no links."""
        import numpy as np

        pieces, owners = _pieces(sentences, self.weights)
        results: list[FloatArray] = [np.zeros((len(words), self.weights.hidden), np.float32) for words in sentences]
        order = sorted(range(len(sentences)), key=lambda index: len(pieces[index]))
        start = 0
        while start < len(order):
            end = start + 1
            while end < len(order) and (end - start + 1) * len(pieces[order[end]]) <= TOKENS_A_BATCH:
                end += 1
            batch = order[start:end]
            states = self._states([pieces[index] for index in batch])
            for row, index in enumerate(batch):
                results[index] = pool(states[row], owners[index], len(sentences[index]))
            start = end
        return results

    def _states(self, batch: list[list[int]]) -> "FloatArray":
        import numpy as np

        if self._int8:
            return self._int8.states(batch)
        return np.asarray(_forward(batch, self.layer, self.weights).numpy(), dtype=np.float32)


def pool(states: "FloatArray", owners: list[int], words: int) -> "FloatArray":
    """A row for each word, the mean over its pieces' states; zeros for a word without one. `owners`: the word of each
    piece, -1 for none; states behind the last owner are nobody's."""
    import numpy as np

    pooled = np.zeros((words, states.shape[1]), dtype=np.float32)
    owner = np.array(owners)
    mine = np.flatnonzero(owner >= 0)
    if len(mine):  # a word's pieces stand together: one sum for each stretch
        present, starts, counts = np.unique(owner[mine], return_index=True, return_counts=True)
        pooled[present] = np.add.reduceat(states[mine], starts, axis=0) / counts[:, None]
    return pooled


@cache
def encoder_tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer
    from tokenizers.models import Unigram

    weights = load_e5_weights()
    return Tokenizer(Unigram(list(zip(weights.pieces, weights.scores, strict=True)), unk_id=weights.unk))


def _pieces(sentences: Sequence[Sequence[str]], weights: E5Weights) -> tuple[list[list[int]], list[list[int]]]:
    """Piece ids with begin, prefix and end, and the word that owns each (-1: none). Each word is cut by itself, as the
    encoder's own tokeniser would cut it between two spaces."""
    tokenizer = encoder_tokenizer()
    vocabulary = {word for words in sentences for word in words} | {"query", ":", PREFIX}
    distinct = sorted(vocabulary)
    marked = ["".join("▁" + part for part in word.translate(weights.normalization).split()) for word in distinct]
    ids = {word: coding.ids for word, coding in zip(distinct, tokenizer.encode_batch(marked), strict=True)}
    limit = weights.max_positions - 1
    pieces, owners = [], []
    for words in sentences:
        mine, own = [weights.bos, *ids[PREFIX]], [-1] * (1 + len(ids[PREFIX]))
        for index, word in enumerate(words):
            mine += ids[word]
            own += [index] * len(ids[word])
        pieces.append([*mine[:limit], weights.eos])
        owners.append([*own[:limit], -1])
    return pieces, owners


@cache
def _tensors() -> "dict[str, torch.Tensor]":
    import torch

    return {name: torch.from_numpy(array.copy()) for name, array in load_e5_weights().tensors.items()}


def _forward(batch: list[list[int]], layers: int, weights: E5Weights) -> "torch.Tensor":
    """Hidden states after `layers` layers, shape (batch, longest, hidden). BERT, post-norm, exact GELU."""
    import torch

    with torch.inference_mode():
        return _layers(batch, layers, weights)


def _layers(batch: list[list[int]], layers: int, weights: E5Weights) -> "torch.Tensor":
    import numpy as np
    import torch
    from torch.nn import functional

    tensors = _tensors()
    size, heads, epsilon = weights.hidden, weights.heads, weights.epsilon
    longest = max(len(ids) for ids in batch)
    flat = np.full((len(batch), longest), weights.eos, dtype=np.int64)
    for row, ids in enumerate(batch):
        flat[row, : len(ids)] = ids
    lengths = torch.tensor([len(ids) for ids in batch])
    mask = (torch.arange(longest)[None, :] < lengths[:, None])[:, None, None, :]
    unique, inverse = np.unique(flat, return_inverse=True)
    words = torch.from_numpy(weights.word_rows(unique))[torch.from_numpy(inverse.reshape(flat.shape))]
    x = words + tensors["emb.pos"].view(-1, size)[:longest] + tensors["emb.type"].view(-1, size)[0]
    x = functional.layer_norm(x, (size,), tensors["emb.ln.w"], tensors["emb.ln.b"], epsilon)

    def project(name: str, value: "torch.Tensor") -> "torch.Tensor":
        return functional.linear(value, tensors[name + ".w"], tensors[name + ".b"])

    for index in range(layers):
        layer = f"l{index}."
        q, k, v = (
            project(layer + part, x).view(len(batch), longest, heads, -1).transpose(1, 2) for part in ("q", "k", "v")
        )
        attended = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        attended = project(layer + "ao", attended.transpose(1, 2).reshape(len(batch), longest, size))
        x = functional.layer_norm(x + attended, (size,), tensors[layer + "aln.w"], tensors[layer + "aln.b"], epsilon)
        inner = project(layer + "fo", functional.gelu(project(layer + "fi", x)))
        x = functional.layer_norm(x + inner, (size,), tensors[layer + "oln.w"], tensors[layer + "oln.b"], epsilon)
    return x
