"""The text of a document file: plain text, a saved HTML page, or a word processor's .docx. Nothing is fetched."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amana.corpora.dates import is_iso_date
from amana.corpora.encoding import Decoded, UndecodableError, decode
from amana.errors import InputError

SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".docx")
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A text with what the file says about it outside the text."""

    text: str
    title: str | None = None
    date: str | None = None
    publication: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()


def read_document(path: Path) -> DocumentText:
    """Raises InputError with the reason alone; the caller names the file."""
    suffix = path.suffix.lower()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}") from error
    if suffix == ".docx":
        return _from_docx(path)
    if suffix not in SUFFIXES:
        raise InputError(f"is a {suffix or 'file without a suffix'}: expected {', '.join(SUFFIXES)}; save it as text")
    return read_document_bytes(data, path.name, html=suffix in (".html", ".htm", ".xhtml"))


def read_document_bytes(data: bytes, name: str, *, html: bool = False) -> DocumentText:
    try:
        decoded = _decode_html(data) if html else decode(data)
    except UndecodableError as error:
        raise InputError(str(error)) from error
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError("is empty: expected a published document")
    return _from_html(text, decoded.note(name)) if html else DocumentText(text, notes=decoded.note(name))


def _decode_html(data: bytes) -> Decoded:
    """A page may declare its encoding; UTF-8 that is UTF-8 is believed before a declaration that is not true."""
    declared = _DECLARED.search(data[:4096])
    try:
        return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        if declared:
            codec = declared[1].decode("ascii").lower()
            try:
                return Decoded(data.decode(codec), f"{codec}, as the page declares")
            except (LookupError, UnicodeDecodeError):
                pass
        return decode(data)


def _from_html(html: str, notes: tuple[str, ...]) -> DocumentText:
    import trafilatura

    found = trafilatura.bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True)
    # Older versions gave a dict.
    page: dict[str, Any] = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    text = str(page.get("text") or "")
    if not text.strip():
        raise InputError("has no article text: expected a saved news page; save the article as plain text")
    date = str(page.get("date") or "")
    return DocumentText(
        text,
        title=page.get("title") or None,
        date=date if is_iso_date(date) else None,
        publication=page.get("sitename") or None,
        url=page.get("url") or None,
        notes=(*notes, "article text taken from the HTML page; menus, captions and comments are left out"),
    )


def _from_docx(path: Path) -> DocumentText:
    try:
        import docx
    except ImportError as error:
        raise InputError("is a .docx, which needs python-docx: pip install 'amana[docx]'") from error
    try:
        document = docx.Document(str(path))
    except Exception as error:  # python-docx raises KeyError, BadZipFile, its own and more for a broken file
        raise InputError(f"is not a readable .docx ({error}): save it again, or as text") from error
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    if not text.strip():
        raise InputError("has no paragraphs: expected a published document")
    notes = (f"{len(document.tables)} tables of the .docx are left out",) if document.tables else ()
    return DocumentText(text, notes=notes)
