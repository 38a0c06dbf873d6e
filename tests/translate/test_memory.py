"""The translation memory."""

import multiprocessing
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from memory_work import Counting, work

from amana.errors import InputError, OutputError
from amana.translate.memory import CachedTranslator
from amana.types import Hypothesis


def test_a_rerun_translates_nothing(tmp_path: Path) -> None:
    first = CachedTranslator(Counting(), tmp_path / "m.sqlite")
    expected = first.translate(["أولى", "سيئة", "أولى"])
    assert (first.hits, first.misses) == (1, 2)
    inner = Counting()
    second = CachedTranslator(inner, tmp_path / "m.sqlite")
    assert second.translate(["أولى", "سيئة", "أولى"]) == expected
    assert expected[1].faults == ("loop", "copy")
    assert (inner.asked, second.hits, second.misses) == ([], 3, 0)


def test_sentences_that_differ_in_diacritics_are_one(tmp_path: Path) -> None:
    inner = Counting()
    CachedTranslator(inner, tmp_path / "m.sqlite").translate(["مُحَمَّد", "محـمد ", "محمد"])
    assert inner.asked == ["محمد"]


def test_another_signature_shares_nothing(tmp_path: Path) -> None:
    CachedTranslator(Counting("one"), tmp_path / "m.sqlite").translate(["نعم"])
    inner = Counting("two")
    CachedTranslator(inner, tmp_path / "m.sqlite").translate(["نعم"])
    assert inner.asked == ["نعم"]


def test_an_exception_passes_through_and_nothing_is_kept(tmp_path: Path) -> None:
    class Failing(Counting):
        def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
            raise RuntimeError("out of memory")

    with pytest.raises(RuntimeError, match="out of memory"):
        CachedTranslator(Failing(), tmp_path / "m.sqlite").translate(["نعم"])
    inner = Counting()
    CachedTranslator(inner, tmp_path / "m.sqlite").translate(["نعم"])
    assert inner.asked == ["نعم"]


def test_more_sentences_than_one_statement_takes(tmp_path: Path) -> None:
    sentences = [f"جملة {n}" for n in range(1203)]
    CachedTranslator(Counting(), tmp_path / "m.sqlite").translate(sentences)
    again = CachedTranslator(Counting(), tmp_path / "m.sqlite")
    assert [h.text for h in again.translate(sentences)] == [f"<{s}>" for s in sentences]
    assert again.misses == 0


def test_a_damaged_file_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    path.write_bytes(b"not a database, and long enough to be taken for one" * 100)
    with pytest.raises(InputError, match=r"is damaged .*delete it"):
        CachedTranslator(Counting(), path)
    assert path.read_bytes().startswith(b"not a database")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="AMANA_DATA_DIR"):
        CachedTranslator(Counting(), tmp_path / "file" / "m.sqlite")
    (tmp_path / "m.sqlite").mkdir()
    with pytest.raises(OutputError, match="cannot be used"):
        CachedTranslator(Counting(), tmp_path / "m.sqlite")


def test_several_processes_share_one_memory(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=work, args=(path, 40 * n)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM translation").fetchone() == (121,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
