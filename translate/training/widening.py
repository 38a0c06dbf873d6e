"""A start for a larger network out of two that exist: the first layers of multilingual-e5-small as the encoder, and the
decoder of a trained MarianMT folder, widened to the encoder's size.

- Encoder: BERT layers are post-norm like Marian's, so they carry over as they are. BERT normalises word + position
  before the first layer and Marian does not: the normalisation is put into the rows of both tables, exact but for the
  spread of a row, which is taken over all positions at once.
- Decoder: every unit beyond the old width is a copy of another, and what reads the two shares out its weight between
  them (Net2Net; Chen, Goodfellow and Shlens 2016), exact but for the mean and spread in layer normalisation. Heads get
  the size of the encoder's: where the old ones were larger, each falls into parts, and that is not exact.
- Between them: the keys and values of the cross-attention were made for the states of the old encoder. A linear map
  from the new states to the old ones, word by word (ridge regression), is multiplied into them: about half of the
  variance is there before the first update.

Source pieces are those of the encoder; Latin letters, digits and marks among them stand in full-width forms, so that
`vocab.json` can hold them beside the target's pieces of the same letters, which have other vectors.
"""

import itertools
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amana.align.contextual import pool
from amana.align.e5_weights import E5Weights, load_e5_weights
from amana.errors import InputError
from amana.translate.training.encoder_pieces import as_encoder_piece, write_pieces
from amana.translate.training.export import write_folder
from amana.translate.training.model import OutputLayer, load_model
from amana.translate.training.run_folder import read_run
from amana.translate.training.vocabulary import Vocabulary, is_source_piece

if TYPE_CHECKING:
    import torch
    from transformers import MarianMTModel

    from amana.types import FloatArray

REGRESSION_SENTENCES = 1500
RIDGE = 10.0
SHARPER = 2.0  # gelu(2x)/2 is nearer to the relu of the old decoder than gelu(x)
UNLIKE = 0.1  # noise on a copied head, as a share of its spread: two equal heads would stay equal
FIRST_POSITION = 4  # a begin mark and "query:" came first in what the encoder was trained on


def widen(folder: Path, run: Path, output: Path, layers: int = 6, pieces: int = 8000, seed: int = 1) -> float:
    """Write a MarianMT folder to `train --init` from: the decoder of `folder`, source pieces by their frequency in the
    pairs of `run`. Gives the share of the variance that the map between the two encoders holds (training sentences)."""
    import torch

    weights = load_e5_weights()
    old, old_pieces = load_model(folder).eval(), Vocabulary(folder)  # type: ignore[no-untyped-call]
    size, head = weights.hidden // weights.heads, old.config.d_model // old.config.decoder_attention_heads
    if head % size or old.config.d_model > weights.hidden:
        raise InputError(
            f"{folder}: heads of {head} units in {old.config.d_model}: expected a multiple of {size}, the encoder's, "
            f"and no more than {weights.hidden} in all"
        )
    output.mkdir(parents=True, exist_ok=True)
    write_pieces(folder, run, weights, pieces, output)
    vocabulary = Vocabulary(output)
    torch.manual_seed(seed)
    copies = _copies(old.config.d_model, weights.hidden)
    new = _empty(old, vocabulary, weights, layers).eval()  # type: ignore[no-untyped-call]
    with torch.no_grad():
        _encoder(new, vocabulary, weights, layers)
        _decoder(new, old, vocabulary, old_pieces, copies)
        bridge, held = _bridge((new, vocabulary), (old, old_pieces), _sentences(run))
        for mine, theirs in zip(new.model.decoder.layers, old.model.decoder.layers, strict=True):
            _cross(mine.encoder_attn, theirs.encoder_attn, bridge, new.config.decoder_attention_heads)
        OutputLayer(vocabulary, new.device).forbid(new)
    write_folder(new, output)
    return held


