"""The records at the stage boundaries. Frozen; tuples inside.

Every span is half-open `(start, end)` in characters of the *original* text of its part (the title or the body of the
source or of the rendering), so that `text[start:end]` is what a report quotes.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from amana.protocols import Check as Check
from amana.protocols import Encoder as Encoder
from amana.protocols import ExcerptCheck as ExcerptCheck
from amana.protocols import Translator as Translator

if TYPE_CHECKING:  # numpy costs 0.1 s at import, and only annotations need it here
    import numpy as np
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float32]

Span = tuple[int, int]
Part = Literal["title", "body"]
Provenance = Literal["verbatim", "reconstructed", "authored"]
Severity = Literal["neutral", "minor", "major", "critical"]
FindingType = Literal[
    "omission", "addition", "number", "date", "name", "negation", "hedge", "attribution", "untranslated", "role_swap",
    "terminology", "inconsistent",
]  # fmt: skip

SEVERITIES: tuple[Severity, ...] = ("neutral", "minor", "major", "critical")

# MQM category of each type of finding (DESIGN section 3; ISO 5060:2024 shares the top level).
CATEGORIES: dict[FindingType, str] = {
    "omission": "accuracy/omission",
    "addition": "accuracy/addition",
    "number": "accuracy/mistranslation/number",
    "date": "accuracy/mistranslation/date",
    "name": "accuracy/mistranslation/name",
    "negation": "accuracy/mistranslation/polarity",
    "hedge": "accuracy/mistranslation/modality",
    "attribution": "accuracy/mistranslation/attribution",
    "untranslated": "accuracy/untranslated",
    "role_swap": "accuracy/mistranslation/role",
    "terminology": "terminology/wrong-term",
    "inconsistent": "terminology/inconsistent",
}


def _check_span(name: str, span: Span | None) -> None:
    if span is not None and not 0 <= span[0] <= span[1]:
        raise ValueError(f"{name} is {span}: expected 0 <= start <= end")


@dataclass(frozen=True, slots=True)
class Document:
    """One side of an excerpt as it was published: a text with its citation. `text` may be empty (headline only)."""

    text: str
    lang: str
    title: str | None = None
    publication: str | None = None  # of a source; a rendering has a publisher
    alignment: str | None = None  # the publication's political alignment: "Qatari-aligned daily"
    date: str | None = None  # ISO 8601
    url: str | None = None
    publisher: str | None = None

    def part(self, part: Part) -> str:
        """The text of one part; empty where there is none."""
        return self.text if part == "body" else self.title or ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A source with its rendering. One of the two may be missing: then there is something to show, not to compare."""

    id: str
    source: Document | None
    rendering: Document | None
    provenance: Provenance | None = None
    origin: str = ""  # "file:line", for messages
    notes: tuple[str, ...] = ()  # what reading did: a decoded encoding, a repeated passage left out
    problem: str | None = None  # why this excerpt could not be read or compared; a report shows it as an error row


@dataclass(frozen=True, slots=True)
class StepChange:
    """A normalisation step that changed something, and in how many places."""

    step: str
    count: int


