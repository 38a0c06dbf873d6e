"""Normalisation in named, ordered profiles that keeps the way back to the original text.

Every step is a plain `str -> str` (`amana.translate.steps`). A step is given here together with its *units*: the
stretches of text on which it works one by one, so that `step(text)` is its input with each unit replaced by
`step(unit)`. That is what makes the offsets right, and a property test holds it for every step.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from amana.translate import steps
from amana.types import Normalized, Span, StepChange

Profile = Literal["display", "translation", "matching"]
PROFILES: tuple[Profile, ...] = get_args(Profile)

SIGNATURE = "amana-1"  # to be raised when a profile changes what it does: it is part of every report's signature

_ARABIC = frozenset({"ar", "ara", "arb", "acm", "acq", "aeb", "ajp", "apc", "apd", "arq", "ars", "ary", "arz", "ayl"})


@dataclass(frozen=True, slots=True)
class Step:
    """A named step. `arabic` ones are skipped for other languages, which spell words with the same characters."""

    name: str
    apply: Callable[[str], str]
    units: Callable[[str], Iterator[Span]]
    arabic: bool = False


def is_arabic(lang: str) -> bool:
    """Whether a language tag means Arabic or one of its varieties.

    >>> is_arabic("ar-LY"), is_arabic("arz"), is_arabic("fa")
    (True, True, False)
    """
    return re.split("[-_]", lang.lower(), maxsplit=1)[0] in _ARABIC


def _matches(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Span]]:
    return lambda text: (match.span() for match in pattern.finditer(text))


@cache
def _starts_cluster(char: str) -> bool:
    """Whether canonical composition never joins this character to the one before it."""
    return not (unicodedata.category(char).startswith("M") or "\u1160" <= char <= "\u11ff")


def _clusters(text: str) -> Iterator[Span]:
    """Each base character with the marks that follow it."""
    start = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or _starts_cluster(text[position]):
            yield start, position
            start = position


_DISPLAY = (
    # Before composition: an invisible character between a letter and its mark keeps them apart.
    Step("invisible", steps.remove_invisible, _matches(steps.INVISIBLE)),
    # Before composition: some forms decompose to a letter and a mark.
    Step("presentation forms", steps.join_presentation_forms, _matches(steps.PRESENTATION)),
    Step("composition", steps.compose, _clusters),
    # After the steps that remove characters or turn them into spaces.
    Step("spaces", steps.collapse_spaces, _matches(steps.SPACE)),
    Step("edges", steps.trim, _matches(steps.EDGE)),
)
_TRANSLATION = (
    Step("tatweel", steps.remove_tatweel, _matches(steps.TATWEEL), arabic=True),
    Step("joiners", steps.remove_joiners, _matches(steps.JOINER), arabic=True),
    # After composition: a hamza that is typed as a mark (U+0654) has become part of its letter, and is kept.
    Step("diacritics", steps.remove_diacritics, _matches(steps.MARK), arabic=True),
)
_MATCHING = (
    # Before alef maksura: both turn into the Arabic yeh.
    Step("keyboard letters", steps.unify_keyboard_letters, _matches(steps.KEYBOARD), arabic=True),
    Step("alef", steps.unify_alef, _matches(steps.ALEF), arabic=True),
    Step("alef maksura", steps.unify_alef_maksura, _matches(steps.ALEF_MAKSURA), arabic=True),
    Step("teh marbuta", steps.unify_teh_marbuta, _matches(steps.TEH_MARBUTA), arabic=True),
    Step("digits", steps.unify_digits, _matches(steps.DIGIT)),
    Step("quotes", steps.unify_quotes, _matches(steps.QUOTE)),
    Step("case", steps.fold_case, _matches(steps.CASED)),
)

STEPS: dict[Profile, tuple[Step, ...]] = {
    "display": _DISPLAY,
    # A second composition: without tatweel, a letter and a mark that it parted stand together.
    "translation": (*_DISPLAY, *_TRANSLATION, *_DISPLAY[2:]),
    "matching": (*_DISPLAY, *_TRANSLATION, *_MATCHING, *_DISPLAY[2:]),
}


def normalize(text: str, profile: Profile, lang: str = "ar") -> Normalized:
    """The text after the steps of a profile, in order, with offsets back to it and what each step changed.

    >>> result = normalize("قـال  حَفتر", "translation")
    >>> result.text, result.original_span((4, 8)), [change.step for change in result.changes]
    ('قال حفتر', (6, 11), ['spaces', 'tatweel', 'diacritics'])
    """
    arabic = is_arabic(lang)
    offsets = list(range(len(text) + 1))
    counts: dict[str, int] = {}
    for step in STEPS[profile]:
        if step.arabic and not arabic:
            continue
        changed = step.apply(text)
        if changed != text:
            local, count = _trace(step, text)
            offsets = [offsets[position] for position in local]
            counts[step.name] = counts.get(step.name, 0) + count
            text = changed
    return Normalized(text, tuple(offsets), tuple(StepChange(name, count) for name, count in counts.items()))


def _trace(step: Step, text: str) -> tuple[list[int], int]:
    """Where each character of `step.apply(text)` began in `text`, and how many units changed."""
    local: list[int] = []
    count = done = 0
    for start, end in step.units(text):
        unit = text[start:end]
        changed = step.apply(unit)
        if changed != unit:
            local.extend(range(done, start))
            local.extend([start] * len(changed))  # a unit that changes is one piece: it maps back as a whole
            count += 1
            done = end
    local.extend(range(done, len(text) + 1))
    return local, count
