"""Where each side of an excerpt was published, as a report cites it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from amana.templates.bidi import Direction, direction
from amana.templates.wording import date_text, language_name
from amana.types import Document


@dataclass(frozen=True, slots=True)
class Citation:
    """One side: the parts that are known, in the order in which they are read. `link` is a web address that may be
    followed; `address` is what else was given as one, shown and not linked."""

    lang: str
    language: str
    dir: Direction
    title: str
    names: tuple[str, ...]  # publication, its alignment, publisher
    date: str = ""
    date_iso: str = ""
    link: str = ""
    host: str = ""
    address: str = ""


def cite(document: Document) -> Citation:
    """The citation of one side."""
    url = (document.url or "").strip()
    host = web_host(url)
    return Citation(
        lang=document.lang,
        language=language_name(document.lang),
        dir=direction(document.lang),
        title=(document.title or "").strip(),
        names=tuple(name for name in (document.publication, document.alignment, document.publisher) if name),
        date=date_text(document.date or ""),
        date_iso=document.date or "",
        link=url if host else "",
        host=host,
        address="" if host else url,
    )


def web_host(url: str) -> str:
    """The host of a web address; empty for anything that a report must not link to.

    >>> web_host("https://www.alaraby.co.uk/news"), web_host("javascript:alert(1)"), web_host("http://[")
    ('alaraby.co.uk', '', '')
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if parts.scheme in ("http", "https") else ""
