"""A citation as translation desks print it above an excerpt:

“Arabic headline (English headline),” Publication (its alignment), 28 September 2023. https://...

It may run over several lines. Quotes are straight or curly; the description, the URL and the English headline may be
missing, and the closing quote may stand before or after the English headline.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from amana.corpora.dates import find_date
from amana.corpora.script import language_by_script

_OPEN, _CLOSE = r"[“\"«„”]", r"[”\"»“]"
_ENGLISH = r"[(\[](?P<english>[^\u0590-\u06ff]+?)[)\]]"
_FORMS = tuple(
    re.compile(rf"(?:sources?:\s*)?{_OPEN}\s*{form}\s*(?P<tail>\S.*)", re.IGNORECASE)
    for form in (
        rf"(?P<title>.+?)\s*{_ENGLISH}\s*[,،]?\s*{_CLOSE}[,،]?",
        rf"(?P<title>[^“”\"«»]+?)\s*[,،]?\s*{_CLOSE}[,،]?\s*{_ENGLISH}\s*,",
        rf"(?P<title>[^“”\"«»]+?)\s*[,،]?\s*{_CLOSE}[,،]?",
    )
)
_URL = re.compile(r"https?://\S+")
_BEGINNING = re.compile(rf"(?:sources?:\s*)?{_OPEN}\s*(?P<rest>.{{1,60}})", re.IGNORECASE)
_ACCESSED = re.compile(r"\(?(?:last )?(?:accessed|retrieved|viewed)\b.{0,40}", re.IGNORECASE)
_MOST_LINES = 4
_LONGEST_PUBLICATION = 80


@dataclass(frozen=True, slots=True)
class Citation:
    title: str
    english: str | None
    publication: str
    description: str | None
    date: str | None
    url: str | None
    lines: int  # how many lines it takes, from its first
    rest: str = ""  # what follows on its last line: the rendering's beginning


def looks_like_citation(line: str) -> bool:
    """Whether a line opens a quotation in another script, as nothing but a citation does in an English document."""
    match = _BEGINNING.match(line.strip())
    return match is not None and language_by_script(match["rest"]) not in (None, "en")


def read_citation(lines: Sequence[str]) -> Citation | None:
    """The citation that begins on the first of these lines; None where none does."""
    if not lines or not _BEGINNING.match(lines[0].strip()):
        return None
    for count in range(1, min(_MOST_LINES, len(lines)) + 1):
        if count > 1 and _BEGINNING.match(lines[count - 1].strip()):  # the next citation, or a quotation
            return None
        block = " ".join(line.strip() for line in lines[:count] if line.strip())
        for form in _FORMS:
            match = form.fullmatch(block)
            citation = match and _complete(match, lines, count)
            if citation:
                return citation
    return None


def _complete(match: re.Match[str], lines: Sequence[str], count: int) -> Citation | None:
    parts = match.groupdict()
    title, english, tail = parts["title"].strip(" ,"), parts.get("english"), parts["tail"]
    foreign = language_by_script(title) not in (None, "en")
    url = _URL.search(tail)
    before = tail[: url.start()] if url else tail
    date = find_date(before)
    publication = (before[: date.start] if date else before).strip(" ,.–-")
    rest = (tail[url.end() :] if url else before[date.end :] if date else "").strip(" .,;)")
    if not (date or url) or not publication or len(publication) > _LONGEST_PUBLICATION:
        return None
    rest = _ACCESSED.sub("", rest)
    # A sentence may begin with a quotation: a Latin headline needs every mark of a citation, and nothing beside them.
    between = before[date.end :].strip(" .,;") if date and url else ""
    if not foreign and (rest or between or re.search(r"[“”\"«»]", title) or (english is None and not (date and url))):
        return None
    if url is None and not rest:
        following = next((at for at in range(count, min(count + 2, len(lines))) if lines[at].strip()), None)
        if following is not None and _URL.fullmatch(lines[following].strip()):
            url, count = _URL.match(lines[following].strip()), following + 1
    described = re.fullmatch(r"(?P<name>.+?)\s*[(\[](?P<what>[^()\[\]]+)[)\]]", publication)
    return Citation(
        title=title,
        english=english.strip(" ,") if english else None,
        publication=described["name"].strip(" ,") if described else publication,
        description=described["what"].strip() if described else None,
        date=date.iso if date else None,
        url=url.group().rstrip(".,;)") if url else None,
        lines=count,
        rest=rest,
    )
