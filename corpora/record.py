"""The corpus record: one JSON object an excerpt. Its field names are a contract (DESIGN section 6).

One field goes beyond it: `notes`, written only where there are any, keeps what an import left out beside the record.
"""

import difflib
import re
from collections.abc import Mapping
from typing import get_args

from amana.corpora.dates import find_date, is_iso_date
from amana.corpora.identifier import id_fault
from amana.corpora.script import language_by_script
from amana.errors import OutputError
from amana.types import Document, Excerpt, Provenance

RECORD_FIELDS = ("id", "source", "rendering", "provenance", "notes")
# In the order of Document, which results_reading relies on.
DOCUMENT_FIELDS = ("text", "lang", "title", "publication", "alignment", "date", "url", "publisher")
PROVENANCES: tuple[Provenance, ...] = get_args(Provenance)

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LANGUAGE_NAMES = {"arabic": "ar", "english": "en", "russian": "ru", "french": "fr", "persian": "fa", "turkish": "tr"}


def record_to_json(excerpt: Excerpt) -> dict[str, object]:
    """The record as JSON takes it; what is None is left out. An excerpt with a problem has no record to write."""
    if excerpt.problem is not None:
        raise OutputError(f"{excerpt.id} could not be read ({excerpt.problem}): a corpus holds readable records only")
    record: dict[str, object] = {"id": excerpt.id}
    for side, document in (("source", excerpt.source), ("rendering", excerpt.rendering)):
        if document is not None:
            record[side] = document_to_json(document)
    if excerpt.provenance is not None:
        record["provenance"] = excerpt.provenance
    if excerpt.notes:
        record["notes"] = list(excerpt.notes)
    return record


def document_to_json(document: Document) -> dict[str, str]:
    values = {name: getattr(document, name) for name in DOCUMENT_FIELDS}
    return {name: value for name, value in values.items() if value is not None}


class RecordReader:
    """Reads one record and gathers every fault in it, so that a user mends a corpus in one round."""

    def __init__(self, value: object) -> None:
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.id: str | None = None  # kept for a record with problems, so that its error row carries its name
        self.excerpt = self._excerpt(value)

    def _excerpt(self, value: object) -> Excerpt | None:
        if not isinstance(value, Mapping):
            self.problems.append(f"is {_kind(value)}: expected an object such as {{'id': ..., 'source': {{...}}, ...}}")
            return None
        self._known(value, RECORD_FIELDS, "")
        self.id = self._identifier(value)
        source = self._document(value, "source")
        rendering = self._document(value, "rendering")
        provenance = self._provenance(value.get("provenance"))
        notes = self._notes(value.get("notes"))
        if not self.problems and not any(d and (d.text.strip() or d.title) for d in (source, rendering)):
            self.problems.append("is empty: expected a source or a rendering with a text or a title")
        if self.problems or self.id is None:
            return None
        return Excerpt(self.id, source, rendering, provenance, notes=(*notes, *self.notes))

    def _identifier(self, value: Mapping[str, object]) -> str | None:
        if "id" not in value:
            self.problems.append("id is missing: expected a short name, unique in the corpus")
            return None
        identifier = value["id"]
        if not isinstance(identifier, str):
            self.problems.append(f"id is {_kind(identifier)}: expected a text")
            return None
        if fault := id_fault(identifier) or _surrogate(identifier):
            self.problems.append(f"id {identifier!r} {fault}")
            return None
        return identifier

    def _document(self, value: Mapping[str, object], side: str) -> Document | None:
        given = value.get(side)
        if given is None:
            return None
        if not isinstance(given, Mapping):
            hint = f"{{'text': ..., 'lang': {'ar' if side == 'source' else 'en'!r}}}"
            self.problems.append(f"{side} is {_kind(given)}: expected an object such as {hint}")
            return None
        self._known(given, DOCUMENT_FIELDS, f"{side}.")
        fields: dict[str, str | None] = {}
        for name in DOCUMENT_FIELDS:
            item = given.get(name)
            if item is not None and not isinstance(item, str):
                self.problems.append(f"{side}.{name} is {_kind(item)}: expected a text")
            elif isinstance(item, str) and (fault := _surrogate(item)):
                self.problems.append(f"{side}.{name} {fault}")
            fields[name] = item if isinstance(item, str) else None
        self._date(fields["date"], side)
        lang = self._language(given, fields, side)
        return Document(
            text=fields["text"] or "",
            lang=lang,
            title=fields["title"] or None,
            publication=fields["publication"] or None,
            alignment=fields["alignment"] or None,
            date=fields["date"] or None,
            url=fields["url"] or None,
            publisher=fields["publisher"] or None,
        )

    def _date(self, value: str | None, side: str) -> None:
        if value and not is_iso_date(value):
            found = find_date(value)
            example = found.iso if found else "2023-09-28"
            self.problems.append(f"{side}.date is {value!r}: expected a day as YYYY-MM-DD, such as {example}")

    def _language(self, given: Mapping[str, object], fields: Mapping[str, str | None], side: str) -> str:
        lang = fields["lang"]
        if lang is None and given.get("lang") is None:
            text = f"{fields['text'] or ''} {fields['title'] or ''}"
            guessed = language_by_script(text)
            if guessed is not None:
                self.notes.append(f"{side}.lang is missing: taken as {guessed!r} by the script")
                return guessed
            self.problems.append(f"{side}.lang is missing: expected a language code, such as 'ar' or 'en'")
        elif lang is not None and not _LANGUAGE.fullmatch(lang):
            code = _LANGUAGE_NAMES.get(lang.strip().lower(), lang.strip().lower())
            example = repr(code) if _LANGUAGE.fullmatch(code) else "'ar' or 'en'"
            self.problems.append(f"{side}.lang is {lang!r}: expected a language code, such as {example}")
        return lang or ""

    def _provenance(self, value: object) -> Provenance | None:
        for known in PROVENANCES:
            if value == known:
                return known
        if value is not None:
            near = difflib.get_close_matches(str(value), PROVENANCES, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            self.problems.append(f"provenance is {value!r}: expected {', '.join(PROVENANCES)}{hint}")
        return None

    def _notes(self, value: object) -> tuple[str, ...]:
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(note, str) and not _surrogate(note) for note in value):
            return tuple(value)
        self.problems.append(f"notes is {_kind(value)}: expected a list of texts")
        return ()

    def _known(self, value: Mapping[str, object], names: tuple[str, ...], prefix: str) -> None:
        for name in value:
            if name not in names:
                self.problems.append(f"unknown field {prefix}{name}: {_suggestion(str(name), names, prefix)}")


def _suggestion(name: str, names: tuple[str, ...], prefix: str) -> str:
    near = difflib.get_close_matches(name.lower(), names, 1, cutoff=0.6)
    if near:
        return f"did you mean {prefix}{near[0]}?"
    if not prefix and name in DOCUMENT_FIELDS:
        return f"it belongs inside source or rendering, as source.{name} or rendering.{name}"
    return f"expected {', '.join(names)}"


def _kind(value: object) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a text",
        list: "a list",
        dict: "an object",
    }
    return "null" if value is None else names.get(type(value), type(value).__name__)


def _surrogate(text: str) -> str | None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"holds half a surrogate pair at character {error.start}: expected whole characters"
    return None
