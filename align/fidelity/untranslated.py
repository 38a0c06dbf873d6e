"""Source words left standing in the rendering: Arabic script where English is expected."""

import re
from collections.abc import Iterator

from amana.align.fidelity.calibration import confidence
from amana.types import AlignedPair, CheckContext, Finding

_ARABIC_SCRIPT = frozenset({"ar", "fa", "ur", "ps", "ckb", "ug", "sd"})
_WORD = r"[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]+"
_RUN = re.compile(rf"{_WORD}(?:[\s\d،؛؟,.:«»\"'()-]*{_WORD})*")
_DIGITS = re.compile(r"[\u0660-\u0669\u06f0-\u06f9]+(?:[٫٬.,][\u0660-\u0669\u06f0-\u06f9]+)*")


def check(pair: AlignedPair, context: CheckContext) -> Iterator[Finding]:
    """One finding a run of Arabic-script words; Arabic digits alone are a minor one."""
    if context.rendering_lang in _ARABIC_SCRIPT:
        return
    text, offset = pair.rendering.text, pair.rendering.span[0]
    for match in _RUN.finditer(text):
        gloss = text[: match.start()].endswith("(") and text[match.end() :].startswith(")")
        rule = "untranslated.gloss" if gloss else "untranslated.words"
        words = match.group()
        yield Finding(
            "untranslated",
            "minor" if gloss else "major",
            confidence(rule),
            f"Left in Arabic in the rendering: “{words}”." if len(words) < 80 else "A whole passage is left in Arabic.",
            None,
            (match.start() + offset, match.end() + offset),
            "untranslated",
            pair.part,
            (("rule", rule), ("words", words)),
        )
    for match in _DIGITS.finditer(text):
        yield Finding(
            "untranslated",
            "minor",
            confidence("untranslated.digits"),
            f"Arabic digits in the rendering: {match.group()}.",
            None,
            (match.start() + offset, match.end() + offset),
            "untranslated",
            pair.part,
            (("rule", "untranslated.digits"),),
        )
