"""Numbers: cases as data, and numbers written out by another hand read back."""

import random

import pytest
from fidelity_cases import found, load, matches
from support_cases import pair_with_links

from amana.align.fidelity import dates, numbers
from amana.align.fidelity.arabic_numbers import read_arabic_numbers
from amana.align.fidelity.checks import run_checks
from amana.align.fidelity.english_numbers import read_english_numbers
from amana.align.fidelity.quantities import digit_values
from amana.align.pairs import pair_from_texts
from amana.types import CheckContext, Hypothesis, Link


@pytest.mark.parametrize("case", load("numbers"))
def test_number_cases(case: dict) -> None:
    """Each case of tests/cases/fidelity/numbers.jsonl."""
    pair = pair_with_links(case["ar"], case["en"], case.get("links", ()))
    actual = found(run_checks([pair], CheckContext()), case["ar"], case["en"])
    assert matches(actual, case["expect"]), actual


UNITS = [("", ""), ("واحد", "واحدة"), ("اثنان", "اثنتان"), ("ثلاثة", "ثلاث"), ("أربعة", "أربع"), ("خمسة", "خمس"),
         ("ستة", "ست"), ("سبعة", "سبع"), ("ثمانية", "ثماني"), ("تسعة", "تسع")]  # fmt: skip
TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]


SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS_EN = "zero ten twenty thirty forty fifty sixty seventy eighty ninety"


