"""Translating lines that may hold several sentences each."""

from collections.abc import Iterator, Sequence
from itertools import islice

from amana.translate.splitting import split_sentences
from amana.types import Translator

# Enough sentences for full batches; small enough that output flows while a long file is read.
LINES_A_BATCH = 512


def translate_lines(
    lines: Sequence[str], translator: Translator, lang: str = "ar"
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each line, its sentences' translations joined by a space, and the faults marked in any of them."""
    for start in range(0, len(lines), LINES_A_BATCH):
        split = [
            [segment.text for segment in split_sentences(line, lang)] for line in lines[start : start + LINES_A_BATCH]
        ]
        hypotheses = iter(translator.translate([sentence for sentences in split for sentence in sentences]))
        for sentences in split:
            mine = list(islice(hypotheses, len(sentences)))
            yield " ".join(h.text for h in mine), tuple(dict.fromkeys(fault for h in mine for fault in h.faults))
