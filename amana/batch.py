"""A run over a corpus: the excerpts one by one, and the check that looks across all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from amana.pipeline import compare_excerpts
from amana.stages import CheckOptions, Stages
from amana.types import AlignedPair, Comparison, Excerpt, Finding

_CHECK = "spelling"


def run_batch(excerpts: Sequence[Excerpt], stages: Stages) -> list[Comparison]:
    """All comparisons, with progress on stderr."""
    from amana.commands.progress import track

    comparisons = list(track(compare_excerpts(excerpts, stages), len(excerpts), "comparing"))
    return with_spellings(comparisons, stages.checks)


def with_spellings(comparisons: Sequence[Comparison], options: CheckOptions) -> list[Comparison]:
    """The comparisons with a finding in each excerpt that spells a name otherwise than most of its publisher's do.

    Two publishers may well write Haftar and Hifter: a house style is one publisher's.
    """
    if _CHECK in options.skip or (options.only and _CHECK not in options.only):
        return list(comparisons)
    publishers: dict[str, list[int]] = {}
    for index, comparison in enumerate(comparisons):
        if _is_arabic_to_english(comparison.excerpt):
            rendering = comparison.excerpt.rendering
            publishers.setdefault((rendering.publisher if rendering else None) or "", []).append(index)
    result = list(comparisons)
    for mine in publishers.values():
        if len(mine) > 1:
            for index, finding in _across([(index, comparisons[index].pairs) for index in mine]):
                known = {(f.part, f.target_span) for f in result[index].findings if f.check == _CHECK}
                if finding.confidence >= options.min_confidence and (finding.part, finding.target_span) not in known:
                    result[index] = replace(result[index], findings=(*result[index].findings, finding))
    return result


def _is_arabic_to_english(excerpt: Excerpt) -> bool:
    langs = [document.lang if document else "" for document in (excerpt.source, excerpt.rendering)]
    return langs == ["ar", "en"]


def _across(excerpts: Sequence[tuple[int, Sequence[AlignedPair]]]) -> Iterator[tuple[int, Finding]]:
    """One finding for each excerpt and each spelling that is not the batch's most frequent one, at its first place."""
    from amana.align.fidelity.calibration import confidence
    from amana.align.fidelity.spelling import spelled_two_ways, spellings

    pairs_of = {str(index): pairs for index, pairs in excerpts}
    for name in spelled_two_ways([(str(index), pairs) for index, pairs in excerpts]):
        (usual, users), *others = name.spellings
        for english, places in others:
            for place in set(places) - set(users):
                here = next(
                    found
                    for pair in pairs_of[place]
                    for found in spellings(pair)
                    if found.arabic == name.arabic and found.english.endswith(english)
                )
                yield (
                    int(place),
                    Finding(
                        "inconsistent",
                        "minor",
                        confidence("name.spelling"),
                        f"“{here.english}” is spelled “{usual}” in {_counted(len(users))} of this corpus; "
                        f"the sources have one name, “{name.arabic}”.",
                        here.source_span,
                        here.target_span,
                        _CHECK,
                        here.pair.part,
                        (("rule", "name.spelling"), ("source", name.arabic), ("most excerpts", usual)),
                    ),
                )


def _counted(number: int) -> str:
    return "another excerpt" if number == 1 else f"{number} other excerpts"
