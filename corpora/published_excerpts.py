"""Documents of the form: commentary, `Sources:`, then citations with the English renderings of excerpts beneath them,
then notes and image credits. Only citations and renderings become records; what is left out is counted in the notes.
"""

import re
from dataclasses import dataclass, field

from amana.corpora.citation import Citation, looks_like_citation, read_citation
from amana.corpora.identifier import slug
from amana.corpora.script import language_by_script
from amana.types import Document, Excerpt

_SOURCES = re.compile(r"sources?(?: texts?)?\s*:?", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?P<name>notes?|endnotes?|footnotes?|references|image information|images?|photos?|captions?|attribution|credits?|"
    r"about the author|disclaimer)\s*:.*",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"image|photo|caption|credit|attribution", re.IGNORECASE)  # lines of an image's own section
_FOOTNOTE = re.compile(r"\[(?:[ivxlc]+|\d+)\]\s+\S.*", re.IGNORECASE)
_NO_CITATION = (
    "looks like a citation and cannot be read: expected “headline (English headline),” Publication (description), "
    "28 September 2023. https://..."
)


@dataclass(slots=True)
class _Rendered:
    """A citation with the lines beneath it, by number from 0."""

    citation: Citation
    line: int
    lines: list[int] = field(default_factory=list)


def read_published_excerpts(text: str, name: str) -> tuple[list[Excerpt], list[str]]:
    """The excerpts of a document, and its problems by file and line; neither where the document has another form."""
    if language_by_script(text) == "ar":  # an Arabic page quotes in Arabic: its quotations are no citations
        return [], []
    lines = text.split("\n")
    found: list[_Rendered] = []
    problems: list[str] = []
    left_out: dict[str, int] = {}
    section, at, has_sources = "before the sources", 0, False
    while at < len(lines):
        line = lines[at].strip()
        citation = None if section.startswith("under") else read_citation(lines[at:])
        if citation:
            found.append(_Rendered(citation, at))
            section = ""
            at += citation.lines
            continue
        if _SOURCES.fullmatch(line):
            section, line = "between “Sources:” and the first citation", ""
            has_sources = True
        elif (aside := _ASIDE.fullmatch(line)) or _FOOTNOTE.fullmatch(line):
            if not (section.startswith("under") and aside and _WITHIN.fullmatch(aside["name"])):
                section = f"under “{aside['name'] if aside else 'Notes'}”"
        elif not section.startswith("under") and looks_like_citation(line):
            problems.append(f"{name}:{at + 1}: {_NO_CITATION}")
        if section and line:
            left_out[section] = left_out.get(section, 0) + 1
        elif line:
            found[-1].lines.append(at)
        at += 1
    if not found and not has_sources:
        return [], []
    notes = [f"left out: {count} line{'s' * (count != 1)} {where}" for where, count in left_out.items()]
    return [_excerpt(rendered, lines, name, notes) for rendered in found], problems


def _excerpt(rendered: _Rendered, lines: list[str], name: str, notes: list[str]) -> Excerpt:
    citation = rendered.citation
    # The stretch as it stands, blank lines and all: a rendering is quoted, never reworked.
    body = "\n".join(lines[rendered.lines[0] : rendered.lines[-1] + 1]) if rendered.lines else ""
    body = "\n".join(part for part in (citation.rest, body) if part).strip()
    lang = language_by_script(citation.title) or "und"
    own = ["the source's text is not in the document: its headline only"]
    if lang == "en":
        lang = "und"
        own.append("the source's language is not known: set source.lang")
    if not body:
        own.append("no rendering stands beneath the citation")
    source = Document("", lang, citation.title, citation.publication, citation.description, citation.date, citation.url)
    rendering = Document(body, language_by_script(body or citation.english or "") or "en", citation.english)
    identifier = "-".join(part for part in (slug(citation.publication), citation.date) if part)
    return Excerpt(
        identifier,
        source,
        rendering if body or citation.english else None,
        "verbatim",
        f"{name}:{rendered.line + 1}",
        (*own, *notes),
    )
