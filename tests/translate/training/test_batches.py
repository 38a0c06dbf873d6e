"""Batches: few shapes, the same for the same seed, joined and perturbed as the settings say."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from amana.translate.training.batches import LENGTHS, Sampler, make_streams, split_table
from amana.translate.training.cleaning import Pair
from amana.translate.training.config import Settings
from amana.translate.training.run_folder import read_run
from amana.translate.training.swapping import NameSwapper
from amana.translate.training.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def make_sampler(prepared_run: Path, tiny: Settings):  # type: ignore[no-untyped-def]
    vocabulary, contents = Vocabulary(prepared_run), read_run(prepared_run)
    streams = make_streams(vocabulary, contents.pairs, contents.shares())

    def make(parts: int = 1, **changes: float) -> Sampler:
        return Sampler(vocabulary, streams, replace(tiny, **changes), NameSwapper(contents.names()).swap, parts)

    return make


def test_every_batch_has_one_of_the_fixed_shapes(make_sampler) -> None:  # type: ignore[no-untyped-def]
    shapes = {batch.source.shape for update in make_sampler().chunk(0) for batch in update}
    assert shapes <= {(256 // length, length) for length in LENGTHS}
    assert len(shapes) > 3


def test_a_chunk_follows_from_seed_and_number(make_sampler) -> None:  # type: ignore[no-untyped-def]
    one, same, other = make_sampler().chunk(4), make_sampler().chunk(4), make_sampler().chunk(5)
    assert all(np.array_equal(a[0].source, b[0].source) for a, b in zip(one, same, strict=True))
    assert any(not np.array_equal(a[0].target, b[0].target) for a, b in zip(one, other, strict=False))


def test_workers_share_an_update(make_sampler) -> None:  # type: ignore[no-untyped-def]
    updates = make_sampler(parts=2).chunk(0)
    assert {len(update) for update in updates} == {2}
    assert all(batch.source.size <= 128 for update in updates for batch in update)


@pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")
def test_without_sampling_the_ids_are_the_tokenizers(make_sampler, prepared_run: Path) -> None:  # type: ignore[no-untyped-def]
    from transformers import MarianTokenizer

    from amana.translate.training.export import TOKENIZER

    files = (prepared_run / name for name in ("source.spm", "target.spm"))
    tokenizer = MarianTokenizer(*map(str, files), vocab=str(prepared_run / "vocab.json"), **TOKENIZER)
    vocabulary = Vocabulary(prepared_run)
    for pair in read_run(prepared_run).pairs["news"][:40]:
        assert tokenizer(pair.arabic)["input_ids"] == [*vocabulary.source_ids([pair.arabic])[0], vocabulary.end]


def test_the_source_is_normalised_inside_the_model_file(prepared_run: Path) -> None:
    vocabulary = Vocabulary(prepared_run)
    marked, plain = "أَعْلَنَتِ الحكـومةُ عن ٢٥ إصابة", "اعلنت الحكومة عن 25 اصابة"
    assert vocabulary.source_ids([marked]) == vocabulary.source_ids([plain])


def test_split_pieces_spell_the_same() -> None:
    ids = {"▁ab": 0, "▁a": 1, "b": 2, "abc": 3, "a": 4, "bc": 5, "</s>": 6}
    assert split_table(ids) == {0: ((1, 2),), 3: ((4, 5),)}


def test_a_name_is_swapped_on_both_sides() -> None:
    swapper = NameSwapper([Pair("طبرق", "Tobruk"), Pair("سرت", "Sirte")])
    pair = Pair("وصلت السفينة إلى طبرق مساء", "The ship reached Tobruk in the evening")
    seen = {swapper.swap(pair, np.random.default_rng(seed)) for seed in range(10)}
    assert Pair("وصلت السفينة إلى سرت مساء", "The ship reached Sirte in the evening") in seen
    clitic = Pair("التقى الوفدان بطبرق مساء", "The delegations met in Tobruk that evening")
    assert Pair("التقى الوفدان بسرت مساء", clitic.english.replace("Tobruk", "Sirte")) in {
        swapper.swap(clitic, np.random.default_rng(seed)) for seed in range(10)
    }


def test_some_names_stand_in_latin_letters_on_both_sides() -> None:
    swapper = NameSwapper([Pair("طبرق", "Tobruk"), Pair("سرت", "Sirte")])
    pair = Pair("وصلت السفينة إلى طبرق مساء", "The ship reached Tobruk in the evening")
    swapped = [swapper.swap(pair, np.random.default_rng(seed)) for seed in range(200)]
    latin = [(new, found.group()) for new in swapped if (found := re.search("[A-Za-z]+", new.arabic))]
    copied = [name for _, name in latin]
    assert 15 < len(copied) < 80
    assert all(f"reached {name} in" in new.english for new, name in latin)
    assert "Sirte" in copied
    assert any(name.isupper() for name in copied)


def test_a_pair_without_a_known_name_is_left_alone() -> None:
    pair = Pair("عاد الهدوء إلى المدينة", "Calm returned to the city")
    assert pair is NameSwapper([Pair("طبرق", "Tobruk")]).swap(pair, np.random.default_rng(0))
