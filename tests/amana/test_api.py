"""`amana.compare` and `amana.write_report`."""

from pathlib import Path
from typing import Any

import pytest
from command import ARABIC, FAITHFUL, WRONG

import amana
from amana import api
from amana.align.fidelity.glossary import bundled_glossary
from amana.errors import InputError, OutputError


@pytest.fixture(autouse=True)
def _fresh() -> None:
    api._stages.cache_clear()


@pytest.mark.usefixtures("fake_stages")
def test_two_texts_give_findings_and_a_report(tmp_path: Path) -> None:
    comparison = amana.compare(source=ARABIC, rendering=WRONG)
    assert [finding.type for finding in comparison.findings] == ["number"]
    index = amana.write_report([comparison], tmp_path / "report")
    assert index == tmp_path / "report" / "index.html"
    assert (tmp_path / "report" / "results.jsonl").is_file()
    assert amana.compare(source=ARABIC, rendering=FAITHFUL).findings == ()


@pytest.mark.usefixtures("fake_stages")
def test_one_side_or_titles_alone_are_enough() -> None:
    assert amana.compare(source=ARABIC).findings == ()
    titles = amana.compare(source_title="وقتل خمسة جنود.", rendering_title="Nine soldiers were killed.")
    assert [(f.part, f.type) for f in titles.findings] == [("title", "number")]


@pytest.mark.parametrize("texts", [{}, {"source": " ", "rendering": ""}])
def test_no_text_at_all_is_a_mistake(texts: dict[str, str]) -> None:
    with pytest.raises(InputError, match="give source= and rendering="):
        amana.compare(**texts)  # type: ignore[arg-type]


def test_options_reach_the_stages_which_are_loaded_once(fake_stages: list[dict[str, Any]]) -> None:
    for only in (["numbers"], ("numbers",), "numbers"):
        amana.compare(ARABIC, WRONG, only=only)
    assert len(fake_stages) == 1
    assert fake_stages[0]["only"] == ("numbers",)
    assert fake_stages[0]["glossary"] == bundled_glossary()
    amana.compare(ARABIC, WRONG, glossary="none")
    assert fake_stages[1]["glossary"] == ()


@pytest.mark.usefixtures("fake_stages")
def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(OutputError, match="did not write"):
        amana.write_report([amana.compare(ARABIC, WRONG)], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
