"""Calendars: the Hijri date of a day and back, and the weekday of a date."""

from datetime import date

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

# Julian day number minus date.toordinal(), and the Julian day of 1 Muharram 1 AH (civil reckoning).
_ORDINAL_TO_JULIAN = 1721425
_HIJRI_EPOCH = 1948440
# The tabular calendar and the sighting of the moon differ by a day either way.
HIJRI_TOLERANCE_DAYS = 1


def hijri_to_gregorian(year: int, month: int, day: int) -> date:
    """The day by the tabular Islamic calendar; sighted months begin up to a day or two apart from it.

    >>> hijri_to_gregorian(1445, 9, 1)
    datetime.date(2024, 3, 11)
    """
    julian = day + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30 + _HIJRI_EPOCH - 1
    return date.fromordinal(julian - _ORDINAL_TO_JULIAN)


def gregorian_years(hijri_year: int) -> tuple[int, ...]:
    """The Gregorian years that a Hijri year touches: 1445 is of 2023 and 2024."""
    first = hijri_to_gregorian(hijri_year, 1, 1).year
    last = hijri_to_gregorian(hijri_year, 12, 29).year
    return (first,) if first == last else (first, last)


def same_day(hijri: tuple[int, int, int], gregorian: tuple[int, int, int]) -> bool:
    """Whether a Hijri and a Gregorian date (year, month, day) can be one day."""
    try:
        distance = hijri_to_gregorian(*hijri) - date(*gregorian)
    except (ValueError, OverflowError):
        return False
    return abs(distance.days) <= HIJRI_TOLERANCE_DAYS


def weekday(year: int, month: int, day: int) -> int | None:
    """0 for Monday; None for a date that does not exist."""
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None
