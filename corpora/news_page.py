"""A saved news page as text: its article, or the articles of an archive page, without what stands around them.

A page has a head (title, date, publication, captions), then sentences. Everything left out is said in the notes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from amana.corpora.boilerplate import is_boilerplate, without_label
from amana.corpora.dates import FoundDate, find_date
from amana.corpora.page_lines import paragraph_lines
from amana.corpora.repeats import contains_words, keep_once, same_words

_ENDS_SENTENCE = re.compile(r"[.!?؟…:;][”\"’»)\]]*$|[”»]$")
_CREDIT = re.compile(
    r"\b(?:reuters|afp|ap|epa|getty images|anadolu|shutterstock|wikimedia)(?: photo)?\s*/\s*\w|\btags: [A-Z]"
    r"|\((?:photo|image|picture|credit)[^)]*\)\s*$|^(?:photo|image|picture|caption|credit)s?(?: credit| by)?\s*:",
    re.IGNORECASE,
)
_PUBLICATION = re.compile(
    r"\S+|.*\b(?:agency|news|times|post|press|monitor|herald|tribune|guardian|journal|daily|independent|وكالة|صحيفة)\b.*",
    re.IGNORECASE,
)
_LONGEST_TITLE = 30  # words
_LONGEST_CAPTION = 12
_LONGEST_LABEL = 8


@dataclass(slots=True)
class Article:
    """One article of a page."""

    line: int  # where it begins in the document, from 1
    title: str | None = None
    date: str | None = None
    publication: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


Lines = Sequence[tuple[int, str]]


def read_page(text: str) -> list[Article]:
    """The articles of a page, in order; none where nothing but boilerplate is there."""
    lines = paragraph_lines(text.replace("\xa0", " "))  # web pages keep a title's last words together with it
    content, left_out = _without_boilerplate(lines)
    starts = _article_starts(content)
    if len(starts) > 1:
        if starts[0]:
            left_out.append(f"left out before the first article: {_quoted(line for _, line in content[: starts[0]])}")
        parts = [content[start:end] for start, end in zip(starts, [*starts[1:], len(content)], strict=True)]
    else:
        parts = [content] if content else []
    articles = [_read_article(part) for part in parts]
    for article in articles:
        if len(articles) > 1:
            article.notes.insert(0, f"one of {len(articles)} articles of an archive page")
        article.notes.extend(left_out)
    return [article for article in articles if article.title or article.paragraphs]


def _without_boilerplate(lines: Lines) -> tuple[list[tuple[int, str]], list[str]]:
    kept: list[tuple[int, str]] = []
    left_out: list[str] = []
    notes: list[str] = []
    for position, (number, line) in enumerate(lines):
        if is_boilerplate("tail", line) and position * 2 >= len(lines):
            below = len(lines) - position - 1
            notes.append(f"left out from “{line}” on: {below} more lines" if below else f"left out: “{line}”")
            break
        # A date may share its line with the link to the comments; the head or the foot is read from it later.
        if (is_boilerplate("line", line) or is_boilerplate("tail", line)) and not _date_line(line):
            left_out.append(line)
        else:
            kept.append((number, line))
    if left_out:
        notes.insert(0, f"left out: {_quoted(left_out)}")
    return kept, notes


def _date_line(line: str) -> FoundDate | None:
    """The date of a line that holds nothing else: labels, a time, a link to the comments do not count."""
    found = find_date(line)
    if found is None:
        return None
    before, after = line[: found.start].strip(" ,|–-:"), line[found.end :].strip(" ,|–-.")
    after = re.sub(r"^(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: \w{2,4})?", "", after, flags=re.IGNORECASE)
    after = after.strip(" ,|–-.")
    if before and not is_boilerplate("label", before) and not re.fullmatch(r"\w+day", before, re.IGNORECASE):
        return None
    return found if not after or is_boilerplate("line", after) else None


def _is_title(line: str) -> bool:
    return len(line.split()) <= _LONGEST_TITLE and (
        not _ENDS_SENTENCE.search(line) or line.endswith(("?", "؟", "”", "’"))
    )


def _article_starts(content: Lines) -> list[int]:
    """Where a title stands right above a date."""
    return [
        position
        for position, (_, line) in enumerate(content[:-1])
        if _is_title(line) and not _date_line(line) and _date_line(content[position + 1][1])
    ]


def _read_article(lines: Lines) -> Article:
    article = Article(lines[0][0])
    rest = list(lines)
    while rest and is_boilerplate("archive", rest[0][1]):
        article.notes.append(f"left out: “{rest.pop(0)[1]}”")
    if rest and _is_title(rest[0][1]) and not _date_line(rest[0][1]) and len(rest) > 1:
        article.title = rest.pop(0)[1]
    captions: list[str] = []
    in_head = True
    body: list[str] = []
    for _, line in rest:
        if not _take_citation(article, line):
            in_head = in_head and not (_ENDS_SENTENCE.search(line) or len(line.split()) > _LONGEST_CAPTION)
            is_caption = in_head or _CREDIT.search(line) or any(contains_words(c, line) for c in captions)
            (captions if is_caption else body).append(line)
            in_head = in_head or (not body)
    if (
        captions
        and article.publication is None
        and _PUBLICATION.fullmatch(captions[0])
        and len(captions[0].split()) < 5
    ):
        article.publication = captions.pop(0)
    if not body:  # a page of nothing but short lines: they are its text
        body, captions = captions, []
    if captions:
        article.notes.append(f"left out as captions: {_quoted(captions)}")
    article.paragraphs, repeats = keep_once(body)
    article.notes.extend(repeats)
    return article


def _take_citation(article: Article, line: str) -> bool:
    """Takes title, date and publication from a line that holds these and nothing else."""
    if article.title and same_words(line, article.title):
        if not any(note.startswith("repeat left out: the title") for note in article.notes):
            article.notes.append("repeat left out: the title")
        return True
    if found := _date_line(line):
        _take_date(article, found.iso)
        return True
    source = without_label("source", line) if re.match(r"[^:]{1,30}:", line) else None
    if source and len(source.split()) <= _LONGEST_LABEL and not source.endswith("."):
        article.publication = article.publication or source
        return True
    # A blog that reprints gives the title again, then whose it is and of when.
    if article.title and line.casefold().startswith(article.title.casefold()) and (found := find_date(line)):
        publication = line[len(article.title) : found.start].strip(" ,–-")
        if publication and not line[found.end :].strip(" ."):
            article.publication = article.publication or publication
            _take_date(article, found.iso)
            return True
    byline = without_label("byline", line)
    if byline and len(line.split()) <= _LONGEST_LABEL and not _ENDS_SENTENCE.search(line):
        article.notes.append(f"left out: the byline “{line}”")
        return True
    return False


def _take_date(article: Article, iso: str) -> None:
    if article.date is None:
        article.date = iso
    elif article.date != iso:
        article.notes.append(f"another date is given too: {iso}; the record has {article.date}")


def _quoted(lines: Iterable[str]) -> str:
    return ", ".join(f"“{line if len(line) <= 60 else line[:57] + '…'}”" for line in lines)
