"""Runs of words without counterpart: what holds of any support."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.align.fidelity.unsupported import runs_without_counterpart, unsupported_runs
from amana.align.pairs import pair_from_texts
from amana.types import Side

WORDS = "border crossing closed the heavy maintenance works of , tonight ( soldiers ) army"


def side(text: str = WORDS) -> Side:
    return pair_from_texts("x", text).rendering


@given(st.lists(st.floats(0, 1), min_size=14, max_size=14), st.floats(0.5, 10))
def test_runs_are_in_order_apart_and_heavy_enough(support: list[float], threshold: float) -> None:
    whole = side()
    runs = list(unsupported_runs(whole, support, (), threshold))
    assert all(run.weight >= threshold for run in runs)
    assert all(one.last <= other.first for one, other in pairwise(runs))
    for run in runs:
        assert 0 <= run.first < run.last <= len(whole.tokens)
        assert run.span == (whole.tokens[run.first].span[0], whole.tokens[run.last - 1].span[1])
        assert not {whole.tokens[run.first].text, whole.tokens[run.last - 1].text} & set(",()")


def test_the_run_is_the_unsupported_stretch() -> None:
    support = [0.99] * 4 + [0.02] * 3 + [0.99] * 7
    (run,) = unsupported_runs(side(), support, (), 3.0)
    assert (run.first, run.last, run.content) == (4, 7, 3)


def test_two_stretches_are_two_runs() -> None:
    support = [0.02] * 3 + [0.999] * 8 + [0.02] * 3
    assert [run.first for run in unsupported_runs(side(), support, (), 3.0)] == [0, 11]


def test_barred_words_are_in_no_run() -> None:
    whole = side()
    support = [0.02] * len(whole.tokens)
    barred = whole.tokens[5].span
    for run in unsupported_runs(whole, support, (), 3.0, [barred]):
        assert run.span[1] <= barred[0] or barred[1] <= run.span[0]


@pytest.mark.parametrize("support", [[], [0.5]])
def test_support_of_another_length_says_nothing(support: list[float]) -> None:
    assert not list(unsupported_runs(side(), support, (), 0.5))


def test_a_gap_weighs_less_in_a_free_translation() -> None:
    faithful = [0.999] * 4 + [0.1, 0.1, 0.999] + [0.999] * 7
    free = [0.9] * 4 + [0.1, 0.1, 0.999] + [0.9] * 7
    (run,) = unsupported_runs(side(), faithful, (), 3.0)
    assert run.weight > 4
    assert not list(unsupported_runs(side(), free, (), 3.0))


def test_the_freedom_of_the_rest_takes_no_more_than_its_share_of_a_long_gap() -> None:
    support = [0.7] * 4 + [0.02] * 7 + [0.7] * 3
    (run,) = unsupported_runs(side(), support, (), 6.0)
    assert (run.first, run.last) == (4, 10)


@pytest.mark.parametrize(("faults", "found"), [((), 1), ((4.0,) * 14, 1), ((-6.0,) * 14, 0)])
def test_a_run_that_is_not_sure_needs_both_witnesses(faults: tuple[float, ...], found: int) -> None:
    support = [0.999] * 4 + [0.1, 0.1, 0.999] + [0.999] * 7
    beside = tuple(value if 4 <= i < 6 else -6.0 for i, value in enumerate(faults))
    runs = runs_without_counterpart(side(), support, beside)
    assert len(runs) == found
    assert not any(run.sure for run in runs)


def test_a_long_run_that_the_support_is_sure_of_needs_no_other_witness() -> None:
    support = [0.999] * 3 + [0.02] * 8 + [0.999] * 3
    (run,) = runs_without_counterpart(side(), support, (-6.0,) * 14)
    assert run.sure