@dataclass(frozen=True, slots=True)
class Normalized:
    """A text after a profile. `offsets[i]` is where character i of `text` began in the original; one more at the end
    holds the original's length, so `original[offsets[a]:offsets[b]]` is what `text[a:b]` came from."""

    text: str
    offsets: tuple[int, ...]
    changes: tuple[StepChange, ...]

    def original_span(self, span: Span) -> Span:
        """The original characters that a span of the normalised text came from. Where one original character became
        several, a span that takes some of them takes the whole character."""
        start, end = span
        while start < end < len(self.text) and self.offsets[end] == self.offsets[end - 1]:
            end += 1
        return self.offsets[start], self.offsets[end]


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence. `text` is `part_text[span]`, without surrounding white space."""

    index: int  # within its part
    text: str
    span: Span
    paragraph: int = 0

    def __post_init__(self) -> None:
        _check_span("Segment.span", self.span)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or punctuation mark, with its span in the original text of its part."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The machine translation of one source segment. `faults` names what is wrong with it (loop, copy, truncated,
    empty): a faulty hypothesis is shown, and is no witness. `score` is the mean log-probability of its tokens
    (natural logarithm), None where the engine gives none."""

    text: str
    score: float | None = None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bead:
    """Source segments aligned to target segments, by index within their part; one side empty means a gap.
    `confidence` in 0..1 is calibrated: the share of such beads that are right."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float
    crossing: bool = False  # moved against the order of its neighbours

    def __post_init__(self) -> None:
        if not self.source and not self.target:
            raise ValueError("Bead has no segment on either side: expected at least one")


@dataclass(frozen=True, slots=True)
class Link:
    """An aligned pair of token indices within one AlignedPair (`pair.source.tokens`, `pair.rendering.tokens`)."""

    source: int
    target: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an aligned pair: the stretch `span` of `part_text`, the whole part's original text; empty, and at the
    point of the gap, for a gap. `segments` and `tokens` carry spans in `part_text`; `folded` is each token's `fold`."""

    lang: str
    part_text: str
    span: Span
    segments: tuple[Segment, ...]
    tokens: tuple[Token, ...]
    folded: tuple[str, ...]

    @property
    def text(self) -> str:
        """The stretch itself. Position p in it is `span[0] + p` in the original."""
        return self.part_text[self.span[0] : self.span[1]]


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """What a check reads: one bead with its texts, tokens, word links and machine translation."""

    part: Part
    bead: Bead
    source: Side
    rendering: Side
    links: tuple[Link, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()  # one a source segment; empty where nothing was translated
    # For each token the probability that the other side has a counterpart of it; empty where nothing was linked.
    source_support: tuple[float, ...] = ()
    rendering_support: tuple[float, ...] = ()
    # Log-odds that a source token is not rendered, that a token of the rendering stands for nothing in the source, and
    # that a word is missing before each token of the rendering and behind the last one; empty where unknown.
    source_missing: tuple[float, ...] = ()
    rendering_added: tuple[float, ...] = ()
    rendering_breaks: tuple[float, ...] = ()

    @property
    def is_gap(self) -> bool:
        return not self.bead.source or not self.bead.target

    @property
    def witness(self) -> str | None:
        """The machine translation of the whole bead, or None where any of it is missing or faulty."""
        if not self.hypotheses or any(h.faults for h in self.hypotheses):
            return None
        return " ".join(h.text for h in self.hypotheses)


@dataclass(frozen=True, slots=True)
class Finding:
    """One suspected infidelity. Spans are in the original text of `part`; None where that side has no place to show.
    `confidence` in 0..1 is calibrated: the share of such findings that are right. `evidence` is ordered (what, value)
    pairs for the reader: the rule, the values compared, what the machine translation says."""

    type: FindingType
    severity: Severity
    confidence: float
    message: str
    source_span: Span | None
    target_span: Span | None
    check: str  # name of the check that found it
    part: Part = "body"
    evidence: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        _check_span("Finding.source_span", self.source_span)
        _check_span("Finding.target_span", self.target_span)
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"Finding.confidence is {self.confidence}: expected 0..1")

    @property
    def category(self) -> str:
        return CATEGORIES[self.type]


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term with its accepted and its forbidden renderings."""

    source: str
    accepted: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckContext:  # what a check may know beside the pair
    source_lang: str = "ar"
    rendering_lang: str = "en"
    source_date: str | None = None  # ISO 8601, for relative dates
    glossary: tuple[GlossaryEntry, ...] = ()
    pairs: tuple[AlignedPair, ...] = ()  # every pair of the excerpt, in source order


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything known about one excerpt. `scores` holds figures by name ("chrf", "rendered_share"); `changes` what
    normalisation did by side; `error` is set, and the rest empty, where the excerpt could not be compared."""

    excerpt: Excerpt
    pairs: tuple[AlignedPair, ...]
    findings: tuple[Finding, ...]
    scores: dict[str, float] = field(default_factory=dict)
    changes: dict[str, tuple[StepChange, ...]] = field(default_factory=dict)
    signature: str = ""
    model_note: str = ""  # one line: which model translated, and how good it is known to be
    error: str | None = None

    def count(self, severity: Severity) -> int:
        return sum(finding.severity == severity for finding in self.findings)
