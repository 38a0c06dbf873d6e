"""Citations in the forms that desks use."""

import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from amana.corpora.citation import looks_like_citation, read_citation

CASES = tomllib.loads((Path(__file__).parent.parent / "cases/corpora/citations.toml").read_text(encoding="utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_citation(case: dict[str, Any]) -> None:
    found = read_citation(case["text"].strip().split("\n"))
    if case.get("none"):
        assert found is None
    else:
        assert found is not None
        assert {name: value for name, value in asdict(found).items() if value not in (None, "")} == case["expect"]


def test_what_opens_like_a_citation_is_noticed() -> None:
    assert looks_like_citation("“حفتر يزور موسكو, Anadolu")
    assert not looks_like_citation("“We will go,” he said.")
