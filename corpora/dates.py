"""Dates as publications write them, to ISO 8601. Only what is certain: 3/4/2023 is two dates, so it is none here."""

import re
from datetime import date
from typing import NamedTuple

_ENGLISH = "january february march april may june july august september october november december"
_ARABIC = (  # Egyptian and Gulf names, then the Levant's and Iraq's
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
)
_MONTHS: dict[str, int] = {
    **{name[:3]: number for number, name in enumerate(_ENGLISH.split(), 1)},
    **{name: number for number, name in enumerate(_ENGLISH.split(), 1)},
    "sept": 9,
    "إبريل": 4,
    "ابريل": 4,
    **{name.replace("_", " "): number for names in _ARABIC for number, name in enumerate(names.split(), 1)},
}
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_FORMS = (
    r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})",
    rf"(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
)
_PATTERNS = tuple(re.compile(rf"(?<![\w-]){form}(?!\w)", re.IGNORECASE) for form in _FORMS)
_ARABIC_DIGITS = {0x660 + digit: str(digit) for digit in range(10)}


class FoundDate(NamedTuple):
    iso: str
    start: int
    end: int


def find_date(text: str) -> FoundDate | None:
    """The first date in the text.

    >>> find_date("Anadolu Agency, 2 October 2023. https://...").iso
    '2023-10-02'
    >>> find_date("Sept. 28, 2023").iso, find_date("٢٨ أيلول ٢٠٢٣").iso, find_date("31 June 2023")
    ('2023-09-28', '2023-09-28', None)
    """
    digits = text.translate(_ARABIC_DIGITS)  # one character for one, so positions hold
    found = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(digits):
            parts = match.groupdict()
            month = int(parts["number"]) if parts.get("number") else _MONTHS[parts["month"].lower()]
            try:
                iso = date(int(parts["year"]), month, int(parts["day"])).isoformat()
            except ValueError:
                continue
            found.append(FoundDate(iso, match.start(), match.end()))
            break
    return min(found, key=lambda item: item.start, default=None)


def is_iso_date(text: str) -> bool:
    """A whole day as 2023-09-28; the checks of relative dates need the day.

    >>> is_iso_date("2023-09-28"), is_iso_date("2023-02-30"), is_iso_date("2023-9-28"), is_iso_date("20230928")
    (True, False, False, False)
    """
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
