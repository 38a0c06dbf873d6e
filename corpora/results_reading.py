"""One line of results.jsonl back into a Comparison. A line that amana did not write raises KeyError, TypeError or
ValueError, which `read_results` words."""

import math
from typing import Any, get_args

from amana.corpora.record import DOCUMENT_FIELDS
from amana.types import (
    CATEGORIES,
    SEVERITIES,
    AlignedPair,
    Bead,
    Comparison,
    Document,
    Excerpt,
    Finding,
    Hypothesis,
    Link,
    Part,
    Segment,
    Side,
    Span,
    StepChange,
    Token,
)

# JSON has no types to keep: `Any` stays within this file.
_Json = dict[str, Any]


class ResultReader:
    def __init__(self, value: Any) -> None:
        if not isinstance(value, dict) or "excerpt" not in value:
            raise ValueError("is not a result: expected an object with the field 'excerpt'")
        self.value: _Json = value
        self.excerpt = _excerpt(value["excerpt"])

    def comparison(self) -> Comparison:
        value = self.value
        return Comparison(
            excerpt=self.excerpt,
            pairs=tuple(self._pair(pair) for pair in value["pairs"]),
            findings=tuple(_finding(finding) for finding in value["findings"]),
            scores={name: math.nan if score is None else score for name, score in value["scores"].items()},
            changes={side: tuple(StepChange(*c) for c in changes) for side, changes in value["changes"].items()},
            signature=value["signature"],
            model_note=value["model_note"],
            error=value["error"],
        )

    def _pair(self, value: _Json) -> AlignedPair:
        bead, part = value["bead"], value["part"]
        if part not in get_args(Part):
            raise ValueError(f"part is {part!r}: expected {', '.join(get_args(Part))}")
        return AlignedPair(
            part,
            Bead(tuple(bead["source"]), tuple(bead["target"]), bead["confidence"], bead["crossing"]),
            self._side(value["source"], self.excerpt.source, part, "source"),
            self._side(value["rendering"], self.excerpt.rendering, part, "rendering"),
            tuple(Link(*link) for link in value["links"]),
            tuple(Hypothesis(h["text"], h["score"], tuple(h["faults"])) for h in value["hypotheses"]),
            tuple(value["source"]["support"]),
            tuple(value["rendering"]["support"]),
            tuple(value["source"].get("missing", ())),  # files of before these three were there have none
            tuple(value["rendering"].get("added", ())),
            tuple(value["rendering"].get("breaks", ())),
        )

    def _side(self, value: _Json, document: Document | None, part: Part, name: str) -> Side:
        if document is None or "text" in value:
            text, lang = value["text"], value["lang"]
        else:
            text, lang = document.part(part), document.lang
        known = {s["index"]: s for s in self.value["segments"][part][name]}
        segments = [known[index] for index in value["segments"]]
        return Side(
            lang,
            text,
            _span(value["span"]),
            tuple(Segment(s["index"], s["text"], _span(s["span"]), s["paragraph"]) for s in segments),
            tuple(Token(text[start:end], (start, end)) for start, end, _ in value["tokens"]),
            tuple(folded for _, _, folded in value["tokens"]),
        )


def _excerpt(value: _Json) -> Excerpt:
    return Excerpt(
        value["id"],
        _document(value["source"]),
        _document(value["rendering"]),
        value["provenance"],
        value["origin"],
        tuple(value["notes"]),
        value["problem"],
    )


def _document(value: _Json | None) -> Document | None:
    if value is None:
        return None
    return Document(value["text"], value["lang"], *(value.get(name) for name in DOCUMENT_FIELDS[2:]))


def _finding(value: _Json) -> Finding:
    if value["type"] not in CATEGORIES or value["severity"] not in SEVERITIES:
        raise ValueError(f"finding {value['id']!r} has a type or severity that this version does not know")
    return Finding(
        type=value["type"],
        severity=value["severity"],
        confidence=value["confidence"],
        message=value["message"],
        source_span=None if value["source_span"] is None else _span(value["source_span"]),
        target_span=None if value["target_span"] is None else _span(value["target_span"]),
        check=value["check"],
        part=value["part"],
        evidence=tuple((what, said) for what, said in value["evidence"]),
    )


def _span(value: list[int]) -> Span:
    start, end = value
    return start, end
