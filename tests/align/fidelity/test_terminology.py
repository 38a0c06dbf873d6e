"""Terms: reading glossaries, and cases as data against the bundled one and a user's own."""

from pathlib import Path

import pytest
from fidelity_cases import found, load, matches
from support_cases import pair_with_links

from amana.align.fidelity import terminology
from amana.align.fidelity.glossary import bundled_glossary, read_glossary
from amana.align.pairs import pair_from_texts
from amana.errors import InputError
from amana.types import CheckContext, GlossaryEntry

OWN = GlossaryEntry("سرايا الدفاع", ("Defense Brigades", "Defence Brigades"), ("Palaces of Defense",), "a militia")


@pytest.mark.parametrize("case", load("terminology"))
def test_terminology_cases(case: dict) -> None:
    """Each case of tests/cases/fidelity/terminology.jsonl, with the bundled glossary."""
    context = CheckContext(glossary=bundled_glossary())
    actual = found(tuple(terminology.check(pair_from_texts(case["ar"], case["en"]), context)), case["ar"], case["en"])
    assert matches(actual, case["expect"]), actual


@pytest.mark.parametrize(
    ("english", "rules"),
    [
        ("The Defense Brigades attacked.", []),
        ("The Palaces of Defense attacked.", [("terminology.forbidden", "major")]),
        ("The Protection Companies attacked.", [("terminology.unlisted", "minor")]),
    ],
)
def test_a_users_own_term_has_to_be_rendered_as_listed(english: str, rules: list[tuple[str, str]]) -> None:
    """Any rendering beside the accepted ones is a minor finding, a forbidden one a major."""
    pair = pair_from_texts("هاجمت سرايا الدفاع الميناء.", english)
    findings = list(terminology.check(pair, CheckContext(glossary=(OWN,))))
    assert [(dict(f.evidence)["rule"], f.severity) for f in findings] == rules


def test_the_longest_term_holds() -> None:
    """الحرس الوطني الليبي is one term, not الحرس الوطني."""
    long = GlossaryEntry("الحرس الوطني الليبي", ("Libyan Guard",))
    short = GlossaryEntry("الحرس الوطني", ("National Guard",))
    found_terms = list(terminology.term_index((short, long)).find(pair_from_texts("والحرس الوطني الليبي", "x").source))
    assert [term.entry for term in found_terms] == [long]


def test_the_bundled_glossary_is_large_and_clean(tmp_path: Path) -> None:
    """At least 250 terms; it passes its own reader."""
    text = Path(terminology.__file__).parent.joinpath("data", "glossary.csv").read_text(encoding="utf-8")
    copy = tmp_path / "glossary.csv"
    copy.write_text(text, encoding="utf-8")
    assert read_glossary(copy) == bundled_glossary()
    assert len(bundled_glossary()) >= 250


def test_every_bad_row_is_named_at_once(tmp_path: Path) -> None:
    """File and line for each."""
    path = tmp_path / "own.csv"
    path.write_text(
        "source,accepted,forbidden,note\n,army,,\nجيش,,,\nجيش,army,army,\nبحر,sea,,,too,many\nنهر,river,,\nنَهر,stream,,\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as error:
        read_glossary(path)
    assert [problem.split(":")[1] for problem in error.value.problems] == ["2", "3", "4", "5", "7"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"term,meaning\na,b\n", "header"),
        (b"source,accepted\n", "no entries"),
        ("source,accepted\nجيش,army\n".encode("cp1256"), "not UTF-8"),
    ],
)
def test_a_file_that_is_no_glossary_is_refused(content: bytes, message: str, tmp_path: Path) -> None:
    """With what was seen and what to do."""
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_glossary(path)


TBX = """<?xml version="1.0"?>
<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="1"><note>a league</note>
 <langSec xml:lang="ar"><termSec><term>جامعة الدول العربية</term></termSec></langSec>
 <langSec xml:lang="en"><termSec><term>Arab League</term></termSec>
  <termSec><term>Arab University</term>
   <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
 </langSec></conceptEntry></body></text></tbx>"""


def test_tbx_gives_accepted_and_forbidden_terms(tmp_path: Path) -> None:
    """A deprecated term is a forbidden rendering."""
    path = tmp_path / "own.tbx"
    path.write_text(TBX, encoding="utf-8")
    assert read_glossary(path) == (
        GlossaryEntry("جامعة الدول العربية", ("Arab League",), ("Arab University",), "a league"),
    )


def test_tbx_reads_no_other_file(tmp_path: Path) -> None:
    """An entity of the file system is not resolved: its term is a problem."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    path = tmp_path / "own.tbx"
    doctype = f'<!DOCTYPE tbx [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    path.write_text(TBX.replace("<tbx ", doctype + "<tbx ").replace("Arab League", "&x;"), encoding="utf-8")
    with pytest.raises(InputError, match="plain text") as error:
        read_glossary(path)
    assert "secret" not in "".join(error.value.problems)


def test_a_broken_tbx_is_named_with_its_line(tmp_path: Path) -> None:
    """Not well-formed."""
    path = tmp_path / "own.tbx"
    path.write_text("<tbx>\n<body>", encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.tbx:2: not well-formed"):
        read_glossary(path)


@pytest.mark.parametrize(
    ("arabic", "english", "links", "quoted"),
    [
        ("سيطرت القوات على الهلال النفطي.", "The forces took the oil triangle.", "triangle oil", "oil triangle"),
        ("سيطرت القوات على الهلال النفطي.", "The forces took the Oil Crescent.", "Crescent Oil", None),
        ("أعلن عن أزمة الأمن الغذائي.", "He announced a crisis of food insecurity.", "insecurity food", None),
        ("عقد مجلس الأمن جلسة.", "The council held a session on security.", "council security", None),
    ],
)
def test_half_of_a_term_is_no_term(arabic: str, english: str, links: str, quoted: str | None) -> None:
    """One word as accepted, the other of no accepted rendering; another form of the wanted word is none."""
    (term,) = terminology.term_index(bundled_glossary()).find(pair_from_texts(arabic, english).source)
    words = [token.text for token in pair_from_texts(arabic, english).source.tokens][term.first : term.last + 1]
    pair = pair_with_links(arabic, english, list(zip(words, links.split(), strict=True)))
    findings = list(terminology.check(pair, CheckContext(glossary=bundled_glossary())))
    assert [english[slice(*f.target_span)] for f in findings if f.target_span] == ([quoted] if quoted else [])
