"""Phrases of the rendering that the source does not have inside a sentence."""

import re
from collections.abc import Iterator

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.declarations import declared_additions
from amana.align.fidelity.omission import SHOWN, SURE, band
from amana.align.fidelity.unsupported import Run, unsupported_runs
from amana.align.fidelity.witness import witness_adjust
from amana.align.word_support import is_content
from amana.translate.folding import fold
from amana.types import AlignedPair, CheckContext, Finding

_WORD = re.compile(r"[^\W\d_]{3,}")


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """One finding a run of rendering words without counterpart. `[words]` declare themselves."""
    if not pair.rendering_support:
        return
    for run in unsupported_runs(pair.rendering, pair.rendering_support, SHOWN, declared_additions(pair)):
        rule = band("addition.phrase", run)
        words = pair.rendering.part_text[run.span[0] : run.span[1]]
        sure, testimony = witness_adjust(
            confidence(rule), says_source=witness_lacks(pair, run), says_rendering=witness_has(pair, run)
        )
        yield Finding(
            "addition",
            "major" if run.weight >= SURE else "minor",
            sure,
            f"Not in the source: “{words}”.",
            None,
            run.span,
            "addition",
            pair.part,
            (
                ("rule", rule),
                ("words without counterpart", str(run.content)),
                ("weight", f"{run.weight:.1f}"),
                *testimony,
            ),
        )


def witness_has(pair: AlignedPair, run: Run) -> bool:
    """Whether the machine translation has most of the run's content words too."""
    share = _shared(pair, run)
    return share is not None and share >= 0.6


def witness_lacks(pair: AlignedPair, run: Run) -> bool:
    """Whether it has hardly any of them."""
    share = _shared(pair, run)
    return share is not None and share <= 0.2


def _shared(pair: AlignedPair, run: Run) -> float | None:
    if pair.witness is None:
        return None
    said = {fold(word)[:5] for word in _WORD.findall(pair.witness)}
    tokens = pair.rendering.tokens[run.first : run.last]
    mine = [fold(token.text)[:5] for token in tokens if is_content(token.text, pair.rendering.lang)]
    return sum(stem in said for stem in mine) / len(mine) if mine else None
