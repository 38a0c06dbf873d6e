"""What a report calls things: types, severities, faults of a translation, steps of normalisation, dates, languages."""

import re

from amana.types import Finding, FindingType, Provenance, Severity, StepChange

TYPES: dict[FindingType, str] = {
    "omission": "Omission",
    "addition": "Addition",
    "number": "Number",
    "date": "Date",
    "name": "Name",
    "negation": "Negation",
    "hedge": "Hedging",
    "attribution": "Attribution",
    "untranslated": "Untranslated",
    "role_swap": "Swapped roles",
    "terminology": "Term",
    "inconsistent": "Inconsistent",
}
SEVERITY_NAMES: dict[Severity, str] = {
    "critical": "critical",
    "major": "major",
    "minor": "minor",
    "neutral": "declared",
}
PROVENANCES: dict[Provenance, str] = {
    "verbatim": "verbatim, as published",
    "reconstructed": "reconstructed from what was published",
    "authored": "authored example",
}
_FAULTS = {
    "loop": "it repeats itself",
    "copy": "it copies the source",
    "truncated": "it stops before the end of the source",
    "empty": "it is empty",
}
# The steps of amana.translate.normalization; a step that is not here is called by its name.
_STEPS = {
    "invisible": "invisible characters removed",
    "presentation forms": "presentation forms joined to letters",
    "composition": "letters composed (NFC)",
    "spaces": "spaces collapsed",
    "edges": "white space trimmed",
    "tatweel": "tatweel removed",
    "joiners": "joiners removed",
    "diacritics": "vowel signs removed",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ].*)?")


def finding_label(finding: Finding) -> str:
    """The type; what a rendering declares is called so."""
    name = TYPES[finding.type]
    return f"Declared {name.lower()}" if finding.severity == "neutral" else name


def fault_text(faults: tuple[str, ...]) -> str:
    """Why a machine translation is no witness, in words.

    >>> fault_text(("loop", "copy"))
    'it repeats itself and it copies the source'
    """
    return " and ".join(_FAULTS.get(fault, fault.replace("_", " ")) for fault in faults)


def date_text(date: str) -> str:
    """A date as a reader writes it; what is no ISO date stays as it came.

    >>> date_text("2023-09-28"), date_text("2020-05"), date_text("2023-10-02T08:00Z"), date_text("autumn 2020")
    ('28 September 2023', 'May 2020', '2 October 2023', 'autumn 2020')
    """
    match = _DATE.fullmatch(date.strip())
    if match is None or not 1 <= int(match[2]) <= 12:
        return date
    month = f"{_MONTHS[int(match[2]) - 1]} {match[1]}"
    return f"{int(match[3])} {month}" if match[3] else month


def language_name(lang: str) -> str:
    """The English name of a language, from CLDR; an unknown tag stays as it is.

    >>> language_name("ar"), language_name("pt-BR"), language_name("qqz")
    ('Arabic', 'Portuguese (Brazil)', 'qqz')
    """
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(lang.replace("_", "-"), sep="-").get_display_name("en") or lang
    except (UnknownLocaleError, ValueError):
        return lang


def counted(number: int, noun: str, plural: str = "") -> str:
    """
    >>> counted(1, "sentence"), counted(2, "sentence"), counted(0, "entry", "entries")
    ('1 sentence', '2 sentences', '0 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def changes_text(changes: tuple[StepChange, ...]) -> str:
    """What normalisation did to one text, and in how many places.

    >>> changes_text((StepChange("tatweel", 2), StepChange("new_step", 1)))
    'tatweel removed (2), new step (1)'
    """
    return ", ".join(
        f"{_STEPS.get(change.step, change.step.replace('_', ' '))} ({change.count:,})" for change in changes
    )


def ranges(numbers: tuple[int, ...]) -> str:
    """
    >>> ranges((1, 2, 3, 5)), ranges(()), ranges((4,))
    ('1–3, 5', '', '4')
    """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
