"""The weights of sentence alignment, read once from the data file that explains them."""

from collections.abc import Sequence
from functools import cache


@cache
def bead_weights(section: str) -> dict[str, float]:
    """One section of data/bead_weights.toml: "length_ratio", "units" or "sentences"."""
    import tomllib
    from importlib.resources import files

    text = files("amana.align").joinpath("data", "bead_weights.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text)[section].items()}


def expected_log_ratio(source: Sequence[str], target: Sequence[str]) -> float:
    """The logarithm of target letters over source letters to be expected: Arabic script leaves out the short vowels."""
    step = bead_weights("length_ratio")["from_arabic_script"]
    return step * (_is_arabic_script(source) - _is_arabic_script(target))


def _is_arabic_script(sentences: Sequence[str]) -> bool:
    letters = [char for sentence in sentences[:200] for char in sentence[:200] if char.isalpha()]
    return sum("\u0600" <= char <= "\u06ff" for char in letters) * 2 > len(letters)
