"""The joint SentencePiece vocabulary, and ids as MarianTokenizer gives them.

One unigram model is trained on both languages. `source.spm` differs from `target.spm` in its normalisation rules alone:
it takes off diacritics and tatweel and folds hamza forms of alef and digits by itself, so that plain `transformers` and
any other reader give the pieces that the model was trained on.
"""

import json
import re
import shutil
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from amana.errors import ModelError

FILES = ("source.spm", "target.spm", "vocab.json")
_REMOVED = [0x640, 0x670, *range(0x64B, 0x660), *range(0x610, 0x61B), *range(0x6D6, 0x6DD), 0x200C, 0x200D]
_ALEFS = "أإآٱ"
_SOURCE_ONLY = re.compile("[\u0600-\u06ff\uff01-\uff5e]")


def is_source_piece(piece: str) -> bool:
    """Whether a piece can only be of the Arabic side: Arabic letters and marks, or the full-width forms of Latin ones
    that a vocabulary of encoder_pieces.py has."""
    return bool(_SOURCE_ONLY.search(piece))


def source_rules() -> dict[str, str]:
    """Character sequences and what `source.spm` makes of them; decomposed hamzas are in it as well."""
    rules = {chr(code): "" for code in _REMOVED}
    rules |= dict.fromkeys(_ALEFS, "ا")
    rules |= {unicodedata.normalize("NFD", alef): "ا" for alef in "أإآ"}
    rules |= {chr(0x660 + digit): str(digit) for digit in range(10)}
    rules |= {chr(0x6F0 + digit): str(digit) for digit in range(10)}
    rules |= {"ی": "ي", "ک": "ك", "\u00a0": " ", "٪": "%", "“": '"', "”": '"', "«": '"', "»": '"', "’": "'", "‘": "'"}
    for code in range(0xFB50, 0xFEFD):  # presentation forms, which PDFs leave behind
        plain = unicodedata.normalize("NFKC", chr(code))
        if (
            unicodedata.name(chr(code), "").startswith("ARABIC")
            and 0 < len(plain) <= 3
            and plain.strip() == plain != chr(code)
        ):
            rules[chr(code)] = "".join(rules.get(letter, letter) for letter in plain)
    return rules


def train_vocabulary(pairs: Iterable[tuple[str, str]], size: int, folder: Path) -> None:
    """Write source.spm, target.spm and vocab.json. `<pad>` is the last id, as the CTranslate2 converter needs it."""
    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2 as protobuf

    folder.mkdir(parents=True, exist_ok=True)
    table = str.maketrans({key: value for key, value in source_rules().items() if len(key) == 1})
    sentences = [side for arabic, english in pairs for side in (arabic.translate(table), english)]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_prefix=str(folder / "target"),
        vocab_size=size - 1,
        model_type="unigram",
        character_coverage=0.9998,
        split_digits=True,
        normalization_rule_name="nmt_nfkc",
        hard_vocab_limit=False,
        num_threads=2,
        minloglevel=2,
    )
    (folder / "target.model").rename(folder / "target.spm")
    (folder / "target.vocab").unlink()
    model = protobuf.ModelProto.FromString(  # type: ignore[attr-defined]
        (folder / "target.spm").read_bytes()
    )
    model.normalizer_spec.CopyFrom(compile_rules(source_rules(), folder))
    (folder / "source.spm").write_bytes(model.SerializeToString())
    write_vocabulary([piece.piece for piece in model.pieces], folder / "vocab.json")


def write_vocabulary(pieces: Sequence[str], path: Path) -> None:
    """Marian's order: `</s>`, `<unk>`, the pieces, `<pad>`."""
    order = ["</s>", "<unk>", *(piece for piece in pieces if piece not in ("<unk>", "<s>", "</s>")), "<pad>"]
    ids = {piece: index for index, piece in enumerate(order)}
    path.write_text(json.dumps(ids, ensure_ascii=False) + "\n", "utf-8")


def copy_vocabulary(model: Path, folder: Path) -> None:
    """Vocabulary and shape (config.json) of an existing MarianMT folder, for a run that starts from its weights."""
    names = (*FILES, "config.json")
    missing = [name for name in names if not (model / name).is_file()]
    if missing:
        raise ModelError(f"{model} has no {', '.join(missing)}: expected a MarianMT folder to start from")
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).unlink(missing_ok=True)
        shutil.copyfile(model / name, folder / name)


class Vocabulary:
    """Ids of a run folder's pieces. Agrees with MarianTokenizer on the same files (a test compares them)."""

    def __init__(self, folder: Path) -> None:
        import sentencepiece

        self.ids: dict[str, int] = json.loads((folder / "vocab.json").read_text("utf-8"))
        self.pieces = {index: piece for piece, index in self.ids.items()}
        self.end, self.unknown, self.pad = self.ids["</s>"], self.ids["<unk>"], self.ids["<pad>"]
        self._source = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
        self._target = sentencepiece.SentencePieceProcessor(model_file=str(folder / "target.spm"))

    def __len__(self) -> int:
        return len(self.ids)

    def source_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Without the end mark, which the batches add after sampling."""
        return [self._look_up(pieces) for pieces in self._source.encode(list(texts), out_type=str)]

    def target_ids(self, texts: Sequence[str]) -> list[list[int]]:
        return [self._look_up(pieces) for pieces in self._target.encode(list(texts), out_type=str)]

    def decode(self, pieces: Sequence[str]) -> str:
        """Text of target pieces; the marks `</s>` and `<pad>` are left out."""
        return str(self._target.decode([piece for piece in pieces if piece not in ("</s>", "<pad>")]))

    def _look_up(self, pieces: Sequence[str]) -> list[int]:
        return [self.ids.get(piece, self.unknown) for piece in pieces]


def compile_rules(given: dict[str, str], folder: Path) -> "object":
    """Rules as a normaliser of SentencePiece, taken from a throw-away model: nothing else compiles them."""
    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2 as protobuf

    rules = folder / "rules.tsv"
    lines = [f"{_hex(key)}\t{_hex(value)}\n" for key, value in sorted(given.items())]
    rules.write_text("".join(lines), "utf-8")
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["ا ب ت a b c"] * 4),
        model_prefix=str(folder / "rules"),
        vocab_size=16,
        hard_vocab_limit=False,
        normalization_rule_tsv=str(rules),
        minloglevel=2,
    )
    spec = protobuf.ModelProto.FromString(  # type: ignore[attr-defined]
        (folder / "rules.model").read_bytes()
    ).normalizer_spec
    spec.name = "amana_ar"
    for name in ("rules.tsv", "rules.model", "rules.vocab"):
        (folder / name).unlink()
    spec.ClearField("normalization_rule_tsv")
    return spec


def _hex(text: str) -> str:
    return " ".join(f"{ord(character):04X}" for character in text)
