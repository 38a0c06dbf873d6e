"""Dates: cases as data, every month name of every tradition, calendars, what the date of publication decides."""

from datetime import date

import pytest
from fidelity_cases import found, load, matches
from support_cases import pair_with_links

from amana.align.fidelity import dates
from amana.align.fidelity.calendars import gregorian_years, hijri_to_gregorian
from amana.align.fidelity.checks import run_checks
from amana.align.fidelity.data_files import data_rows
from amana.align.pairs import pair_from_texts
from amana.types import CheckContext

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
NAMES = [(int(row[1]), row[4]) for row in data_rows("months.tsv") if row[0] == "gregorian" and row[2] == "ar"]


@pytest.mark.parametrize("case", load("dates"))
def test_date_cases(case: dict) -> None:
    """Each case of tests/cases/fidelity/dates.jsonl."""
    pair = pair_with_links(case["ar"], case["en"], case.get("links", ()))
    actual = found(run_checks([pair], CheckContext()), case["ar"], case["en"])
    assert matches(actual, case["expect"]), actual


@pytest.mark.parametrize(("month", "name"), NAMES)
def test_every_month_name_in_both_orders(month: int, name: str) -> None:
    """In all three traditions: the right date is quiet, another month and a swapped day are found."""
    right = MONTHS[month - 1]
    wrong = MONTHS[month % 12]
    for digits in ("12", "١٢"):
        source = f"وقع ذلك في {digits} {name} 2019"
        for rendering in (f"It happened on {right} 12, 2019", f"It happened on 12 {right} 2019"):
            assert not run_checks([pair_from_texts(source, rendering)], CheckContext()), rendering
        for rendering in (f"It happened on {wrong} 12, 2019", f"It happened on {right} 21, 2019"):
            (finding,) = run_checks([pair_from_texts(source, rendering)], CheckContext())
            assert finding.type == "date"


def test_hijri_dates_become_gregorian() -> None:
    """Dates that are well known, one day either way."""
    for hijri, gregorian in (
        ((1, 1, 1), date(622, 7, 19)),
        ((1400, 1, 1), date(1979, 11, 20)),
        ((1444, 9, 1), date(2023, 3, 23)),
        ((1445, 10, 1), date(2024, 4, 10)),
    ):
        assert abs((hijri_to_gregorian(*hijri) - gregorian).days) <= 1
    assert gregorian_years(1445) == (2023, 2024)


def test_a_wrong_conversion_is_found() -> None:
    """The Hijri date is ten days from the Gregorian one of the rendering."""
    pair = pair_from_texts("في 1 رمضان 1445 هـ", "on March 21, 2024")
    assert [f.type for f in run_checks([pair], CheckContext())] == ["date"]


def test_yesterday_is_checked_against_the_date_of_publication() -> None:
    """28 September 2023 was a Thursday, so أمس was Wednesday."""
    context = CheckContext(source_date="2023-09-28")
    right = pair_from_texts("قال أمس إنه سيعود", "He said on Wednesday that he would return")
    wrong = pair_from_texts("قال أمس إنه سيعود", "He said on Tuesday that he would return")
    assert not list(dates.check(right, context))
    (finding,) = dates.check(wrong, context)
    assert "Wednesday" in finding.message


def test_a_weekday_that_its_date_did_not_have() -> None:
    """Only where the rendering alone says so: an error of the source is not the translator's."""
    context = CheckContext()
    wrong = pair_from_texts("في 28 أيلول 2023", "on Friday, September 28, 2023")
    assert "date.conflict" in [dict(f.evidence)["rule"] for f in dates.check(wrong, context)]
    copied = pair_from_texts("الجمعة 28 أيلول 2023", "on Friday, September 28, 2023")
    assert not list(dates.check(copied, context))


def test_two_english_accounts() -> None:
    """Version comparison: both sides English."""
    context = CheckContext(source_lang="en")
    pair = pair_from_texts("on Friday, July 8", "on Friday, July 9", "en", "en")
    assert [f.type for f in dates.check(pair, context)] == ["date"]
