"""The examples in the docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import amana.translate

MODULES = [module.name for module in pkgutil.iter_modules(amana.translate.__path__) if not module.ispkg]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"amana.translate.{name}")).failed == 0


def test_every_normalisation_step_has_an_arabic_example() -> None:
    from amana.translate.normalization import STEPS

    for step in {step.name: step for profile in STEPS.values() for step in profile}.values():
        assert any("\u0600" <= char <= "\u06ff" or char == "\\" for char in step.apply.__doc__ or ""), step.name
