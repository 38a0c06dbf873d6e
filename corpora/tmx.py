"""Aligned pairs as TMX 1.4b, for translation memories. A gap has nothing to remember: gaps are counted, not written."""

from collections.abc import Sequence
from pathlib import Path

from amana.corpora.legal_text import LegalText
from amana.corpora.output_file import new_file
from amana.types import AlignedPair, Comparison
from amana.version import __version__

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


def write_tmx(comparisons: Sequence[Comparison], path: Path, *, overwrite: bool = False) -> None:
    """One translation unit a bead, with its confidence as a property."""
    with new_file(path, overwrite=overwrite) as temporary:
        temporary.write_bytes(tmx_document(comparisons))


def tmx_document(comparisons: Sequence[Comparison]) -> bytes:
    from lxml import etree

    legal = LegalText()
    root = etree.Element("tmx", version="1.4")
    header = etree.SubElement(
        root,
        "header",
        {
            "creationtool": "amana",
            "creationtoolversion": __version__,
            "segtype": "block",  # a unit is a bead, which may hold several sentences
            "o-tmf": "amana",
            "adminlang": "en",
            "srclang": _source_language(comparisons),
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    gaps = 0
    for comparison in comparisons:
        name = comparison.excerpt.id
        for number, pair in enumerate(comparison.pairs, 1):
            if pair.is_gap or not pair.source.text.strip() or not pair.rendering.text.strip():
                gaps += 1
                continue
            unit = etree.SubElement(body, "tu", tuid=legal(f"{name}.{pair.part}.{number}"))
            for what, value in _properties(name, pair):
                etree.SubElement(unit, "prop", type=what).text = legal(value)
            for side in (pair.source, pair.rendering):
                variant = etree.SubElement(unit, "tuv", {_LANG: side.lang})
                etree.SubElement(variant, "seg").text = legal(" ".join(side.text.split()))
    failed = sum(bool(c.error or c.excerpt.problem) for c in comparisons)
    for note in (
        f"{gaps} gaps (sentences without a counterpart) are left out." if gaps else "",
        f"{failed} excerpts could not be compared and are left out." if failed else "",
        legal.note,
    ):
        if note:
            etree.SubElement(header, "note").text = note
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True, doctype=_DOCTYPE)
    return data


def _properties(name: str, pair: AlignedPair) -> tuple[tuple[str, str], ...]:
    bead = pair.bead
    shape = f"{len(bead.source)}-{len(bead.target)}"
    crossing = (("x-crossing", "yes"),) if bead.crossing else ()
    confidence = ("x-confidence", f"{bead.confidence:.4f}")
    return ("x-excerpt", name), ("x-part", pair.part), confidence, ("x-bead", shape), *crossing


def _source_language(comparisons: Sequence[Comparison]) -> str:
    languages = {pair.source.lang for comparison in comparisons for pair in comparison.pairs if not pair.is_gap}
    return languages.pop() if len(languages) == 1 else "*all*"
