"""How sure a rule is: the share of its findings that were right, as measured, from data/calibration.tsv.

A check writes `confidence("number.changed")`, and names the rule in its evidence as `("rule", "number.changed")`: by
that name `benchmarks/calibrate_fidelity.py` counts how often the rule was right and writes the table anew.
"""

from functools import cache
from importlib.resources import files


@cache
def table() -> dict[str, float]:
    """Confidence by rule."""
    text = (files("amana.align.fidelity") / "data" / "calibration.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {row[0]: float(row[1]) for row in rows}


def confidence(rule: str) -> float:
    """The measured confidence of a rule.

    Raises KeyError, worded, for a rule without a line in the table: a finding without a confidence means nothing.
    """
    try:
        return table()[rule]
    except KeyError:
        raise KeyError(
            f"no confidence for rule {rule!r}: expected a line in align/fidelity/data/calibration.tsv"
        ) from None
