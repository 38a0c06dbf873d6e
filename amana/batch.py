"""A run over a corpus: the excerpts one by one, and the checks that look across all of them."""

from collections.abc import Sequence

from amana.pipeline import compare_excerpts
from amana.stages import Stages
from amana.types import Comparison, Excerpt


def run_batch(excerpts: Sequence[Excerpt], stages: Stages) -> list[Comparison]:
    """All comparisons, with progress on stderr."""
    from amana.commands.progress import track

    return list(track(compare_excerpts(excerpts, stages), len(excerpts), "comparing"))
