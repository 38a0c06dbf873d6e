"""The network of align/word_quality.py in PyTorch, for training; `numpy_weights` hands it over to the numpy one.

The two give the same numbers (tests/align/test_word_quality.py). One set of layers serves both sides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from amana.align.word_quality import HEADS, REACH, inputs
from amana.align.word_similarity import SHARPNESS

BARRED = -1e4  # added to the scores of padding
FIRST_BIAS = -4.0  # log-odds of a fault before anything is learnt


@dataclass(slots=True)
class Batch:
    """Padded: states (pairs, words, hidden) of both sides, their forms, similarities and distances (pairs, source
    words, rendering words), and `masks`: 0 for a word, BARRED for padding."""

    states: tuple[Tensor, Tensor]
    forms: tuple[Tensor, Tensor]
    similarities: Tensor
    distances: Tensor
    masks: tuple[Tensor, Tensor]


def padded(rows: Sequence[np.ndarray], fill: float) -> np.ndarray:
    """Rows of any number of dimensions in one float32 array, filled up at their ends."""
    shape = np.max([row.shape for row in rows], axis=0)
    found = np.full((len(rows), *shape), fill, dtype=np.float32)
    for number, row in enumerate(rows):
        found[(number, *map(slice, row.shape))] = row
    return found


def decision(size: int, hidden: int) -> nn.Sequential:
    layers = nn.Sequential(nn.Linear(size, hidden), nn.GELU(approximate="tanh"), nn.Linear(hidden, 1))
    nn.init.constant_(layers[2].bias, FIRST_BIAS)
    return layers


class Layer(nn.Module):
    def __init__(self, size: int, dropout: float) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(size) for _ in range(3))
        self.qkv, self.out1 = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.q, self.kv, self.out2 = nn.Linear(size, size), nn.Linear(size, 2 * size), nn.Linear(size, size)
        self.inner, self.outer = nn.Linear(size, 2 * size), nn.Linear(2 * size, size)
        self.reach = nn.Parameter(torch.zeros(HEADS, 2 * REACH + 1))
        self.similar = nn.Parameter(torch.linspace(0, 12, HEADS))  # one head that heeds the similarity not at all
        self.distant = nn.Parameter(torch.zeros(HEADS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Sequence[Tensor], batch: Batch) -> list[Tensor]:
        states = [self._to_self(state, mask) for state, mask in zip(states, batch.masks, strict=True)]
        ways = [(batch.similarities, batch.distances)]
        ways.append((batch.similarities.transpose(1, 2), batch.distances.transpose(1, 2)))
        crossed = [
            states[side] + self._across(states[side], states[1 - side], *ways[side], batch.masks[1 - side])
            for side in (0, 1)
        ]
        return [
            state + self.dropout(self.outer(functional.gelu(self.inner(self.norms[2](state)), approximate="tanh")))
            for state in crossed
        ]

    def _to_self(self, state: Tensor, mask: Tensor) -> Tensor:
        at = torch.arange(state.shape[1])
        distance = (at[None] - at[:, None]).clamp(-REACH, REACH) + REACH
        query, key, value = self.qkv(self.norms[0](state)).chunk(3, -1)
        attended = _attention(query, key, value, self.reach[:, distance][None] + mask[:, None, None, :])
        return state + self.dropout(self.out1(attended))

    def _across(self, state: Tensor, other: Tensor, similarities: Tensor, distances: Tensor, mask: Tensor) -> Tensor:
        bias = (
            self.similar[None, :, None, None] * similarities[:, None]
            - self.distant[None, :, None, None] * distances[:, None]
        )
        key, value = self.kv(self.norms[1](other)).chunk(2, -1)
        attended = _attention(self.q(self.norms[1](state)), key, value, bias + mask[:, None, None, :])
        return self.dropout(self.out2(attended))


class QualityNetwork(nn.Module):
    """Log-odds of a fault for the source words, the rendering's words and the places of the rendering, padded."""

    def __init__(self, hidden: int, size: int, layers: int, dropout: float) -> None:
        super().__init__()
        self.into = nn.ModuleList(nn.Linear(inputs(hidden), size) for _ in range(2))
        self.norms = nn.ModuleList(nn.LayerNorm(size) for _ in range(2))
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(size)
        self.edge = nn.Parameter(torch.zeros(size))
        self.decide = nn.ModuleList([decision(size, size // 2), decision(size, size // 2), decision(2 * size, size)])
        self.dropout = nn.Dropout(dropout)

    def forward(self, batch: Batch) -> list[Tensor]:
        rows = batch.similarities + batch.masks[1][:, None, :]
        columns = batch.similarities + batch.masks[0][:, :, None]
        agreements = (torch.softmax(SHARPNESS * rows, 2) * torch.softmax(SHARPNESS * columns, 1)).sqrt()
        best = (
            torch.stack([rows.amax(2).clamp(min=-1), agreements.amax(2)], -1),
            torch.stack([columns.amax(1).clamp(min=-1), agreements.amax(1)], -1),
        )
        states = [
            self.dropout(norm(into(torch.cat([state, form, near], -1))))
            for into, norm, state, form, near in zip(
                self.into, self.norms, batch.states, batch.forms, best, strict=True
            )
        ]
        for layer in self.layers:
            states = layer(states, batch)
        source, rendering = (self.norm(state) for state in states)
        edge = self.edge.expand(len(rendering), 1, -1)
        ended = torch.where((batch.masks[1] == 0)[..., None], rendering, self.edge)
        places = torch.cat([torch.cat([edge, ended], 1), torch.cat([ended, edge], 1)], -1)
        return [
            decide(self.dropout(rows))[..., 0]
            for decide, rows in zip(self.decide, (source, rendering, places), strict=True)
        ]


def _attention(query: Tensor, key: Tensor, value: Tensor, bias: Tensor) -> Tensor:
    def heads(rows: Tensor) -> Tensor:
        return rows.view(*rows.shape[:2], HEADS, -1).transpose(1, 2)

    attended = functional.scaled_dot_product_attention(heads(query), heads(key), heads(value), attn_mask=bias)
    return attended.transpose(1, 2).reshape(query.shape)


def named(network: QualityNetwork) -> dict[str, nn.Parameter]:
    """Every parameter by its name in align/word_quality.py; matrices are transposed there."""
    found: dict[str, nn.Parameter] = {"edge": network.edge}

    def take(name: str, module: nn.Module) -> None:
        found[name + ".w"], found[name + ".b"] = module.weight, module.bias

    for name, into, norm in zip(("source", "rendering"), network.into, network.norms, strict=True):
        take(f"{name}.in", into)
        take(f"{name}.norm", norm)
    take("norm", network.norm)
    for number, layer in enumerate(network.layers):
        for name in ("qkv", "out1", "q", "kv", "out2", "inner", "outer"):
            take(f"{number}.{name}", getattr(layer, name))
        for place, norm in enumerate(layer.norms, 1):
            take(f"{number}.norm{place}", norm)
        for name in ("reach", "similar", "distant"):
            found[f"{number}.{name}"] = getattr(layer, name)
    for name, decide in zip(("source", "rendering", "breaks"), network.decide, strict=True):
        take(f"{name}.out.hidden", decide[0])
        take(f"{name}.out", decide[2])
    return found


def numpy_weights(network: QualityNetwork, scaling: Sequence[tuple[Tensor, Tensor]]) -> dict[str, np.ndarray]:
    """For align/word_quality.py; the scaling of the states (mean and spread of a side) is folded in."""
    tensors = {name: value.detach().clone() for name, value in named(network).items()}
    for name, (mean, spread) in zip(("source", "rendering"), scaling, strict=True):
        weight = tensors[f"{name}.in.w"]
        weight[:, : len(mean)] /= spread
        tensors[f"{name}.in.b"] -= weight[:, : len(mean)] @ mean
    return {
        name: (value.T if name.endswith(".w") and value.ndim == 2 else value).numpy().astype(np.float16)
        for name, value in tensors.items()
    }


def take_weights(
    network: QualityNetwork, weights: Mapping[str, np.ndarray], scaling: Sequence[tuple[Tensor, Tensor]]
) -> None:
    """The way back, to go on with training."""
    for name, parameter in named(network).items():
        value = torch.from_numpy(np.array(weights[name], dtype=np.float32))
        parameter.data = (value.T if name.endswith(".w") and value.ndim == 2 else value).contiguous().clone()
    for into, (mean, spread) in zip(network.into, scaling, strict=True):
        into.bias.data += into.weight.data[:, : len(mean)] @ mean
        into.weight.data[:, : len(mean)] *= spread
