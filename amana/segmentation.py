"""From an excerpt to what the stages need: each part's texts, split into segments."""

from dataclasses import dataclass

from amana.translate.normalization import normalize
from amana.translate.splitting import split_sentences
from amana.types import Document, Excerpt, Part, Segment, StepChange


@dataclass(frozen=True, slots=True)
class PartTexts:
    """One part (title or body) of both sides. An absent side has no text and no segments."""

    part: Part
    source_text: str
    rendering_text: str
    source_segments: tuple[Segment, ...]
    rendering_segments: tuple[Segment, ...]

    @property
    def is_one_sided(self) -> bool:
        return not self.source_segments or not self.rendering_segments


def split_parts(excerpt: Excerpt) -> list[PartTexts]:
    """The parts that have something to show. Two titles are a pair of their own; one title alone is only cited."""
    parts = []
    titles = [document.title or "" if document else "" for document in (excerpt.source, excerpt.rendering)]
    if all(title.strip() for title in titles):
        whole = [_whole(title) for title in titles]
        parts.append(PartTexts("title", titles[0], titles[1], whole[0], whole[1]))
    bodies = [document.text if document else "" for document in (excerpt.source, excerpt.rendering)]
    segments = [_segments(document) for document in (excerpt.source, excerpt.rendering)]
    if any(segments):
        parts.append(PartTexts("body", bodies[0], bodies[1], segments[0], segments[1]))
    return parts


def display_changes(document: Document | None) -> tuple[StepChange, ...]:
    """What normalising a side for translation changes, summed over its parts: the report says it."""
    counts: dict[str, int] = {}
    for text in (document.title or "", document.text) if document else ():
        for change in normalize(text, "translation", document.lang if document else "").changes:
            counts[change.step] = counts.get(change.step, 0) + change.count
    return tuple(StepChange(step, count) for step, count in counts.items())


def _whole(text: str) -> tuple[Segment, ...]:
    core = text.strip()
    start = text.find(core)
    return (Segment(0, core, (start, start + len(core))),)


def _segments(document: Document | None) -> tuple[Segment, ...]:
    return tuple(split_sentences(document.text, document.lang)) if document and document.text.strip() else ()
