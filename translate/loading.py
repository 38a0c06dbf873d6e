"""A translator that is ready to use: model, engine and memory put together."""

from amana.errors import ModelError
from amana.translate.decoding import Decoder
from amana.translate.directories import data_dir
from amana.translate.marian import MarianFolder, find_model
from amana.types import Translator

ENGINES = ("ct2", "transformers")


def make_translator(
    model: str | None = None,
    engine: str = "ct2",
    beam: int = 4,
    memory: bool = True,
    device: str = "cpu",
    target_lang: str | None = None,
    threads: int | None = None,
) -> Translator:
    """The translator for a model that is given by path or name (default: the bundled one). Nothing is downloaded.

    `target_lang` matters to models that translate into several languages. `threads`: default all cores that this
    process may use.
    """
    from amana.translate.models import model_langs
    from amana.translate.pieces import Pieces
    from amana.translate.translator import MarianTranslator

    if engine not in ENGINES:
        raise ModelError(f"engine '{engine}' is unknown: expected one of {', '.join(ENGINES)}")
    folder = find_model(model)
    source, target = model_langs(model) or ("und", "en")
    pieces = Pieces(folder, target_lang or target)
    translator = MarianTranslator(folder, _decoder(engine, folder, device, threads), pieces, source, beam)
    if not memory:
        return translator
    from amana.translate.memory import FILE, CachedTranslator

    return CachedTranslator(translator, data_dir() / FILE, source)


def _decoder(engine: str, folder: MarianFolder, device: str, threads: int | None) -> Decoder:
    if engine == "ct2":
        from amana.translate.engine_ct2 import Ct2Decoder

        return Ct2Decoder(folder, device, threads)
    from amana.translate.engine_transformers import TransformersDecoder

    return TransformersDecoder(folder, device, threads)
