"""What a process of its own does with the translation memory. A spawned process can import it by name."""

from collections.abc import Sequence
from pathlib import Path

from amana.translate.memory import CachedTranslator
from amana.types import Hypothesis


class Counting:
    """Answers with the sentence itself and remembers what it was asked."""

    def __init__(self, signature: str = "counting") -> None:
        self.signature = signature
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        self.asked += sentences
        return [Hypothesis(f"<{s}>", -0.25, ("loop", "copy") if s == "سيئة" else ()) for s in sentences]


def work(path: Path, start: int) -> None:
    translator = CachedTranslator(Counting(), path)
    for n in range(start, start + 40):
        translator.translate([f"جملة {n}", "مشتركة"])