def below_hundred(n: int, feminine: bool) -> str:
    unit = UNITS[n % 10][feminine]
    if n < 10:
        return unit
    if n == 10:
        return "عشر" if feminine else "عشرة"
    if n == 11:
        return "إحدى عشرة" if feminine else "أحد عشر"
    if n == 12:
        return "اثنتا عشرة" if feminine else "اثنا عشر"
    if n < 20:
        return f"{unit} {'عشرة' if feminine else 'عشر'}"
    return f"{unit} و{TENS[n // 10]}" if n % 10 else TENS[n // 10]


def below_thousand(n: int, feminine: bool, spelling: str) -> str:
    hundreds = n // 100
    parts = []
    if hundreds == 2:
        parts.append("مئتان" if spelling == "مئة" else "مائتان")
    elif hundreds:
        parts.append(spelling if hundreds == 1 else UNITS[hundreds][1].removesuffix("ي") + spelling)
    if n % 100:
        parts.append(below_hundred(n % 100, feminine))
    return " و".join(parts)


def arabic(n: int, feminine: bool, spelling: str) -> str:
    """A number in words, written independently of the reader."""
    parts = []
    for size, one, dual, plural in (
        (10**9, "مليار", "ملياران", "مليارات"),
        (10**6, "مليون", "مليونان", "ملايين"),
        (10**3, "ألف", "ألفان", "آلاف"),
    ):
        count, n = divmod(n, size)
        if count == 1:
            parts.append(one)
        elif count == 2:
            parts.append(dual)
        elif count:
            parts.append(f"{below_thousand(count, False, spelling)} {plural if 3 <= count % 100 <= 10 else one}")
    if n:
        parts.append(below_thousand(n, feminine, spelling))
    return " و".join(parts)


def english(n: int) -> str:
    small = SMALL.split()
    tens = TENS_EN.split()
    if n < 20:
        return small[n]
    if n < 100:
        return tens[n // 10] + (f"-{small[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{small[n // 100]} hundred" + (f" and {english(n % 100)}" if n % 100 else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if n >= size:
            rest = n % size
            joint = " and " if 0 < rest < 100 else " "
            return f"{english(n // size)} {name}" + (joint + english(rest) if rest else "")
    raise AssertionError(n)


def sample() -> list[int]:
    chance = random.Random(5)
    return [*range(3, 130), *(chance.randrange(10 ** (k % 9 + 1)) + 3 for k in range(400))]


@pytest.mark.parametrize("feminine", [False, True])
@pytest.mark.parametrize("spelling", ["مئة", "مائة"])
def test_written_arabic_numbers_are_read_back(feminine: bool, spelling: str) -> None:
    """Gender, compounds and scales: every number that the writer spells is read as one number of its value."""
    wrong = []
    for n in sample():
        text = f"وصل {arabic(n, feminine, spelling)} منهم"
        values = [q.values[0] for q in read_arabic_numbers(text)]
        if values != [float(n)]:
            wrong.append((n, text, values))
    assert not wrong, wrong[:5]


def test_written_english_numbers_are_read_back() -> None:
    """Every number that the writer spells is read as one number of its value."""
    wrong = []
    for n in sample():
        values = [q.values[0] for q in read_english_numbers(f"some {english(n)} of them")]
        if values != [float(n)]:
            wrong.append((n, english(n), values))
    assert not wrong, wrong[:5]


def test_equal_numbers_stay_quiet_and_other_numbers_are_found() -> None:
    """Words against digits and words against words: quiet for one value, one changed number for another."""
    chance = random.Random(7)
    for n in sample()[:300]:
        source = f"وصل {arabic(n, False, 'مئة')} منهم إلى المدينة"
        other = n + chance.choice([1, 2, 10, 100])
        for value, expected in ((n, 0), (other, 1)):
            for rendering in (f"{value:,} of them came to the city", f"{english(value)} of them came to the city"):
                pair = pair_from_texts(source, rendering)
                findings = [f for f in run_checks([pair], CheckContext()) if f.type in ("number", "date")]
                assert len(findings) == expected, (source, rendering, findings)


def test_digits_with_one_separator_are_read_both_ways() -> None:
    """1.500 is one and a half or fifteen hundred; what the other side has decides."""
    assert digit_values("1.500") == (1.5, 1500.0)
    assert digit_values("0.125") == (0.125,)
    assert digit_values("2,50") == (2.5,)


def test_a_changed_number_is_paired_by_its_link() -> None:
    """Two numbers changed at once: word links say which became which."""
    pair = pair_from_texts("7 و8", "90 and 80", links=[Link(0, 2, 0.9), Link(1, 0, 0.9)])
    findings = list(numbers.check(pair, CheckContext()))
    assert {(f.source_span, f.target_span) for f in findings} == {((0, 1), (7, 9)), ((3, 4), (0, 2))}


def test_the_witness_moves_confidence_and_makes_no_finding() -> None:
    """MT that has the source's number raises, MT that has the rendering's lowers; a quiet pair stays quiet."""

    def sure(hypothesis: str) -> float:
        pair = pair_from_texts("قتل 12 جنديا", "15 soldiers were killed", hypotheses=[Hypothesis(hypothesis)])
        (finding,) = numbers.check(pair, CheckContext())
        return finding.confidence

    assert sure("12 soldiers were killed") > sure("soldiers were killed") > sure("15 soldiers were killed")
    quiet = pair_from_texts("قتل 12 جنديا", "12 soldiers", hypotheses=[Hypothesis("99 soldiers")])
    assert not list(numbers.check(quiet, CheckContext()))


def test_a_date_is_no_number() -> None:
    """Day and year of a changed date are findings of dates alone."""
    pair = pair_from_texts("في 12 يونيو 2018", "on June 18, 2019")
    assert not list(numbers.check(pair, CheckContext()))
    assert len(list(dates.check(pair, CheckContext()))) == 2


def test_other_languages_stay_quiet() -> None:
    """No reader for the language: nothing to compare, and nothing claimed."""
    pair = pair_from_texts("12 Soldaten", "15 soldiers", "de", "en")
    assert not list(numbers.check(pair, CheckContext(source_lang="de")))


def test_spans_are_in_the_original_text() -> None:
    """Leading space, tatweel and diacritics shift nothing."""
    source, rendering = "  قُتِلَ خمســـةٌ وعِشْرُونَ جُنْدِيًّا", "  52 soldiers were killed"
    pair = pair_from_texts(source, rendering)
    (finding,) = numbers.check(pair, CheckContext())
    assert finding.source_span
    assert finding.target_span
    assert source[slice(*finding.source_span)] == "خمســـةٌ وعِشْرُونَ"
    assert rendering[slice(*finding.target_span)] == "52"
