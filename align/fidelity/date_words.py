"""Words of dates in a text: month and weekday names, "yesterday", "last week", by the tables in data/."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from amana.align.fidelity.arabic_words import arabic_number_table, with_clitics
from amana.align.fidelity.data_files import data_rows
from amana.align.fidelity.quantities import Lexeme, english_number_table
from amana.translate.folding import fold
from amana.types import Span

PhraseKind = Literal["month", "hijri month", "weekday", "relative day", "direction"]


class Phrase(NamedTuple):
    kind: PhraseKind
    value: int
    span: Span
    unit: str = ""
    needs: str = "no"
    in_context: bool = False


class _Entry(NamedTuple):
    rest: tuple[str, ...]  # the words after the first
    kind: str
    value: str
    needs: str  # the "needs context" column of months.tsv and weekdays.tsv


Table = dict[str, list[_Entry]]


@cache
def _table(lang: str) -> Table:
    """Entries by their first word as it can stand in a text (clitics included), longest first."""
    rows: list[tuple[str, str, str, str]] = []
    for calendar, month, row_lang, _, form, needs in data_rows("months.tsv"):
        if row_lang == lang:
            rows.append((form, "month" if calendar == "gregorian" else "hijri month", month, needs))
    for value, row_lang, form, needs in data_rows("weekdays.tsv"):
        if row_lang == lang:
            rows.append((form, "weekday", value, needs))
    for row_lang, kind, value, forms in data_rows("relative_dates.tsv"):
        if row_lang == lang and kind != "context":
            rows += [(form, kind, value, "no") for form in forms.split("|")]
    found: Table = {}
    for form, kind, value, needs in rows:
        words = (fold(form) if lang == "ar" else form.replace("-", " - ").replace("'", " ' ")).split()
        found.setdefault(words[0], []).append(_Entry(tuple(words[1:]), kind, value, needs))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry.rest))
    if lang != "ar":
        return found
    return {word: reading.entry for word, reading in with_clitics(found.items(), articled=True).items()}


@cache
def _context_words(lang: str, kind: str) -> frozenset[str]:
    words: set[str] = set()
    for row_lang, row_kind, value, forms in data_rows("relative_dates.tsv"):
        if (row_lang, row_kind, value) == (lang, "context", kind):
            words |= {fold(form) if lang == "ar" else form for form in forms.split("|")}
    if lang != "ar":
        return frozenset(words)
    return frozenset(with_clitics((word, True) for word in words))


def find_phrases(text: str, lexemes: Sequence[Lexeme], lang: str) -> Iterator[Phrase]:
    """In order of place. A direction is given where it stands beside its unit, a weekday or a month."""
    at = 0
    before: tuple[_Entry, int, int] | None = None  # the last entry, with the lexemes it covers
    while at < len(lexemes):
        entry = _entry(lexemes, at, lang)
        if entry is None or (lang == "ar" and _is_another_word(text, lexemes, at, entry)):
            at += 1
            continue
        end = at + 1 + len(entry.rest)
        if entry.kind == "ignore":
            before, at = None, end
            continue
        yield from _directed(lexemes, before, (entry, at, end), lang)
        if entry.kind not in ("direction", "unit"):
            kind: PhraseKind = "relative day" if entry.kind == "day" else entry.kind  # type: ignore[assignment]
            context = _context_words(lang, "month" if "month" in kind else "weekday")
            named = kind == "weekday" and _is_named_day(lexemes, at, end, lang)
            first_name = kind == "month" and lang == "en" and _is_first_name(text, lexemes, at, end)
            verb = lang == "en" and entry.needs == "yes" and lexemes[at].text.islower()  # "may" and "march"
            back = at - 2 if at > 1 and lexemes[at - 1].text in "-–‑" else at - 1  # mid-March
            bare = lang == "ar" and entry.needs == "only"  # هذا لأحد "this to anyone": a day would have its article
            beside = [lexemes[back].text.lower()] if at else []
            yield Phrase(
                kind,
                int(entry.value),
                (lexemes[at].start, lexemes[end - 1].end),
                needs="never" if named or verb else "day" if first_name else entry.needs,
                in_context=any(word in context for word in beside)
                or (lang == "ar" and _is_direction(lexemes, end))
                or (before is not None and before[0].kind == "direction" and before[2] == at and not bare),
            )
        before, at = (entry, at, end), end


def _entry(lexemes: Sequence[Lexeme], at: int, lang: str) -> _Entry | None:
    lexeme = lexemes[at]
    if lexeme.kind != ("a" if lang == "ar" else "l"):
        return None
    word = lexeme.text if lang == "ar" else lexeme.text.removesuffix("'s")
    table = _table(lang)
    # English in capitals or without any is read as well; "may" then counts in its context only, as "May" does.
    for entry in table.get(word) or (lang == "en" and (table.get(word.lower()) or table.get(word.capitalize()))) or ():
        ahead = [follower.text for follower in lexemes[at + 1 : at + 1 + len(entry.rest)]]
        if tuple(ahead if lang == "ar" else (text.lower().removesuffix("'s") for text in ahead)) == tuple(
            entry.rest if lang == "ar" else (text.lower() for text in entry.rest)
        ):
            return entry
    return None


def _is_another_word(text: str, lexemes: Sequence[Lexeme], at: int, entry: _Entry) -> bool:
    """What folding conceals: أب "father" is not آب "August"; and numbers that begin like a day: الأحد عشر."""
    lexeme = lexemes[at]
    if entry.kind == "month" and lexeme.text.endswith("اب") and len(lexeme.text) <= 4:
        raw = text[lexeme.start : lexeme.end]
        return "آ" not in raw and raw != "اب"
    if entry.kind == "weekday" and at + 1 < len(lexemes):
        follower = arabic_number_table().get(lexemes[at + 1].text)
        wanted = {"6": "ten", "0": "tens"}.get(entry.value)
        return lexeme.text == "واحد" or (follower is not None and follower.entry.kind == wanted)
    return entry.kind == "weekday" and lexeme.text == "واحد"


def _is_named_day(lexemes: Sequence[Lexeme], at: int, end: int, lang: str) -> bool:
    """Whether a weekday is part of a name or no day at all: Palm Sunday, سوق الأحد, أحد الشعانين; أحد before a noun is
    "one of"."""
    before = lexemes[at - 1].text if at else ""
    after = lexemes[end].text if end < len(lexemes) and lexemes[end].kind == "a" else ""
    if lang == "en":
        return before in _context_words("en", "named day")
    if lexemes[at].text == "احد" and after and after not in _context_words("ar", "month"):
        return True
    return after in _context_words("ar", "named day") or before in _context_words("ar", "market")


def _is_first_name(text: str, lexemes: Sequence[Lexeme], at: int, end: int) -> bool:
    """Whether a month is rather a name: August Macke, June Carter; not in August, the October War."""
    if end >= len(lexemes) or lexemes[end].kind != "l" or text[lexemes[at].end : lexemes[end].start] != " ":
        return False
    follower = lexemes[end].text
    name = lexemes[at].text.istitle() and follower.istitle() and follower.lower() not in english_number_table()
    before = lexemes[at - 1].text.lower() if at and not lexemes[at].glued else ""
    ordinary = (
        before.endswith("'s") or before in _context_words("en", "surely month") or before in english_number_table()
    )
    return name and not ordinary and _entry(lexemes, end, "en") is None


def _is_direction(lexemes: Sequence[Lexeme], at: int) -> bool:
    entry = _entry(lexemes, at, "ar") if at < len(lexemes) else None
    return entry is not None and entry.kind == "direction"


def _directed(
    lexemes: Sequence[Lexeme], before: tuple[_Entry, int, int] | None, now: tuple[_Entry, int, int], lang: str
) -> Iterator[Phrase]:
    """الأسبوع الماضي, هذا العام; last week, next Friday: two entries side by side, one of them a direction."""
    if before is None or before[2] != now[1]:
        return
    first, second = before[0], now[0]
    direction, unit = (first, second) if first.kind == "direction" else (second, first)
    if direction.kind != "direction" or unit.kind in ("direction", "day") or (lang == "en" and direction is not first):
        return
    if lang == "ar" and direction is first and direction.value != "0":
        return
    name = unit.value if unit.kind == "unit" else unit.kind
    yield Phrase("direction", int(direction.value), (lexemes[before[1]].start, lexemes[now[2] - 1].end), name)
