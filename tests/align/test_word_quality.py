"""Word-level quality estimation: the numpy network against the one it was trained as, and a few faults in sentences."""

from pathlib import Path

import numpy as np
import pytest

from amana.align.contextual import ContextualEncoder
from amana.align.word_evidence import position_distance
from amana.align.word_quality import WordFaults, _weights, forms, log_odds, word_faults
from amana.align.words import LAYER, matrices

HIDDEN = 24
SOURCE = ["وقع", "الرئيس", "قانونا", "جديدا", "في", "2014", "."]
RENDERING = ["The", "President", "signed", "a", "new", "law", "in", "2014", "."]


def test_a_word_of_the_rendering_has_a_place_before_it_and_the_last_one_behind() -> None:
    states = (np.ones((len(SOURCE), 384), np.float32), np.ones((len(RENDERING), 384), np.float32))
    found = word_faults((SOURCE, RENDERING), states, np.zeros((len(SOURCE), len(RENDERING)), np.float32), ("ar", "en"))
    assert tuple(map(len, (found.source, found.rendering, found.breaks))) == (7, 9, 10)


@pytest.mark.parametrize(("langs", "hidden"), [(("en", "ar"), 384), (("ar", "fr"), 384), (("ar", "en"), 8)])
def test_nothing_is_said_of_other_languages_or_another_encoder(langs: tuple[str, str], hidden: int) -> None:
    states = np.ones((2, hidden), np.float32)
    assert word_faults((["a", "b"], ["c", "d"]), (states, states), np.ones((2, 2), np.float32), langs) == WordFaults()


def test_nothing_is_said_of_an_empty_side() -> None:
    states, none = np.ones((2, 384), np.float32), np.ones((0, 384), np.float32)
    assert word_faults((["a", "b"], []), (states, none), np.ones((2, 0), np.float32), ("ar", "en")) == WordFaults()


def test_numpy_says_what_the_trained_network_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pairs of unlike length in one padded batch against one by one without padding; random weights."""
    import torch

    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    import quality_network

    torch.manual_seed(1)
    draw = np.random.default_rng(1)
    network = quality_network.QualityNetwork(HIDDEN, 16, 2, 0.0).eval()
    for parameter in network.parameters():
        parameter.data += 0.2 * torch.randn(parameter.shape)
    texts = [(SOURCE, RENDERING), (SOURCE[:3], RENDERING[:5])]
    pairs = [tuple(draw.normal(size=(len(side), HIDDEN)).astype(np.float32) for side in pair) for pair in texts]
    similarities = [draw.uniform(-1, 1, size=tuple(map(len, pair))).astype(np.float32) for pair in texts]

    def padded(rows: list[np.ndarray], fill: float) -> torch.Tensor:
        return torch.from_numpy(quality_network.padded(rows, fill))

    sides = range(2)
    batch = quality_network.Batch(
        tuple(padded([pair[side] for pair in pairs], 0) for side in sides),
        tuple(padded([forms(text[side], lang) for text in texts], 0) for side, lang in enumerate(("ar", "en"))),
        padded(similarities, 0),
        padded([position_distance(*map(len, text)) for text in texts], 0),
        tuple(padded([np.zeros(len(text[side])) for text in texts], quality_network.BARRED) for side in sides),
    )
    with torch.inference_mode():
        wanted = network(batch)
    nothing = [(torch.zeros(HIDDEN), torch.ones(HIDDEN))] * 2
    weights = {
        name: values.astype(np.float32) for name, values in quality_network.numpy_weights(network, nothing).items()
    }
    for number, (text, pair) in enumerate(zip(texts, pairs, strict=True)):
        found = log_odds(text, pair, similarities[number], weights)
        for mine, other in zip(found, wanted, strict=True):
            np.testing.assert_allclose(mine, other[number, : len(mine)], atol=0.05)  # the weights are half floats


def test_the_scaling_of_the_states_is_in_the_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    import quality_network

    network = quality_network.QualityNetwork(HIDDEN, 16, 1, 0.0)
    mean, spread = torch.linspace(-1, 1, HIDDEN), torch.linspace(0.5, 2, HIDDEN)
    weights = quality_network.numpy_weights(network, [(mean, spread)] * 2)
    states = torch.randn(5, HIDDEN)
    rest = torch.zeros(5, 8)
    with torch.inference_mode():
        wanted = network.into[0](torch.cat([(states - mean) / spread, rest], 1)).numpy()
    found = torch.cat([states, rest], 1).numpy() @ weights["source.in.w"].astype(np.float32) + weights["source.in.b"]
    np.testing.assert_allclose(found, wanted, atol=0.02)


@pytest.mark.model
@pytest.mark.parametrize(
    ("source", "rendering", "cut"),
    [
        ("وقع الرئيس قانونا جديدا للانتخابات .", "The President signed a new law on elections .", "law"),
        ("نفى المتحدث تقارير عن هجوم واسع .", "The spokesman denied reports of a large offensive .", "offensive"),
        (
            "أعلنت وزارة الدفاع مقتل ثلاثة جنود .",
            "The Ministry of Defense announced the death of three soldiers .",
            "Defense",
        ),
    ],
)
def test_a_missing_word_is_seen_on_both_sides(source: str, rendering: str, cut: str) -> None:
    """Most likely missing is what was cut, where it was cut, and both are less likely in the whole sentence."""
    words = rendering.split()
    place = words.index(cut)
    whole, lost = _faults(source.split(), words), _faults(source.split(), words[:place] + words[place + 1 :])
    assert lost.breaks.index(max(lost.breaks)) == place
    assert max(lost.breaks) > max(whole.breaks) + 2
    assert max(lost.source) > max(whole.source) + 1


@pytest.mark.model
def test_an_added_word_is_seen() -> None:
    source, words = (
        ["وقع", "الرئيس", "قانونا", "للانتخابات", "."],
        ["The", "President", "signed", "a", "secret", "law", "on", "elections", "."],
    )
    found = _faults(source, words).rendering
    assert found.index(max(found)) == words.index("secret")
    assert max(found) > max(_faults(source, [word for word in words if word != "secret"]).rendering) + 2


def _faults(source: list[str], rendering: list[str]) -> WordFaults:
    vectors = ContextualEncoder(LAYER).words([source, rendering])
    similarities, _ = matrices(source, rendering, vectors[0], vectors[1], ("ar", "en"))
    return word_faults((source, rendering), (vectors[0], vectors[1]), similarities, ("ar", "en"))


def test_the_weights_are_finite() -> None:
    assert all(np.isfinite(values).all() for values in _weights().values())


def test_weights_taken_back_are_those_given(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    import quality_network

    torch.manual_seed(2)
    one, other = (quality_network.QualityNetwork(HIDDEN, 16, 1, 0.0) for _ in range(2))
    scaling = [(torch.linspace(-1, 1, HIDDEN), torch.linspace(0.5, 2, HIDDEN))] * 2
    given = quality_network.numpy_weights(one, scaling)
    quality_network.take_weights(other, given, scaling)
    again = quality_network.numpy_weights(other, scaling)
    for name, value in given.items():
        np.testing.assert_allclose(again[name], value, atol=0.01, err_msg=name)
