"""CTranslate2 int8 weights of a MarianMT folder: made once, kept in the user's cache, never half-written."""

from dataclasses import dataclass
from pathlib import Path

from amana.errors import ModelError
from amana.translate.directories import cache_dir
from amana.translate.kept_folder import kept_folder
from amana.translate.marian import MarianFolder
from amana.translate.pieces import END, UNKNOWN, Pieces
from amana.translate.quiet import quiet_transformers

_LAYOUT = 2  # raised when what is converted changes


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """What the converter asks of a tokeniser. The model's own would bring in stale added tokens from
    tokenizer_config.json, which the converter then counts as vocabulary and fails on."""

    pieces: dict[str, int]
    eos_token: str = END
    unk_token: str = UNKNOWN

    def get_vocab(self) -> dict[str, int]:
        return self.pieces


def converted(folder: MarianFolder) -> Path:
    """The folder with the int8 weights; converts where that has not been done yet. The model's folder is only read."""
    import ctranslate2

    version = ".".join(ctranslate2.__version__.split(".")[:2])
    place = cache_dir() / "ct2" / f"{folder.name.rsplit('/', 1)[-1]}-{folder.digest[:16]}-int8-{version}-{_LAYOUT}"

    def make(output: Path) -> None:
        _check(folder)
        _convert(folder, output)

    advice = "free space there, set AMANA_CACHE_DIR to another folder, or use the engine 'transformers'"
    return kept_folder(place, make, "the converted model", advice)


def _check(folder: MarianFolder) -> None:
    if folder.vocabularies_differ:
        raise ModelError(
            f"{folder.name} has two vocabularies, which CTranslate2 cannot convert: use engine transformers"
        )
    heads = [folder.config.get(f"{side}_attention_heads") for side in ("encoder", "decoder")]
    if heads[0] != heads[1]:  # its converter gives the encoder's number to both, and the output is nonsense
        raise ModelError(
            f"{folder.path / 'config.json'} has {heads[0]} attention heads in the encoder and {heads[1]} in the decoder"
            ": CTranslate2 can convert equal numbers only; use the engine 'transformers' for this model"
        )
    vocabulary = Pieces(folder).vocabulary
    if vocabulary.get("<pad>") != len(vocabulary) - 1:
        raise ModelError(
            f"{folder.path / 'vocab.json'} has <pad> at {vocabulary.get('<pad>')}: expected the last id, "
            f"{len(vocabulary) - 1}, as in every opus-mt model; use the engine 'transformers' for this model"
        )


def _convert(folder: MarianFolder, output: Path) -> None:
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):  # type: ignore[misc]  # ctranslate2 is not typed
        def load_tokenizer(self, tokenizer_class: object, path: str, **options: object) -> _Vocabulary:  # noqa: ARG002
            return _Vocabulary(Pieces(folder).vocabulary)

        def _load(self) -> object:
            """Asks for the attention of all heads; the default is the first head's alone."""
            spec = super()._load()
            heads = folder.config.get("decoder_attention_heads", 1)
            spec.decoder.alignment_heads = type(spec.decoder.alignment_heads)(heads)
            return spec

    with quiet_transformers():
        Converter(str(folder.path), low_cpu_mem_usage=True).convert(str(output), quantization="int8")
