"""Source pieces out of the sentence encoder's vocabulary, beside the target pieces of a MarianMT folder.

The encoder has 250,000 pieces; a translation model of one pair needs the few thousand that occur in its Arabic. They
keep their scores, so a text is cut as the encoder cuts it wherever its pieces are among those kept.
"""

import re
import unicodedata
from collections import defaultdict
from pathlib import Path

from amana.align.contextual import encoder_tokenizer
from amana.align.e5_weights import E5Weights
from amana.translate.training.run_folder import read_run
from amana.translate.training.vocabulary import compile_rules, is_source_piece, source_rules, write_vocabulary

_WIDE = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_NARROW = {ord(wide): chr(code) for code, wide in _WIDE.items()}
_SPACE = "▁"
_ALPHABET = "".join(map(chr, [*range(0x21, 0x7F), *range(0x621, 0x63B), *range(0x641, 0x64B)])) + "،؛؟"
_APART = re.compile(r"[\W\d]")  # numbers are cut digit by digit, as the target side has them; marks by themselves


def as_encoder_piece(piece: str) -> str:
    return piece.translate(_NARROW)


def encoder_rules() -> dict[str, str]:
    """What `source.spm` does: as `source_rules`, but hamzas stay, which the encoder knows; Latin is full-width."""
    rules = {key: value for key, value in source_rules().items() if value != "ا" and key not in "٪«»“”’‘"}
    rules |= {"–": "-", "—": "-", "…": "...", "٪": "%", "“": '"', "”": '"', "«": '"', "»": '"', "’": "'", "‘": "'"}
    for code in range(0xC0, 0x250):  # accents off: the encoder has the letters, a small vocabulary not all of them
        plain = unicodedata.normalize("NFKD", chr(code))
        letters = "".join(letter for letter in plain if letter.isascii())
        if letters:
            rules[chr(code)] = letters
    rules |= {chr(code): chr(code) for code in _WIDE}
    return {key: value.translate(_WIDE) for key, value in rules.items()}


def write_pieces(folder: Path, run: Path, weights: E5Weights, size: int, output: Path) -> None:
    """Write source.spm, target.spm and vocab.json: `size` pieces of the encoder by how often the training examples of
    `run` have them, and every letter, digit and mark by itself; the target pieces of `folder`."""
    from sentencepiece import sentencepiece_model_pb2 as protobuf

    model = protobuf.ModelProto.FromString((folder / "target.spm").read_bytes())  # type: ignore[attr-defined]
    target = [piece for piece in model.pieces if not is_source_piece(piece.piece)]
    source = _frequent(run, weights, size)
    scores = dict(zip(weights.pieces, weights.scores, strict=True))
    specials = [piece for piece in target if piece.type != 1]
    kept = [piece for piece in target if piece.type == 1]
    del model.pieces[:]
    model.pieces.extend([*specials, *kept])
    (output / "target.spm").write_bytes(model.SerializeToString())
    del model.pieces[:]
    model.pieces.extend(specials)
    for piece in source:
        entry = model.pieces.add()
        entry.piece, entry.score = piece.translate(_WIDE), scores[piece]
    model.normalizer_spec.CopyFrom(compile_rules(encoder_rules(), output))
    (output / "source.spm").write_bytes(model.SerializeToString())
    write_vocabulary(
        [piece.piece for piece in kept] + [piece.translate(_WIDE) for piece in source], output / "vocab.json"
    )


def _frequent(run: Path, weights: E5Weights, size: int) -> list[str]:
    contents = read_run(run)
    shares = contents.shares()
    words: dict[str, float] = defaultdict(float)
    table = {ord(key): as_encoder_piece(value) for key, value in encoder_rules().items() if len(key) == 1}
    for name, rows in contents.pairs.items():
        share = shares[name][0] / max(1, len(rows))
        for pair in rows:
            for word in pair.arabic.translate(table).split():
                words[word] += share
    distinct = sorted(words)
    counts: dict[str, float] = {}
    for word, coding in zip(
        distinct, encoder_tokenizer().encode_batch([_SPACE + word for word in distinct]), strict=True
    ):
        for index in coding.ids:
            piece = weights.pieces[index]
            counts[piece] = counts.get(piece, 0.0) + words[word]
    single = {f"{space}{character}" for space in ("", _SPACE) for character in {*_ALPHABET, *"".join(distinct)}}
    known = set(weights.pieces)
    usable = [piece for piece in sorted(counts, key=lambda piece: -counts[piece]) if _is_usable(piece)]
    alone = sorted(piece for piece in single & known if is_source_piece(piece.translate(_WIDE)))
    return list(dict.fromkeys([*usable[:size], *alone]))


def _is_usable(piece: str) -> bool:
    bare = piece.removeprefix(_SPACE)
    if piece in ("<unk>", "<s>", "</s>", "<pad>", "<mask>") or not is_source_piece(piece.translate(_WIDE)):
        return False
    return len(bare) < 2 or not _APART.search(bare)
