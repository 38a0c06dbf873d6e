"""Phrases and single words of the source that the rendering leaves out inside a sentence.

"X said" left out is a lost attribution. Phrases are runs of words without counterpart (unsupported.py), single words
are lost_words.py's."""

import unicodedata
from collections.abc import Iterator

from amana.align.fidelity.calibration import confidence
from amana.align.fidelity.cues import read_cues
from amana.align.fidelity.declarations import declared_omissions
from amana.align.fidelity.lost_words import lost_words
from amana.align.fidelity.unsupported import Run, runs_without_counterpart
from amana.types import AlignedPair, CheckContext, Finding, Span

SURE_WORD = 5.0  # of a single word
_GLOSS, _REST = 4, 2  # tokens behind a run in which its Latin spelling begins, and words of the run's own rest there
_NEAR, _BREAK = 60, -1.0  # characters, and the least log-odds of a break that tells the place
_INITIALS = 3  # letters from which a word in capitals may stand for a whole name
_ABOUT = 6  # words around the run that initials may be linked to: the encoder does not know them, and links them badly
_HEAD = 3  # tokens at the start of a run within which a cue makes it an attribution
_ATTRIBUTES = frozenset({"source", "speech", "accusation"})


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """One finding a run of source words without counterpart. A mark of omission in the rendering licenses them all: the
    check of gaps has said so."""
    if not pair.source_support or declared_omissions(pair):
        return
    cues = read_cues("attribution_ar.tsv").find(pair.source) if context.source_lang == "ar" else ()
    heads = {cue.first for cue in cues if cue.kind in _ATTRIBUTES}
    found = runs_without_counterpart(pair.source, pair.source_support, pair.source_missing)
    runs = [run for run in found if not abbreviated(pair, run) and not glossed(pair, run.last, run.content)]
    for run in runs:
        attributes = not heads.isdisjoint(range(run.first, min(run.first + _HEAD, run.last)))
        rule = "attribution.phrase" if attributes else band("omission.phrase", run)
        words = pair.source.part_text[run.span[0] : run.span[1]]
        yield Finding(
            "attribution" if attributes else "omission",
            "major" if run.sure or attributes else "minor",
            confidence(rule),
            f"The attribution is not rendered: “{words}”." if attributes else f"Not rendered: “{words}”.",
            run.span,
            place_in_rendering(pair, run.first, run.last),
            "omission",
            pair.part,
            (("rule", rule), ("words without counterpart", str(run.content)), ("weight", f"{run.weight:.1f}")),
        )
    yield from _single_words(pair, [run.span for run in runs])


def _single_words(pair: AlignedPair, told: list[Span]) -> Iterator[Finding]:
    """One finding a word that is in no run."""
    for lost in lost_words(pair, told):
        if lost.word is not None and glossed(pair, lost.word + 1, 1):
            continue
        rule = "omission.word.sure" if lost.weight >= SURE_WORD else "omission.word"
        span = None if lost.word is None else pair.source.tokens[lost.word].span
        word = pair.source.part_text[slice(*span)] if span else ""
        place = None
        if lost.hole is not None:
            tokens = pair.rendering.tokens
            left, right = (tokens[i].text if 0 <= i < len(tokens) else "" for i in (lost.hole - 1, lost.hole))
            where = f"between “{left}” and “{right}”" if left and right else "at its start or end"
            message = f"A word seems to be missing from the rendering {where}"
            message += f": perhaps that of “{word}”." if word else "."
            place = (tokens[lost.hole - 1].span[1],) * 2 if lost.hole else (tokens[0].span[0],) * 2
        else:
            message = f"Perhaps not rendered: “{word}”."
            if lost.word is not None:
                place = place_in_rendering(pair, lost.word, lost.word + 1)
        yield Finding(
            "omission",
            "minor",
            confidence(rule),
            message,
            span,
            place,
            "omission",
            pair.part,
            (("rule", rule), ("weight", f"{lost.weight:.1f}")),
        )


def abbreviated(pair: AlignedPair, run: Run) -> bool:
    """Whether initials stand for a run: as many, but for one, as it has content words ("the NPWS"). For a sure one
    only those of four and more that no word further off is linked to."""
    reach = 1 if run.sure else _ABOUT
    near = range(run.first - reach, run.last + reach)
    for at, token in enumerate(pair.rendering.tokens):
        letters = token.text.replace(".", "")
        if len(letters) >= _INITIALS + run.sure and letters.isupper() and abs(len(letters) - run.content) <= 1:
            if token.text in pair.source.part_text:
                continue  # the source has the initials too: they stand for themselves
            linked = [link.source for link in pair.links if link.target == at]
            told = (source in near for source in linked)
            if not linked or (all(told) if run.sure else any(told)):
                return True
    return False


def glossed(pair: AlignedPair, last: int, content: int) -> bool:
    """Whether the source gives some words in Latin script right behind them, and the rendering has those: بريكس دي روما
    (Prix de Rome). `last`: the token behind the words; `content`: content words, for more than half of which the gloss
    has to have one."""
    rendered = {token.text for token in pair.rendering.tokens}
    behind = pair.source.tokens[last:]
    begins = next((at for at, token in enumerate(behind[:_GLOSS]) if _is_latin(token.text)), None)
    if begins is None or sum(token.text[0].isalnum() for token in behind[:begins]) > _REST:
        return False
    given = 0
    for token in behind[begins:]:
        if token.text[0].isalnum() and not _is_latin(token.text):
            break
        if token.text in rendered and token.text[0].isalnum():
            given += max(sum(letter.isupper() for letter in token.text), 1)  # BBC is three words in Arabic
    return 2 * given > content


def _is_latin(text: str) -> bool:
    return text[0].isalpha() and (text[0].isascii() or "LATIN" in unicodedata.name(text[0], ""))


def band(name: str, run: Run) -> str:
    """The rule's name with how sure it is."""
    return f"{name}.{'sure' if run.sure else 'likely'}"


def place_in_rendering(pair: AlignedPair, first: int, last: int) -> Span | None:
    """The empty span where the missing words, `first` to `last` of the source, would stand: where the rendering most
    likely breaks off near the counterparts of their neighbours, else beside these."""
    beside = _beside_counterparts(pair, first, last)
    if beside is None or not pair.rendering_breaks:
        return beside
    tokens = pair.rendering.tokens
    ends = [tokens[0].span[0], *(token.span[1] for token in tokens)]
    near = [i for i, end in enumerate(ends) if abs(end - beside[0]) <= _NEAR and pair.rendering_breaks[i] >= _BREAK]
    end = ends[max(near, key=lambda i: pair.rendering_breaks[i])] if near else beside[0]
    return end, end


def _beside_counterparts(pair: AlignedPair, first: int, last: int) -> Span | None:
    """Behind the counterpart of the words before, else before that of the words after."""
    tokens = pair.rendering.tokens
    before = [link for link in pair.links if link.source < first]
    if before:
        nearest = max(link.source for link in before)
        end = max(link.target for link in before if link.source == nearest)
        return tokens[end].span[1], tokens[end].span[1]
    after = [link for link in pair.links if link.source >= last]
    if after:
        nearest = min(link.source for link in after)
        start = min(link.target for link in after if link.source == nearest)
        return tokens[start].span[0], tokens[start].span[0]
    return None
