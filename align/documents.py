"""Aligning whole documents as JSON records: the contract of `amana align --documents`."""

from collections.abc import Iterable, Iterator, Mapping

from amana.align.gap_repair import Enrich, repair_document
from amana.align.sentences import align_sentences
from amana.errors import InputError
from amana.types import Encoder


def align_documents(
    records: Iterable[Mapping[str, object]],
    encoder: Encoder,
    enrich: Enrich | None = None,
    langs: tuple[str, str] = ("ar", "en"),
) -> Iterator[dict[str, object]]:
    """For each `{"doc_id", "ar": [sentences], "en": [sentences]}`, in order, one `{"doc_id", "links": [[[ar], [en]],
    ...]}`; gaps have an empty list, every sentence is in one link."""
    for number, record in enumerate(records, start=1):
        source, target = (_sentences(record, key, number) for key in ("ar", "en"))
        beads = align_sentences(source, target, encoder)
        if enrich:
            beads = repair_document(beads, source, target, langs, enrich)
        yield {"doc_id": record.get("doc_id"), "links": [[list(bead.source), list(bead.target)] for bead in beads]}


def _sentences(record: Mapping[str, object], key: str, number: int) -> list[str]:
    value = record.get(key)
    if not isinstance(value, list) or not all(isinstance(sentence, str) for sentence in value):
        raise InputError(
            f"record {number} ({record.get('doc_id')!r}): {key!r} is {type(value).__name__}, expected a list of "
            'strings: give {"doc_id": ..., "ar": [...], "en": [...]} on each line'
        )
    return value
