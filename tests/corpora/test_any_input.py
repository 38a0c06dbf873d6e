"""No bytes make reading or importing fail in a way that is not worded."""

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from amana.corpora import import_documents, read_corpus
from amana.corpora.encoding import UndecodableError, decode
from amana.corpora.repeats import keep_once
from amana.errors import InputError

quick = settings(max_examples=80, deadline=None)
pieces = st.sampled_from(
    ["“حفتر يزور موسكو", "(Haftar visits),”", " Anadolu Agency (Turkish),", " 2 October 2023.", " https://example.org/1",
     "\n", "\n\n", "Sources:", "Notes:", "[i] note", "May 3, 2022", "Leave a Reply", "Archive for the ‘A’ category",
     "A sentence that says something of some length.", "“", "”", "\xa0", "\r\n", "\x00", "\u2028", "«قال» حفتر."]
)  # fmt: skip
json_pieces = st.sampled_from(
    ['{"id": "a"', ', "source": {"text": "ا", "lang": "ar"}', '"rendering": ', "null", "}", "\n", "[", "]", "1e999",
     "NaN", '"\\ud800"', "\ufeff", ",", '"id"', ":", "{}", "9" * 5000]
)  # fmt: skip


@quick
@given(st.binary(max_size=60))
def test_any_bytes_are_a_corpus_or_a_worded_problem(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "c.jsonl"
        path.write_bytes(data)
        for excerpt in read_corpus([path], strict=False):
            assert excerpt.problem is not None


@quick
@given(st.lists(json_pieces, max_size=8).map("".join))
def test_any_json_is_a_corpus_or_a_worded_problem(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "c.jsonl"
        path.write_text(text, encoding="utf-8")
        good = [excerpt for excerpt in read_corpus([path], strict=False) if excerpt.problem is None]
        assert all(excerpt.id == "a" for excerpt in good)


@quick
@given(st.lists(pieces, max_size=14).map("".join))
def test_any_document_is_imported_or_refused_in_words(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.txt"
        path.write_text(text, encoding="utf-8", newline="")
        with suppress(InputError):
            assert import_documents([path])


@quick
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_unicode_encodings_come_back_as_they_were(text: str) -> None:
    for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        data = text.removeprefix("\ufeff").encode(codec)
        try:
            decoded = decode(data)
        except UndecodableError:
            raise AssertionError(codec) from None
        assert decoded.text == text.removeprefix("\ufeff")


@quick
@given(st.lists(st.lists(st.sampled_from("abc"), max_size=9).map(" ".join), max_size=6))
def test_repeats_take_nothing_away_that_is_not_kept(paragraphs: list[str]) -> None:
    kept, notes = keep_once(paragraphs)
    running = " ".join(" ".join(kept).split())
    assert all(" ".join(paragraph.split()) in running for paragraph in paragraphs)
    assert len(paragraphs) - len(kept) == sum(note.startswith("repeat left out") for note in notes)
