"""A run folder small enough to train in seconds, made of the authored text that the repository holds."""

from pathlib import Path

import pytest

from amana.translate.training.config import Mix, Settings, Source
from amana.translate.training.prepare import Prepared, prepare_pairs, write_run
from amana.translate.training.vocabulary import train_vocabulary

NEWSWIRE = Path(__file__).parents[3] / "corpora" / "newswire"
TINY = Settings(
    vocabulary=600,
    d_model=32,
    heads=2,
    feed_forward=32,
    encoder_layers=1,
    decoder_layers=1,
    batch_tokens=256,
    peak_rate=3e-3,
    warmup_updates=5,
    ema_half_life=5.0,
    seed=3,
)


@pytest.fixture(scope="session")
def tiny() -> Settings:
    return TINY


@pytest.fixture(scope="session")
def prepared_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prepared, with its vocabulary; tests copy it before they train in it."""
    folder = tmp_path_factory.mktemp("source")
    rows = (NEWSWIRE / "conflict.tsv").read_text("utf-8").splitlines(keepends=True)[:300]
    (folder / "news.tsv").write_text("".join(rows), "utf-8")
    (folder / "names.tsv").write_text("طبرق\tTobruk\nسرت\tSirte\nنواكشوط\tNouakchott\n", "utf-8")
    mix = Mix(
        3,
        10,
        (
            Source("news", "f", "news.tsv", 0.9, "CC0-1.0", "authored", heldout=True, documents=True),
            Source("names", "f", "names.tsv", 0.1, "CC0-1.0", "authored", names=True),
        ),
    )
    prepared: Prepared = prepare_pairs(mix, {"f": folder}, frozenset())
    run = folder / "run"
    write_run(prepared, mix, run, prepared.heldout)
    train_vocabulary([pair for pairs in prepared.pairs.values() for pair in pairs], TINY.vocabulary, run)
    return run