def _copies(old: int, new: int) -> "torch.Tensor":
    """For every unit the old one that it copies: each once, then drawn ones, none once more than another can be."""
    import torch

    rounds = [torch.randperm(old) for _ in range(new // old)]
    return torch.cat([torch.arange(old), *rounds])[:new]


def _empty(old: "MarianMTModel", vocabulary: Vocabulary, weights: E5Weights, layers: int) -> "MarianMTModel":
    from transformers import MarianConfig, MarianMTModel

    config: MarianConfig = type(old.config).from_dict(old.config.to_dict())
    config.vocab_size = config.decoder_vocab_size = len(vocabulary)
    config.d_model = weights.hidden
    config.encoder_layers, config.encoder_attention_heads = layers, weights.heads
    config.encoder_ffn_dim = len(weights.tensors["l0.fi.b"])
    config.decoder_attention_heads = weights.heads  # CTranslate2's converter takes the encoder's number for both
    config.activation_function = "gelu"
    config.static_position_embeddings = False  # learned ones, kept in the file
    config.pad_token_id = config.decoder_start_token_id = vocabulary.pad
    config._attn_implementation = "eager"
    return MarianMTModel(config)


def _encoder(model: "MarianMTModel", vocabulary: Vocabulary, weights: E5Weights, layers: int) -> None:
    import numpy as np
    import torch

    tensors, scale = weights.tensors, math.sqrt(weights.hidden)
    ids = {piece: index for index, piece in enumerate(weights.pieces)}

    mine = [index for index, piece in vocabulary.pieces.items() if is_source_piece(piece)]
    theirs = [ids[as_encoder_piece(vocabulary.pieces[index])] for index in mine]
    # The end mark is the encoder's too, though a translation ends with it: attention that has nothing to look at goes
    # there, and without it the states are of little use (cosine .65 to the encoder's own, .80 with it).
    mine += [vocabulary.unknown, vocabulary.end]
    theirs += [weights.unk, weights.eos]
    words = weights.word_rows(np.array(theirs)) + tensors["emb.type"].reshape(-1, weights.hidden)[0]
    places = tensors["emb.pos"].reshape(-1, weights.hidden)
    places = np.concatenate([places[FIRST_POSITION:], places[-1:].repeat(FIRST_POSITION, axis=0)])
    words -= words.mean(axis=1, keepdims=True)
    places = places - places.mean(axis=1, keepdims=True)
    used = places[:64]
    spread = np.sqrt(words.var(axis=1) + used.var(axis=1).mean() + 2 * (words @ used.mean(axis=0)) / weights.hidden)
    gain, shift = tensors["emb.ln.w"], tensors["emb.ln.b"]
    rows = (gain * words / spread[:, None] + shift) / scale
    model.model.shared.weight[torch.tensor(mine)] = torch.from_numpy(rows.astype(np.float32))
    table = model.model.encoder.embed_positions.weight
    table.copy_(torch.from_numpy((gain * places / np.median(spread)).astype(np.float32))[: len(table)])
    names = {"self_attn.q_proj": "q", "self_attn.k_proj": "k", "self_attn.v_proj": "v", "self_attn.out_proj": "ao"}
    names |= {"self_attn_layer_norm": "aln", "fc1": "fi", "fc2": "fo", "final_layer_norm": "oln"}
    for index, layer in enumerate(model.model.encoder.layers[:layers]):
        for name, short in names.items():
            module = layer.get_submodule(name)
            module.weight.copy_(torch.tensor(tensors[f"l{index}.{short}.w"]))
            module.bias.copy_(torch.tensor(tensors[f"l{index}.{short}.b"]))


def _decoder(
    new: "MarianMTModel", old: "MarianMTModel", vocabulary: Vocabulary, old_pieces: Vocabulary, copies: "torch.Tensor"
) -> None:
    import torch

    ratio = math.sqrt(old.config.d_model / new.config.d_model)  # of the two embedding scales
    targets = [i for i, piece in vocabulary.pieces.items() if piece in old_pieces.ids and not is_source_piece(piece)]
    targets = [i for i in targets if i not in (vocabulary.pad, vocabulary.unknown, vocabulary.end)]
    rows = old.model.shared.weight[torch.tensor([old_pieces.ids[vocabulary.pieces[i]] for i in targets])]
    new.model.shared.weight[torch.tensor(targets)] = rows[:, copies] * ratio
    new.model.decoder.embed_positions.weight.copy_(old.model.decoder.embed_positions.weight[:, copies])
    heads = new.config.decoder_attention_heads
    size = new.config.d_model // heads
    # A part of a head sees a part of the product, and divides it by the root of its own size.
    sum_of_parts = math.sqrt(old.config.d_model / old.config.decoder_attention_heads / size)
    sharper = SHARPER if old.config.activation_function == "relu" else 1.0
    for mine, theirs in zip(new.model.decoder.layers, old.model.decoder.layers, strict=True):
        units = _head_units(heads, size, old.config.d_model)
        for name in ("q_proj", "k_proj", "v_proj"):
            _linear(mine.self_attn.get_submodule(name), theirs.self_attn.get_submodule(name), units, copies)
        _linear(mine.self_attn.out_proj, theirs.self_attn.out_proj, copies, units)
        _linear(mine.encoder_attn.q_proj, theirs.encoder_attn.q_proj, units, copies)
        _linear(mine.encoder_attn.out_proj, theirs.encoder_attn.out_proj, copies, units)
        inner = torch.arange(len(theirs.fc1.bias))
        _linear(mine.fc1, theirs.fc1, inner, copies)
        _linear(mine.fc2, theirs.fc2, copies, inner)
        mine.fc1.weight.mul_(sharper)
        mine.fc1.bias.mul_(sharper)
        mine.fc2.weight.div_(sharper)
        for attention in (mine.self_attn, mine.encoder_attn):
            attention.q_proj.weight.mul_(sum_of_parts)
            attention.q_proj.bias.mul_(sum_of_parts)
            _make_unlike(attention.q_proj.weight, len(old.model.shared.weight[0]))
        for name in ("self_attn_layer_norm", "encoder_attn_layer_norm", "final_layer_norm"):
            mine.get_submodule(name).weight.copy_(theirs.get_submodule(name).weight[copies])
            mine.get_submodule(name).bias.copy_(theirs.get_submodule(name).bias[copies])
    last, shares = new.model.decoder.layers[-1].final_layer_norm, _shares(copies) / ratio
    last.weight.mul_(shares)
    last.bias.mul_(shares)


def _cross(mine: Any, theirs: Any, bridge: "torch.Tensor", heads: int) -> None:
    """Keys and values read the old states through `bridge`, shape (old size, new size + 1); last column: a constant."""
    width = len(bridge)
    units = _head_units(heads, len(mine.q_proj.bias) // heads, width)
    for name in ("k_proj", "v_proj"):
        source, target = theirs.get_submodule(name), mine.get_submodule(name)
        target.weight.copy_((source.weight @ bridge[:, :-1])[units])
        target.bias.copy_((source.bias + source.weight @ bridge[:, -1])[units])
    _make_unlike(mine.k_proj.weight, width)


def _head_units(heads: int, size: int, width: int) -> "torch.Tensor":
    """For every unit of the new heads the old one that it copies: whole heads of the new size, round and round."""
    import torch

    chosen = torch.arange(heads) % (width // size)
    return (chosen[:, None] * size + torch.arange(size)[None, :]).flatten()


def _make_unlike(weight: "torch.Tensor", first: int) -> None:
    import torch

    copied = weight[first:]
    copied.add_(torch.randn_like(copied) * copied.std() * UNLIKE)


def _shares(copies: "torch.Tensor") -> "torch.Tensor":
    """A share for every unit; those of a unit and its copies sum to 1, uneven so that the two can part."""
    import torch

    draws = torch.rand(len(copies)) + 0.5
    totals = torch.zeros(int(copies.max()) + 1).index_add_(0, copies, draws)
    return draws / totals[copies]


def _linear(mine: Any, theirs: Any, rows: "torch.Tensor", columns: "torch.Tensor") -> None:
    mine.weight.copy_(theirs.weight[rows][:, columns] * _shares(columns)[None, :])
    mine.bias.copy_(theirs.bias[rows])


def _sentences(run: Path) -> list[list[str]]:
    """Arabic sentences in words, an equal part of every source that has whole sentences."""
    texts = []
    for rows in read_run(run).pairs.values():
        whole = [pair.arabic.split() for pair in rows if len(pair.arabic.split()) >= 10]
        texts.append(whole[:: max(1, len(whole) // 400)])
    total = sum(map(len, texts))
    every = max(1, total // REGRESSION_SENTENCES)
    return [words for source in texts for words in source[::every]]


def _bridge(
    new: "tuple[MarianMTModel, Vocabulary]", old: "tuple[MarianMTModel, Vocabulary]", sentences: Sequence[Sequence[str]]
) -> "tuple[torch.Tensor, float]":
    """The linear map, shape (old size, new size + 1), and its R2."""
    import numpy as np
    import torch

    states = np.concatenate(_word_states(*new, sentences))
    wanted = np.concatenate(_word_states(*old, sentences)).astype(np.float64)
    there = (np.abs(states).sum(axis=1) > 0) & (np.abs(wanted).sum(axis=1) > 0)
    given, wanted = np.c_[states, np.ones(len(states))][there].astype(np.float64), wanted[there]
    solved = np.linalg.solve(given.T @ given + RIDGE * np.eye(given.shape[1]), given.T @ wanted)
    left = wanted - given @ solved
    held = 1 - (left**2).sum() / ((wanted - wanted.mean(axis=0)) ** 2).sum()
    return torch.from_numpy(solved.T.astype(np.float32)), float(held)


def _word_states(
    model: "MarianMTModel", vocabulary: Vocabulary, sentences: Sequence[Sequence[str]]
) -> "list[FloatArray]":
    """For each sentence a row for each of its words: the mean over the word's pieces."""
    import numpy as np
    import torch

    cuts = [vocabulary.source_ids(words) for words in sentences]
    rows = [[*itertools.chain(*cut), vocabulary.end] for cut in cuts]
    owners = [[place for place, word in enumerate(cut) for _ in word] for cut in cuts]
    order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
    results = [np.zeros((0, 0), np.float32)] * len(rows)
    for start in range(0, len(order), 64):
        batch = order[start : start + 64]
        ids = torch.full((len(batch), max(len(rows[index]) for index in batch)), vocabulary.pad)
        for row, index in enumerate(batch):
            ids[row, : len(rows[index])] = torch.tensor(rows[index])
        with torch.inference_mode():
            states = model.model.encoder(input_ids=ids, attention_mask=ids.ne(vocabulary.pad).long()).last_hidden_state
        for row, index in enumerate(batch):
            results[index] = pool(states[row].numpy(), owners[index], len(cuts[index]))
    return results
