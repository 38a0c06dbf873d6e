"""Write align/fidelity/data/holes_en.tsv: English function words that meet only where a word between them is missing.

    python benchmarks/fit_holes.py [-o FILE]

Every content word of the authored newswire's English is left out once. Counted are the pairs of neighbours that this
makes, and the pairs in the untouched text; the weight of a pair is the logarithm of their ratio. Verbs with a particle,
stranded prepositions ("the man I spoke to.") and marks before words are left aside: two healthy texts in one
hundred have them. No development set is read.
"""

import argparse
import itertools
from collections import Counter
from math import log
from pathlib import Path

from word_means import REPOSITORY, newswire_rows

from amana.align.fidelity.holes import END, START
from amana.align.word_support import function_words
from amana.translate.tokens import tokenize

TABLE = REPOSITORY / "align" / "fidelity" / "data" / "holes_en.tsv"
HEAD = (
    "# left word, right word, log-odds that a word between them is missing. <s> and </s>: ends of the rendering.\n"
    "# Made by benchmarks/fit_holes.py.\n"
)
FEWEST = 2  # times that leaving a word out makes the pair
LIGHTEST = 1.0  # weight kept
_WORDS = """
be: is are was were be been being am
have: have has had
particles: in on to with at up over through off out down by under around about after before since like for as than what
demonstratives: this that these those
conjunctions: and or but that if while when
adverbs: far all most more now since then also not each both still so even only just
determiners: the a an its his her their our my your this that these those no
"""
KINDS = {name: frozenset(words.split()) for name, words in (line.split(":") for line in _WORDS.strip().splitlines())}
BE, HAVE, PARTICLES, DEMONSTRATIVES, CONJUNCTIONS, ADVERBS, DETERMINERS = KINDS.values()
MARKS = frozenset({",", ".", ")", "!", END})


def shape(word: str) -> str:
    """A function word or a mark as it is; the content words are one."""
    low = word.lower().replace("’", "'")
    return low if not any(c.isalnum() for c in low) or low in function_words("en") else ""


def tells(left: str, right: str) -> bool:
    """Whether a pair of neighbours may count at all."""
    if not left or not right or not (left == START or any(c.isalpha() for c in left)):
        return False
    if right not in MARKS and (right in ADVERBS or not any(c.isalpha() for c in right)):
        return False
    wide = PARTICLES | {"to", "from", "of", "that"}
    return not (
        (left in BE and right in wide)
        or (left in HAVE | ADVERBS and right in DETERMINERS | {"to"})
        or (left in ADVERBS | DEMONSTRATIVES and right in MARKS)
        or (left in PARTICLES and (right in MARKS or right in PARTICLES or right == "that"))
        or (left == START and right in wide | CONJUNCTIONS | DETERMINERS | {"which", "so"})
        or (left in CONJUNCTIONS and right in MARKS | wide)
    )


def sentences() -> list[list[str]]:
    return [[START, *(shape(token.text) for token in tokenize(english)), END] for _, english in newswire_rows()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", type=Path, default=TABLE)
    options = parser.parse_args()
    whole: Counter[tuple[str, str]] = Counter()
    cut: Counter[tuple[str, str]] = Counter()
    for words in sentences():
        asks = "?" in words  # a question may begin with its verb, and holes.py leaves its start alone
        whole.update(itertools.pairwise(words[1:] if asks else words))
        cut.update((words[i - 1], words[i + 1]) for i in range(1, len(words) - 1) if not words[i])
    weights = {pair: log(n / (whole[pair] + 0.5)) for pair, n in cut.items() if n >= FEWEST and tells(*pair)}
    kept = sorted((pair, weight) for pair, weight in weights.items() if weight >= LIGHTEST)
    lines = [f"{left}\t{right}\t{weight:.1f}\n" for (left, right), weight in kept]
    options.o.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} pairs")


if __name__ == "__main__":
    main()
