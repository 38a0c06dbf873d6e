"""Write align/data/breaks_en.npz: the network that sees in two neighbours' vectors that a word is missing between them.

    python benchmarks/fit_breaks.py [--sentences 8500] [--threads 1] [-o FILE]

From every English sentence of the authored newswire one content word is cut, twice over (a name as a whole, two words
now and then); a third copy stays whole, or gets a slip of typing that takes no word away: small letters throughout, a
stray mark, two letters exchanged, the last stop lost. The places of the cuts are the positives, all others the
negatives. Printed: area under the curve, and cut sentences found where 1 % of whole ones are, on 500 sentences that
were kept aside. No development set is read.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from word_means import REPOSITORY, newswire_rows, words

from amana.align.contextual import ContextualEncoder
from amana.align.word_breaks import neighbours
from amana.align.word_support import is_content
from amana.align.words import LAYER

TABLE = REPOSITORY / "align" / "data" / "breaks_en.npz"
Cut = tuple[list[str], int | None]  # a sentence and the place, in its boundaries, where a word was cut
HIDDEN, EPOCHS, BATCH, RATE = 96, 16, 512, 1.5e-3
NEGATIVES = 0.15  # share of the whole places that is kept
ASIDE = 500
CHUNK = 256
SHORTEST, LONGEST = 8, 60


def sentences(count: int, seed: int = 9) -> list[list[str]]:
    rows = [english for _, english in newswire_rows()]
    random.Random(seed).shuffle(rows)
    found = [words(text) for text in rows]
    return [sentence for sentence in found if SHORTEST <= len(sentence) <= LONGEST][:count]


def without_a_word(sentence: list[str], draw: random.Random) -> Cut | None:
    places = [index for index, word in enumerate(sentence) if is_content(word, "en")]
    if not places:
        return None
    first = draw.choice(places)
    last = first + 1
    if first and sentence[first][0].isupper():
        while last < len(sentence) and sentence[last][:1].isupper() and draw.random() < 0.7:
            last += 1
    elif last in places and draw.random() < 0.2:
        last += 1
    rest = sentence[:first] + sentence[last:]
    if not first and rest and sentence[0][0].isupper():
        rest[0] = rest[0][:1].upper() + rest[0][1:]
    return (rest, first) if rest else None


def with_a_slip(sentence: list[str], draw: random.Random) -> list[str]:
    kind, words = draw.random(), list(sentence)
    if kind < 0.3:
        return [word.lower() for word in words]
    if kind < 0.5:
        return words[:-1] if words[-1] in ".!" else words
    if kind < 0.75:
        words.insert(draw.randrange(1, len(words)), draw.choice(".,;:\"'!?-_"))
        return words
    at = draw.choice([index for index, word in enumerate(words) if len(word) > 3] or [0])
    word, here = words[at], draw.randrange(max(len(words[at]) - 1, 1))
    words[at] = word[:here] + word[here + 1 : here + 2] + word[here : here + 1] + word[here + 2 :]
    return words


def copies(sentences: Sequence[list[str]], draw: random.Random) -> Iterator[Cut]:
    for number, sentence in enumerate(sentences):
        for cut in (without_a_word(sentence, draw), without_a_word(sentence, draw)):
            if cut:
                yield cut
        yield (with_a_slip(sentence, draw) if number % 2 else sentence), None


def examples(cuts: Sequence[Cut], encoder: ContextualEncoder, keep: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows of two neighbours' vectors, whether a word was cut there, and the number of the sentence."""
    rows, labels, owners = [], [], []
    draw = np.random.default_rng(0)
    for start in range(0, len(cuts), CHUNK):
        chunk = cuts[start : start + CHUNK]
        for number, ((_, place), vectors) in enumerate(
            zip(chunk, encoder.words([sentence for sentence, _ in chunk]), strict=True), start
        ):
            label = np.zeros(len(vectors) + 1, dtype=np.float32)
            if place is not None:
                label[place] = 1
            kept = (label > 0) | (draw.random(len(label)) < keep)
            rows.append(neighbours(vectors)[kept].astype(np.float16))
            labels.append(label[kept])
            owners.append(np.full(int(kept.sum()), number))
    return np.concatenate(rows), np.concatenate(labels), np.concatenate(owners)


def train(rows: np.ndarray, labels: np.ndarray) -> dict[str, np.ndarray]:
    """The weights, with the scaling of the vectors folded into the first layer."""
    torch.manual_seed(0)
    draw = np.random.default_rng(1)
    sample = rows[::11].astype(np.float32)
    mean, spread = sample.mean(0), sample.std(0) + 1e-4
    first, second = torch.nn.Linear(rows.shape[1], HIDDEN), torch.nn.Linear(HIDDEN, 1)
    net = torch.nn.Sequential(first, torch.nn.GELU(), torch.nn.Dropout(0.3), second)
    optimizer = torch.optim.AdamW(net.parameters(), RATE, weight_decay=0.05)
    steps = EPOCHS * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.02, 1 - step / steps))
    for _ in range(EPOCHS):
        order = draw.permutation(len(rows))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            given = torch.from_numpy((rows[batch].astype(np.float32) - mean) / spread)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                net(given)[:, 0], torch.from_numpy(labels[batch])
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    weight = first.weight.detach().numpy() / spread
    return {
        "first": weight.T.astype(np.float16),
        "first_bias": (first.bias.detach().numpy() - weight @ mean).astype(np.float32),
        "second": second.weight.detach().numpy()[0].astype(np.float32),
        "second_bias": second.bias.detach().numpy().astype(np.float32),
    }


def report(cuts: Sequence[Cut], encoder: ContextualEncoder, weights: dict[str, np.ndarray]) -> None:
    from amana.align.word_breaks import log_odds

    worst: dict[bool, list[float]] = {True: [], False: []}
    for (_, place), vectors in zip(cuts, encoder.words([sentence for sentence, _ in cuts]), strict=True):
        worst[place is not None].append(float(log_odds(vectors, weights).max()))
    whole, cut = np.array(worst[False]), np.array(worst[True])
    print(f"area {np.mean(cut[:, None] > whole[None]):.3f} over {len(whole)} whole and {len(cut)} cut sentences")
    for share in (0.005, 0.01, 0.02):
        print(f"found where {share:.1%} of the whole ones are: {np.mean(cut > np.quantile(whole, 1 - share)):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=8500)
    parser.add_argument("--threads", type=int)
    parser.add_argument("-o", type=Path, default=TABLE)
    options = parser.parse_args()
    encoder = ContextualEncoder(LAYER, threads=options.threads)
    chosen = sentences(options.sentences)
    draw = random.Random(9)
    aside, rest = list(copies(chosen[:ASIDE], draw)), list(copies(chosen[ASIDE:], draw))
    rows, labels, _ = examples(rest, encoder, NEGATIVES)
    print(f"{len(rest)} sentences, {len(rows)} places, {int(labels.sum())} cuts")
    weights = train(rows, labels)
    report(aside, encoder, weights)
    np.savez(options.o, **weights)


if __name__ == "__main__":
    main()
