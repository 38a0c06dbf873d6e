"""Quotation: speech that one text gives word for word and the other in its own words.

A mark that is left open in one pair says nothing: quotations run over several sentences.
"""

import itertools
from collections.abc import Iterator, Sequence

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.cues import read_cues
from amana.align.fidelity.scope import Places
from amana.align.fidelity.surroundings import RENDERED, is_lacking
from amana.types import AlignedPair, CheckContext, Finding, Severity, Side, Span

_PAIRS = {"«": "»", "“": "”", "„": "“", "‹": "›", '"': '"', "”": "“"}
_BEFORE = 6  # words before a quotation in which its verb of saying stands
_OPENERS = frozenset({":", "ان", "بان", "انه", "انها"})
_DASHES, _COMMAS = ("—", "–", "-"), frozenset({"،", ","})
_ENDS = frozenset("؟?!.…")
_LONG = 5  # words from which a quotation is somebody's speech, and no title, name or scare quote


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """One finding a quotation that the rendering runs into its own words, or one that it makes. A text that is quoted
    from end to end is a sentence of a longer speech, whose marks may stand elsewhere."""
    sources, open_source = quotations(pair.source)
    targets, open_target = quotations(pair.rendering)
    if open_source is not None or open_target is not None:
        return
    if _covered(pair.source, sources) or _covered(pair.rendering, targets):
        return
    sources = [span for span in sources if not _is_lacking(pair.source, pair.source_support, span)]
    targets = [span for span in targets if not _is_lacking(pair.rendering, pair.rendering_support, span)]
    speech = [span for span in sources if _words(pair.source, span) >= _LONG and _introduced(pair.source, span)]
    if speech and not targets and not _marked(pair.rendering):
        yield _finding(
            "quotation.dropped",
            "minor",
            f"The source quotes word for word: {_short(pair.source, speech[0])}; the rendering has no quotation marks.",
            speech[0],
            _place(pair, speech[0]),
            pair,
        )
    added = [span for span in targets if _words(pair.rendering, span) > _LONG]
    if added and not sources and not _marked(pair.source) and not _quoted_without_marks(pair.source):
        yield _finding(
            "quotation.added",
            "minor",
            f"The rendering quotes: {_short(pair.rendering, added[0])}; the source has no quotation marks.",
            None,
            added[0],
            pair,
        )


def quotations(side: Side) -> tuple[list[Span], Span | None]:
    """What stands between quotation marks, in order, and the mark that is left open, if one is."""
    found: list[Span] = []
    opened: tuple[str, Span] | None = None
    for token in side.tokens:
        mark = token.text
        if opened is not None and mark in (_PAIRS[opened[0]], '"', "”", "“"):
            found.append((opened[1][0], token.span[1]))
            opened = None
        elif opened is None and mark in _PAIRS:
            opened = mark, token.span
        elif opened is None and mark == "»":
            opened = "“", token.span
    return found, opened[1] if opened else None


def _covered(side: Side, quoted: Sequence[Span]) -> bool:
    """Whether quotation marks hold every word."""
    words = [token.span for token in side.tokens if token.text[0].isalnum()]
    return bool(quoted) and all(any(a <= start and end <= b for a, b in quoted) for start, end in words)


def _is_lacking(side: Side, support: Sequence[float], span: Span) -> bool:
    """Whether the other text lacks the quoted words too: an omission or an addition, and no lost or new marks."""
    inside = [
        at
        for at, token in enumerate(side.tokens)
        if span[0] <= token.span[0] and token.span[1] <= span[1] and token.text[0].isalnum()
    ]
    return is_lacking(support, inside, RENDERED)


def _introduced(side: Side, span: Span) -> bool:
    """Whether a verb of saying, a colon or "that" stands before a quotation: what it marks is speech, no name."""
    before = [at for at, token in enumerate(side.tokens) if token.span[1] <= span[0]][-_BEFORE:]
    if any(side.folded[at] in _OPENERS for at in before[-2:]):
        return True
    cues = read_cues("attribution_ar.tsv").find(side) if before else []
    return any(cue.kind in ("speech", "source") and cue.last in before for cue in cues)


def _marked(side: Side) -> bool:
    """Whether a text has quotation marks of any kind, single ones too."""
    return any(mark in side.text for mark in '«»“”„"‘‹›`') or " '" in side.text or side.text.startswith("'")


def _quoted_without_marks(side: Side) -> bool:
    """Whether Arabic shows direct speech in another way: a colon, a dash at its head, a verb of saying behind a comma
    ("..., يقول المحرر")."""
    if ":" in side.text or side.text.startswith(_DASHES):
        return True
    if any(mark in _ENDS and dash in _DASHES for mark, dash in itertools.pairwise(side.folded)):
        return True  # a dialogue: أتخاف الموت؟ — لا
    if any(mark in _COMMAS and word == "هكذا" for mark, word in itertools.pairwise(side.folded)):
        return True  # ..., هكذا رد الوزير
    cues = read_cues("attribution_ar.tsv").find(side)
    return any(
        cue.kind in ("speech", "loose") and cue.first and side.folded[cue.first - 1] in _COMMAS | _ENDS for cue in cues
    )


def _words(side: Side, span: Span) -> int:
    return sum(
        span[0] <= token.span[0] and token.span[1] <= span[1] and token.text[0].isalnum() for token in side.tokens
    )


def _place(pair: AlignedPair, span: Span) -> Span | None:
    """What the rendering has for the words of a quotation, from the first linked word to the last."""
    places = Places(pair)
    linked = [
        j
        for at, token in enumerate(pair.source.tokens)
        if span[0] <= token.span[0] and token.span[1] <= span[1]
        for j in places.to_rendering(at)
    ]
    if not linked:
        return None
    tokens = pair.rendering.tokens
    return tokens[min(linked)].span[0], tokens[max(linked)].span[1]


def _short(side: Side, span: Span) -> str:
    text = side.part_text[span[0] : span[1]]
    return text if len(text) <= 70 else text[:70].rsplit(" ", 1)[0] + " …"


def _finding(
    rule: str, severity: Severity, message: str, source: Span | None, target: Span | None, pair: AlignedPair
) -> Finding:
    return Finding(
        "attribution",
        severity,
        confidence(rule),
        message,
        source,
        target,
        "quotation",
        pair.part,
        (("rule", rule),),
    )
