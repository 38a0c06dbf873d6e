"""From source files to a run folder: refusal, holding out, repeats, messages."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from amana.errors import InputError
from amana.translate.training.config import Mix, Source, read_mix
from amana.translate.training.prepare import evaluation_keys, prepare_pairs, read_pairs, write_run
from amana.translate.training.run_folder import read_plain, read_run

ROWS = [
    (f"زار الوفد رقم {n} مدينة بنغازي صباح اليوم", f"Delegation number {n} visited Benghazi this morning")
    for n in range(20)
]


def _mix(tmp_path: Path, rows: Sequence[tuple[str, str]], heldout: int = 0) -> tuple[Mix, dict[str, Path]]:
    (tmp_path / "news.tsv").write_text("".join(f"{a}\t{e}\n" for a, e in rows), "utf-8")
    source = Source("news", "newswire", "news.tsv", 1.0, "CC0-1.0", "test", heldout=True)
    return Mix(7, heldout, (source,)), {"newswire": tmp_path}


def test_pairs_of_an_evaluation_set_are_refused_by_either_side(tmp_path: Path) -> None:
    tsv, jsonl = tmp_path / "dev.tsv", tmp_path / "dev.jsonl"
    tsv.write_text(f"doc\tنص آخر تماما لا صلة له\t{ROWS[3][1].upper()}!\n", "utf-8")
    jsonl.write_text('{"id": 1, "ar": ["' + ROWS[5][0].replace("أ", "ا") + '"]}\n', "utf-8")
    mix, folders = _mix(tmp_path, ROWS)
    prepared = prepare_pairs(mix, folders, evaluation_keys([tsv, jsonl]))
    assert len(prepared.pairs["news"]) == 18
    assert prepared.dropped["news"]["in an evaluation set"] == 2


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "news.tsv"
    path.write_bytes(b"a\tb\n" + "قال\tsaid\n".encode("cp1256"))
    with pytest.raises(InputError, match=r"news.tsv:2: byte 0xde is not UTF-8"):
        read_pairs(path)


def test_short_entries_of_an_evaluation_set_refuse_nothing(tmp_path: Path) -> None:
    (tmp_path / "dev.tsv").write_text("doc\tالأمم المتحدة\tUnited Nations\n", "utf-8")
    assert not evaluation_keys([tmp_path / "dev.tsv"])


def test_held_out_pairs_stay_the_same_when_rows_are_added(tmp_path: Path) -> None:
    first = prepare_pairs(*_mix(tmp_path, ROWS, heldout=4), frozenset())
    more = [(f"عاد {n} من الصيادين إلى الميناء", f"{n} fishermen returned to the port") for n in range(3)]
    second = prepare_pairs(*_mix(tmp_path, ROWS + more, heldout=4), frozenset())
    assert len(set(first.heldout) & set(second.heldout)) >= 3
    assert first.heldout == prepare_pairs(*_mix(tmp_path, ROWS, heldout=4), frozenset()).heldout


def test_unseen_pairs_come_from_their_own_sources_and_are_not_trained_on(tmp_path: Path) -> None:
    (tmp_path / "old.tsv").write_text("".join(f"{a}\t{e}\n" for a, e in ROWS[:10]), "utf-8")
    (tmp_path / "new.tsv").write_text("".join(f"{a}\t{e}\n" for a, e in ROWS[10:]), "utf-8")
    sources = (
        Source("old", "newswire", "old.tsv", 0.5, "CC0-1.0", "test", heldout=True),
        Source("new", "newswire", "new.tsv", 0.5, "CC0-1.0", "test", unseen=True),
    )
    prepared = prepare_pairs(Mix(7, 2, sources, unseen_pairs=3), {"newswire": tmp_path}, frozenset())
    assert (len(prepared.heldout), len(prepared.unseen)) == (2, 3)
    assert {pair.arabic for pair in prepared.unseen} <= {arabic for arabic, _ in ROWS[10:]}
    assert not set(prepared.unseen) & set(prepared.pairs["new"])
    write_run(prepared, Mix(7, 2, sources, 3), tmp_path / "run", ())
    assert len((tmp_path / "run" / "unseen.tsv").read_text("utf-8").splitlines()) == 3


def test_a_second_version_of_a_held_out_sentence_is_not_trained_on(tmp_path: Path) -> None:
    prepared = prepare_pairs(*_mix(tmp_path, [*ROWS, *((a, e + " again") for a, e in ROWS)], heldout=2), frozenset())
    arabic = {pair.arabic for pair in prepared.pairs["news"]}
    assert not arabic & {pair.arabic for pair in prepared.heldout}


def test_repeats_are_counted_and_dropped(tmp_path: Path) -> None:
    prepared = prepare_pairs(*_mix(tmp_path, [*ROWS, *ROWS[:5]]), frozenset())
    assert (len(prepared.pairs["news"]), prepared.dropped["news"]["repeat"]) == (20, 5)


def test_a_run_folder_reads_back(tmp_path: Path) -> None:
    mix, folders = _mix(tmp_path, ROWS, heldout=2)
    prepared = prepare_pairs(mix, folders, frozenset())
    write_run(prepared, mix, tmp_path / "run", prepared.heldout)
    contents = read_run(tmp_path / "run")
    assert prepared.pairs == contents.pairs
    assert contents.shares() == {"news": (1.0, False)}


def test_a_development_set_is_read_by_the_same_rules(tmp_path: Path) -> None:
    path = tmp_path / "dev.tsv"
    path.write_text("doc\tواحد\tone\n\nاثنان\nثلاثة\n", "utf-8")
    with pytest.raises(InputError, match=r"dev\.tsv:3: no tab\n.*dev\.tsv:4: no tab"):
        read_plain(path)
    path.write_bytes(b"doc\t" + "قال".encode("cp1256") + b"\tsaid\n")
    with pytest.raises(InputError, match=r"dev\.tsv:1: byte 0xde is not UTF-8"):
        read_plain(path)
    path.write_text("doc\tواحد\tone\n", "utf-8")
    assert [pair.english for pair in read_plain(path)] == ["one"]


def test_a_broken_evaluation_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text('{"ar": "نص"}\nno json\n', "utf-8")
    with pytest.raises(InputError, match=r"set\.jsonl:2: not JSON"):
        evaluation_keys([tmp_path / "set.jsonl"])


def test_every_row_that_is_no_pair_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_text("واحد\tone\nاثنان\nثلاثة\tthree\tdrei\n", "utf-8")
    with pytest.raises(InputError, match=r"bad\.tsv:2: 1 fields\n.*bad\.tsv:3: 3 fields"):
        read_pairs(tmp_path / "bad.tsv")


def test_the_bundled_mix_is_mostly_authored_text() -> None:
    """Names, dictionaries, interface strings and scripture stay a small share: output must not become noun phrases."""
    mix = read_mix()
    total = sum(source.weight for source in mix.sources)
    authored = sum(source.weight for source in mix.sources if source.folder == "newswire")
    noise = sum(s.weight for s in mix.sources if s.name.startswith(("names", "dict", "phrases", "ui", "scripture")))
    assert authored / total > 0.6
    assert noise / total < 0.1


def test_a_mix_with_a_negative_weight_is_refused(tmp_path: Path) -> None:
    text = 'seed=1\nheldout_pairs=1\n[[source]]\nname="a"\nfolder="f"\nfile="a"\nweight=-1\nlicence=""\norigin=""\n'
    (tmp_path / "mix.toml").write_text(text, "utf-8")
    with pytest.raises(InputError, match="weight -1"):
        read_mix(tmp_path / "mix.toml")
