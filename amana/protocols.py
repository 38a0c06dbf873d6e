"""The seams: what another engine, encoder or check has to offer. Import them from `amana.types`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from amana.types import AlignedPair, CheckContext, Finding, FloatArray, Hypothesis


class Translator(Protocol):
    """Anything that translates. `signature` names model, engine, beam: the key of the translation memory."""

    @property
    def signature(self) -> str: ...

    def translate(self, sentences: Sequence[str]) -> "list[Hypothesis]":
        """One hypothesis for each sentence, in order; an empty sentence gives an empty hypothesis."""
        ...


class Encoder(Protocol):
    """Anything that gives sentence vectors."""

    @property
    def signature(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> "FloatArray":
        """Unit vectors, float32, shape (len(texts), dimension), in order."""
        ...


class Check(Protocol):
    """One family of checks. Called for every pair; yields findings with spans in the original text."""

    def __call__(self, pair: "AlignedPair", context: "CheckContext") -> "Iterator[Finding]": ...


class ExcerptCheck(Protocol):
    """A check that needs all pairs of an excerpt, or of a whole batch, at once."""

    def __call__(self, pairs: "Sequence[AlignedPair]", context: "CheckContext") -> "Iterator[Finding]": ...
