"""Published documents into excerpts. The form of each document is recognised, never asked for."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from amana.corpora.document_text import SUFFIXES, DocumentText, read_document, read_document_bytes
from amana.corpora.identifier import natural_key, safe_id, same_file_key, slug
from amana.corpora.news_page import Article, read_page
from amana.corpora.published_excerpts import read_published_excerpts
from amana.corpora.script import language_by_script
from amana.errors import InputError
from amana.types import Document, Excerpt


def import_documents(paths: Sequence[Path]) -> list[Excerpt]:
    """The excerpts of all documents, in order, with ids made from publication and date, each once.

    A document with citations becomes one excerpt a citation: its headline as the source, the rendering beneath. Any
    other is a saved page: each article becomes a one-sided excerpt, the source where its script is Arabic, else the
    rendering. A path is a file, a folder of files, or `-` for a plain text on stdin.

    Raises InputError with every document that cannot be read.
    """
    excerpts: list[Excerpt] = []
    problems: list[str] = []
    for path in paths:
        try:
            for name, file in _documents(path):
                excerpts.extend(_import(file, name, problems))
        except InputError as error:
            problems.append(str(error))
    if not paths:
        raise InputError("No document was given: expected .txt, .html or .docx files, or '-' for stdin.")
    if problems:
        raise InputError(f"{len(problems)} documents or citations cannot be imported.", problems)
    return _with_own_ids(excerpts)


def _documents(path: Path) -> Iterator[tuple[str, Path | bytes]]:
    if str(path) == "-":
        yield "<stdin>", sys.stdin.buffer.read()
        return
    if not path.exists():
        raise InputError(f"{path}: not found")
    if not path.is_dir():
        yield str(path), path
        return
    files = [p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith(".")]
    if not files:
        raise InputError(f"{path}: holds no documents: expected {', '.join(SUFFIXES)} files")
    for file in sorted(files, key=lambda p: natural_key(p.name)):
        yield str(file), file


def _import(file: Path | bytes, name: str, problems: list[str]) -> list[Excerpt]:
    try:
        document = read_document(file) if isinstance(file, Path) else read_document_bytes(file, name)
    except InputError as error:
        problems.append(f"{name}: {error}")
        return []
    excerpts, faults = read_published_excerpts(document.text, name)
    if not excerpts and not faults:
        excerpts = _from_page(document, name)
        faults = [] if excerpts else [f"{name}: holds no article: expected a published document"]
    problems.extend(faults)
    return [replace(excerpt, notes=(*excerpt.notes, *document.notes)) for excerpt in excerpts]


def _from_page(document: DocumentText, name: str) -> list[Excerpt]:
    articles = read_page(document.text)
    alone = len(articles) == 1
    return [_from_article(article, document if alone else DocumentText(""), name) for article in articles]


def _from_article(article: Article, document: DocumentText, name: str) -> Excerpt:
    """An article as one side. What the page says of itself outside its text fills what the text does not say."""
    text = "\n\n".join(article.paragraphs)
    title = article.title or document.title
    date = article.date or document.date
    publication = article.publication or document.publication
    lang = language_by_script(f"{text} {title or ''}") or "und"
    arabic = lang == "ar"
    side = Document(
        text,
        lang,
        title,
        publication=publication if arabic else None,
        date=date,
        url=document.url,
        publisher=None if arabic else publication,
    )
    told = slug(publication or "") or (slug(title or "", words=6) if date or title else "")
    identifier = "-".join(part for part in (told, date if told else "") if part) or Path(name).name.split(".")[0]
    notes = tuple(article.notes)
    origin = f"{name}:{article.line}"
    return Excerpt(safe_id(identifier), side if arabic else None, None if arabic else side, "verbatim", origin, notes)


def _with_own_ids(excerpts: Sequence[Excerpt]) -> list[Excerpt]:
    taken: set[str] = set()
    result = []
    for excerpt in excerpts:
        identifier, number = safe_id(excerpt.id), 2
        while same_file_key(identifier) in taken:
            identifier, number = f"{safe_id(excerpt.id)}-{number}", number + 1
        taken.add(same_file_key(identifier))
        result.append(replace(excerpt, id=identifier))
    return result
