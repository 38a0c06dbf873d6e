"""Phrases of the source that the rendering leaves out inside a sentence."""

from collections.abc import Iterator

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.declarations import declared_omissions
from amana.align.fidelity.unsupported import Run, unsupported_runs
from amana.types import AlignedPair, CheckContext, Finding, Span

# Summed log-odds at which a run is shown, is likely, is sure: each band's precision is in data/calibration.tsv.
SHOWN, LIKELY, SURE = 3.0, 4.5, 8.0


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """One finding a run of source words without counterpart. A mark of omission in the rendering licenses them all: the
    check of gaps has said so."""
    if not pair.source_support or declared_omissions(pair):
        return
    for run in unsupported_runs(pair.source, pair.source_support, SHOWN):
        rule = band("omission.phrase", run)
        words = pair.source.part_text[run.span[0] : run.span[1]]
        yield Finding(
            "omission",
            "minor" if run.weight < LIKELY else "major",
            confidence(rule),
            f"Not rendered: “{words}”.",
            run.span,
            place_in_rendering(pair, run),
            "omission",
            pair.part,
            (("rule", rule), ("words without counterpart", str(run.content)), ("weight", f"{run.weight:.1f}")),
        )


def band(name: str, run: Run) -> str:
    """The rule's name with the band of its weight."""
    return f"{name}.{'sure' if run.weight >= SURE else 'likely' if run.weight >= LIKELY else 'possible'}"


def place_in_rendering(pair: AlignedPair, run: Run) -> Span | None:
    """The empty span where the missing words would stand: behind the counterpart of the words before them, else before
    that of the words after them."""
    tokens = pair.rendering.tokens
    before = [link for link in pair.links if link.source < run.first]
    if before:
        nearest = max(link.source for link in before)
        last = max(link.target for link in before if link.source == nearest)
        return tokens[last].span[1], tokens[last].span[1]
    after = [link for link in pair.links if link.source >= run.last]
    if after:
        nearest = min(link.source for link in after)
        first = min(link.target for link in after if link.source == nearest)
        return tokens[first].span[0], tokens[first].span[0]
    return None
