"""Whether a translation model's scores tell lone words left out or put in: contrastive conditioning, measured.

    python benchmarks/contrastive_evidence.py SET [--items 2000]

SET is JSON Lines with "ar", "en_error" and "type". Of the two content words of a side that the links support least,
each is cut, and the pair is scored again (Vamvas and Sennrich 2022): a source word that the rendering lacks is one
without which the rendering is as likely; a word put into the rendering is one without which the rest is likelier.
Printed for omissions and for additions: the share found where 0.5, 1, 2 and 5 % of the controls are, by the links'
support alone, by each score alone, and by a logistic model of all that is fitted and tested on folds of the set
itself, so that it flatters every one of them. docs/fidelity.md has the result: not enough to build in.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from amana.align.fidelity.unsupported import log_odds_missing
from amana.align.pairs import pair_from_texts
from amana.align.word_support import is_content
from amana.align.words import WordLinker
from amana.translate.scoring import ForcedDecoder, ForcedScore
from amana.types import AlignedPair, Side

TRIED = 2  # words of a side, those with the least support
SUPPORTED = 0.97  # not tried from here on
SHARES = (0.005, 0.01, 0.02, 0.05)
NAMES = ("lack of support", "without it likelier", "the same a piece", "its own probability")


def least_supported(side: Side, support: Sequence[float]) -> list[int]:
    content = [index for index, token in enumerate(side.tokens) if is_content(token.text, side.lang)]
    return [index for index in sorted(content, key=support.__getitem__)[:TRIED] if support[index] < SUPPORTED]


def without(side: Side, index: int) -> str:
    start, end = (at - side.span[0] for at in side.tokens[index].span)
    return f"{side.text[:start].rstrip()} {side.text[end:].lstrip()}".strip()


def evidence(
    pair: AlignedPair, index: int, whole: ForcedScore, cut: ForcedScore, *, of_source: bool
) -> tuple[float, ...]:
    support = (pair.source_support if of_source else pair.rendering_support)[index]
    gain = float(cut.logprobs.sum() - whole.logprobs.sum())
    pieces = max(sum(whole.piece_counts), 1), max(sum(cut.piece_counts), 1)
    a_piece = float(cut.logprobs.sum() / pieces[1] - whole.logprobs.sum() / pieces[0])
    own = 0.0 if of_source else -float(whole.logprobs[index])
    return log_odds_missing(support), gain, a_piece, own


def found(scores: np.ndarray, owners: np.ndarray, labels: np.ndarray) -> str:
    """Shares of the errors above thresholds that the controls set; an item counts by its worst word."""
    worst = np.full(len(labels), -np.inf)
    np.maximum.at(worst, owners, scores)
    controls = np.sort(worst[labels == 0])[::-1]
    return "  ".join(f"{(worst[labels == 1] > controls[int(share * len(controls))]).mean():.3f}" for share in SHARES)


def in_folds(rows: np.ndarray, wrong: np.ndarray, owners: np.ndarray) -> np.ndarray:
    """Log-odds of a logistic model by gradient descent, each fifth of the items by a model of the others."""
    scaled = np.column_stack([(rows - rows.mean(0)) / (rows.std(0) + 1e-6), np.ones(len(rows))])
    odds = np.zeros(len(rows))
    for fold in range(5):
        own = owners % 5 == fold
        weights = np.zeros(scaled.shape[1])
        for _ in range(2000):
            miss = 1 / (1 + np.exp(-scaled[~own] @ weights)) - wrong[~own]
            weights -= 0.3 * scaled[~own].T @ miss / len(miss)
        odds[own] = scaled[own] @ weights
    return odds


def measure(kind: str, pairs: Sequence[AlignedPair], labels: np.ndarray, decoder: ForcedDecoder) -> None:
    of_source = kind == "omission"
    whole = decoder.score([(pair.source.text, pair.rendering.text) for pair in pairs])
    tried, texts = [], []
    for number, pair in enumerate(pairs):
        side, support = (pair.source, pair.source_support) if of_source else (pair.rendering, pair.rendering_support)
        for index in least_supported(side, support):
            cut = without(side, index)
            tried.append((number, index))
            texts.append((cut, pair.rendering.text) if of_source else (pair.source.text, cut))
    rows, owners = [], []
    for (number, index), score in zip(tried, decoder.score(texts), strict=True):
        first = whole[number]
        if first is not None and score is not None:
            rows.append(evidence(pairs[number], index, first, score, of_source=of_source))
            owners.append(number)
    table, places = np.array(rows), np.array(owners)
    print(f"{kind}: {int(labels.sum())} errors, {int((1 - labels).sum())} controls, {len(table)} words")
    for column, name in enumerate(NAMES):
        print(f"  {name:24}{found(table[:, column], places, labels)}")
    print(f"  {'all of them':24}{found(in_folds(table, labels[places], places), places, labels)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("--items", type=int, default=2000, help="of either kind, with the controls")
    options = parser.parse_args()
    items = [json.loads(line) for line in options.set.read_text(encoding="utf-8").splitlines()]
    linker, decoder = WordLinker(), ForcedDecoder()
    print(f"found where {', '.join(f'{share:.1%}' for share in SHARES)} of the controls are")
    for kind in ("omission", "addition"):
        chosen = [item for item in items if item["type"] in (kind, "none")][: options.items]
        pairs = linker.enrich([pair_from_texts(item["ar"], item["en_error"]) for item in chosen])
        measure(kind, pairs, np.array([int(item["type"] == kind) for item in chosen]), decoder)


if __name__ == "__main__":
    main()
