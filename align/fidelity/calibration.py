"""How sure a rule is: the share of its findings that were right, as measured, from data/calibration.tsv.

A check writes `confidence("number.changed")`, and names the rule in its evidence as `("rule", "number.changed")`: by
that name `benchmarks/calibrate_fidelity.py` counts how often the rule was right and writes the table anew.
"""

from functools import cache

from amana.align.fidelity.data_files import data_rows


@cache
def table() -> dict[str, float]:
    """Confidence by rule."""
    return {row[0]: float(row[1]) for row in data_rows("calibration.tsv")}


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
