"""Phrases of the source that the rendering leaves out inside a sentence; "X said" left out is a lost attribution.

A single word is reported only where the English shows a hole (holes.py)."""

from collections.abc import Iterator

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.cues import read_cues
from amana.align.fidelity.declarations import declared_omissions
from amana.align.fidelity.holes import holes
from amana.align.fidelity.unsupported import Run, unsupported_runs
from amana.types import AlignedPair, CheckContext, Finding, Span

# Summed log-odds from which a run is shown, and from which it is sure: each has its precision in data/calibration.tsv.
SHOWN, SURE = 3.3, 7.0
_INITIALS = 3  # letters from which a word in capitals may stand for a whole name
_ABOUT = 6  # words around the run that initials may be linked to: the encoder does not know them, and links them badly
_HEAD = 3  # tokens at the start of a run within which a cue makes it an attribution
_ATTRIBUTES = frozenset({"source", "speech", "accusation"})


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """One finding a run of source words without counterpart. A mark of omission in the rendering licenses them all: the
    check of gaps has said so."""
    if not pair.source_support or declared_omissions(pair):
        return
    cues = read_cues("attribution_ar.tsv").find(pair.source) if context.source_lang == "ar" else ()
    heads = {cue.first for cue in cues if cue.kind in _ATTRIBUTES}
    runs = [run for run in unsupported_runs(pair.source, pair.source_support, SHOWN) if not abbreviated(pair, run)]
    for run in runs:
        attributes = not heads.isdisjoint(range(run.first, min(run.first + _HEAD, run.last)))
        rule = "attribution.phrase" if attributes else band("omission.phrase", run)
        words = pair.source.part_text[run.span[0] : run.span[1]]
        yield Finding(
            "attribution" if attributes else "omission",
            "major" if run.weight >= SURE or attributes else "minor",
            confidence(rule),
            f"The attribution is not rendered: “{words}”." if attributes else f"Not rendered: “{words}”.",
            run.span,
            place_in_rendering(pair, run),
            "omission",
            pair.part,
            (("rule", rule), ("words without counterpart", str(run.content)), ("weight", f"{run.weight:.1f}")),
        )
    yield from _single_words(pair, [run.span for run in runs])


def _single_words(pair: AlignedPair, told: list[Span]) -> Iterator[Finding]:
    """One finding a hole in the English, but for what the runs have told already."""
    for hole in holes(pair):
        start, end = hole.source
        if any(start < last and first < end for first, last in told):
            continue
        told.append(hole.source)
        word = pair.source.part_text[start:end]
        where = f"between “{hole.left}” and “{hole.right}”" if hole.left and hole.right else "at its start or end"
        rule = "omission.word"
        yield Finding(
            "omission",
            "minor",
            confidence(rule),
            f"A word seems to be missing from the rendering {where}: perhaps that of “{word}”.",
            hole.source,
            hole.place,
            "omission",
            pair.part,
            (("rule", rule), ("weight", f"{hole.weight:.1f}")),
        )


def abbreviated(pair: AlignedPair, run: Run) -> bool:
    """Whether initials stand for a run that is not sure: as many, but for one, as it has content words ("the NPWS")."""
    if run.weight >= SURE:
        return False
    near = range(run.first - _ABOUT, run.last + _ABOUT)
    for at, token in enumerate(pair.rendering.tokens):
        letters = token.text.replace(".", "")
        if len(letters) >= _INITIALS and letters.isupper() and abs(len(letters) - run.content) <= 1:
            if token.text in pair.source.part_text:
                continue  # the source has the initials too: they stand for themselves
            linked = [link.source for link in pair.links if link.target == at]
            if not linked or any(source in near for source in linked):
                return True
    return False


def band(name: str, run: Run) -> str:
    """The rule's name with the band of its weight."""
    return f"{name}.{'sure' if run.weight >= SURE else 'likely'}"


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
