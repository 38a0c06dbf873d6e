"""What a run is made of: the loaded models and the settings, and the signature that names them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from amana.types import AlignedPair, Encoder, GlossaryEntry, Translator
from amana.version import __version__

WordAligner = Callable[[Sequence[AlignedPair]], list[AlignedPair]]


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """Which checks run. `only` empty means all; `min_confidence` drops what is below it."""

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    min_confidence: float = 0.0
    glossary: tuple[GlossaryEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Stages:
    """Everything that is expensive to load, loaded once. `translator` None: nothing is translated."""

    translator: Translator | None
    encoder: Encoder
    align_words: WordAligner | None = None
    checks: CheckOptions = field(default_factory=CheckOptions)
    model_note: str = ""
    model_langs: tuple[str, str] | None = ("ar", "en")  # None: not known, whatever comes is tried
    word_signature: str = "none"

    @property
    def signature(self) -> str:
        """One line that says how a result was made; two reports with the same line can be compared."""
        from amana.align.fidelity.checks import CHECKS
        from amana.translate.normalization import SIGNATURE as NORMALISER

        run = [
            c for c in CHECKS if (not self.checks.only or c.name in self.checks.only) and c.name not in self.checks.skip
        ]
        parts = [
            f"norm:{NORMALISER}",
            f"mt:{self.translator.signature if self.translator else 'none'}",
            f"sent:{self.encoder.signature}",
            f"word:{self.word_signature}",
            f"checks:{len(run)}/{len(CHECKS)}",
            f"amana:{__version__}",
        ]
        return "|".join(parts)
