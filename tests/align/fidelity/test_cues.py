"""Cue lists: the pattern language, the data files, matching by place."""

from importlib.resources import files

import pytest

from amana.align.fidelity.cues import CueList, read_cues
from amana.align.fidelity.data_files import data_lines
from amana.align.fidelity.scope import Places, match_cues
from amana.align.pairs import pair_from_texts
from amana.types import Link, Side


def arabic(text: str) -> Side:
    return pair_from_texts(text, "x").source


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("لم", "ولم يأت", ["ولم"]),
        ("لم", "علم", []),
        ("محتمل/ممكن", "أمر ممكن", ["ممكن"]),
        ("مزعوم+", "الهجمات المزعومة", ["المزعومة"]),
        ("مزعوم+", "هجوم مزعومة", ["مزعومة"]),
        ("قد +ت", "قد وصلت", ["قد وصلت"]),
        ("لا ..3 =إلا", "لا يبيع هنا إلا الكتب", ["لا يبيع هنا إلا"]),
        ("لا ..3 =إلا", "لا يبيع هنا. إلا الكتب", []),
        ("=ألا", "إلا", []),
        ("=ألا", "ألا", ["ألا"]),
        ("نحو >#", "نحو ٣٠٠ جندي", ["نحو"]),
        ("نحو >#", "نحو ثلاثين جنديا", ["نحو"]),
        ("نحو >#", "نحو المدينة", []),
        ("ما * من", "ما يقرب من", ["ما يقرب من"]),
    ],
)
def test_patterns(pattern: str, text: str, found: list[str]) -> None:
    """Each element of the pattern language."""
    assert [cue.text for cue in CueList("ar", [(pattern, "kind", "gloss")]).find(arabic(text))] == found


def test_the_longer_pattern_holds() -> None:
    """لا يزال is no negation, though لا is."""
    cues = CueList("ar", [("لا", "clause", "not"), ("لا يزال", "even", "still")])
    assert [cue.kind for cue in cues.find(arabic("لا يزال ولا ينام"))] == ["even", "clause"]


def test_a_pattern_cannot_begin_with_a_gap() -> None:
    """It would match anywhere."""
    with pytest.raises(ValueError, match="begins with a gap"):
        CueList("ar", [("* لا", "clause", "not")])


FILES = [
    path.name
    for path in (files("amana.align.fidelity") / "data").iterdir()
    if path.name.startswith(("negation_", "hedging_", "attribution_"))
]


@pytest.mark.parametrize("name", FILES)
def test_every_line_of_a_cue_file_can_be_found(name: str) -> None:
    """Tabs are right, kinds are known, Arabic cues have a gloss."""
    assert read_cues(name)
    kinds = {
        "negation": "clause noun lexical loose even clause+lexical lexical+lexical",
        "hedging": "possible probable seeming hearsay uncertain estimate approx over under certain future must can "
        "speech loose even",
        "attribution": "source speech accusation loose even",
    }[name.split("_")[0]].split()
    for pattern, kind, gloss in data_lines(name, 3):
        assert kind in kinds, pattern
        assert gloss or name.endswith("_en.tsv"), pattern


def test_cues_are_matched_by_links_before_place() -> None:
    """Two negations that changed places find each other again."""
    pair = pair_from_texts("لم أر ولن أسمع", "not hear nor never saw", links=[Link(0, 3, 0.9), Link(2, 0, 0.9)])
    sources = CueList("ar", [("لم", "clause", "g"), ("لن", "clause", "g")]).find(pair.source)
    targets = CueList("en", [("not", "clause", ""), ("never", "clause", "")]).find(pair.rendering)
    matches = match_cues(sources, targets, Places(pair), reach=9.0)
    assert sorted((i, j) for i, j, _ in matches) == [(0, 1), (1, 0)]


def test_no_cue_is_used_twice() -> None:
    """Two denials need two counterparts."""
    pair = pair_from_texts("لم أر ولن أسمع", "I did not see and will hear")
    sources = CueList("ar", [("لم", "clause", "g"), ("لن", "clause", "g")]).find(pair.source)
    targets = CueList("en", [("not", "clause", "")]).find(pair.rendering)
    assert len(match_cues(sources, targets, Places(pair), reach=9.0)) == 1
