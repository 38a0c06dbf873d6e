"""From source files to a run folder: pairs, heldout, unseen and dev .tsv, the SentencePiece files, prepared.json."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from amana.errors import InputError
from amana.translate.training.cleaning import Dropped, Pair, clean_pair, folded_key
from amana.translate.training.config import Mix, Source
from amana.translate.training.run_folder import numbered_lines

LEAST_WORDS_TO_REFUSE = 4  # "United Nations" occurs in every evaluation set; a sentence of four words is an item


@dataclass(slots=True)
class Prepared:
    """Training pairs by source in file order, held-out pairs, and what was left out and why."""

    pairs: dict[str, list[Pair]] = field(default_factory=dict)
    heldout: list[Pair] = field(default_factory=list)
    unseen: list[Pair] = field(default_factory=list)
    dropped: dict[str, Counter[str]] = field(default_factory=dict)


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Arabic and English of every row. A row without exactly two fields is an InputError that names all such rows."""
    rows = [(number, line.split("\t")) for number, line in numbered_lines(path)]
    problems = [f"{path}:{number}: {len(row)} fields" for number, row in rows if len(row) != 2]
    if problems:
        raise InputError("rows that are not pairs: expected Arabic, a tab, English", problems)
    return [(row[0], row[1]) for _, row in rows]


def evaluation_keys(paths: Iterable[Path]) -> frozenset[str]:
    """Folded sentences of the evaluation sets: every TSV field and every string of a JSON Lines record."""
    keys: set[str] = set()
    for path in paths:
        for number, line in numbered_lines(path):
            try:
                texts = _strings(json.loads(line)) if path.suffix == ".jsonl" else line.split("\t")
            except ValueError as error:
                raise InputError(f"{path}:{number}: not JSON ({error}): expected one record a line") from error
            keys.update(key for key in map(folded_key, texts) if key.count(" ") + 1 >= LEAST_WORDS_TO_REFUSE)
    return frozenset(keys)


def prepare_pairs(mix: Mix, folders: Mapping[str, Path], refused: frozenset[str]) -> Prepared:
    """Clean, refuse what occurs in an evaluation set, hold out, then drop repeats. Earlier sources win a repeat."""
    result = Prepared()
    cleaned: dict[str, list[Pair]] = {}
    for source in mix.sources:
        counts = result.dropped.setdefault(source.name, Counter())
        cleaned[source.name] = list(_cleaned(source, folders, refused, counts))
    result.heldout = _hold_out(mix, cleaned, [source for source in mix.sources if source.heldout], mix.heldout_pairs)
    result.unseen = _hold_out(mix, cleaned, [source for source in mix.sources if source.unseen], mix.unseen_pairs)
    # Either side of a held-out pair is enough: the same English under a second Arabic would give the answer away.
    held = {folded_key(side) for pair in [*result.heldout, *result.unseen] for side in pair}
    seen: set[str] = set()
    for source in mix.sources:
        counts = result.dropped[source.name]
        kept = result.pairs.setdefault(source.name, [])
        for pair in cleaned[source.name]:
            keys = folded_key(pair.arabic), folded_key(pair.english)
            if keys[0] in held or keys[1] in held:
                counts["held out"] += 1
            elif "\t".join(keys) in seen:
                counts["repeat"] += 1
            else:
                seen.add("\t".join(keys))
                kept.append(pair)
    return result


def write_run(prepared: Prepared, mix: Mix, run: Path, dev: Sequence[Pair]) -> None:
    """Everything that `train` and `evaluate` read, but for the SentencePiece files."""
    run.mkdir(parents=True, exist_ok=True)
    rows = [f"{name}\t{p.arabic}\t{p.english}\n" for name, pairs in prepared.pairs.items() for p in pairs]
    (run / "pairs.tsv").write_text("".join(rows), "utf-8")
    for name, pairs in (("heldout", prepared.heldout), ("unseen", prepared.unseen), ("dev", dev)):
        (run / f"{name}.tsv").write_text("".join(f"{p.arabic}\t{p.english}\n" for p in pairs), "utf-8")
    summary = [
        {
            "name": source.name,
            "file": source.file,
            "licence": source.licence,
            "origin": source.origin,
            "weight": source.weight,
            "documents": source.documents,
            "names": source.names,
            "pairs": len(prepared.pairs[source.name]),
            "english_words": sum(len(pair.english.split()) for pair in prepared.pairs[source.name]),
            "dropped": dict(sorted(prepared.dropped[source.name].items())),
        }
        for source in mix.sources
    ]
    text = json.dumps(
        {"seed": mix.seed, "heldout": len(prepared.heldout), "unseen": len(prepared.unseen), "sources": summary},
        indent=1,
    )
    (run / "prepared.json").write_text(text + "\n", "utf-8")


def report(prepared: Prepared) -> str:
    """A line for every source: what was kept, what was left out and why."""
    lines = []
    for name, pairs in prepared.pairs.items():
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(prepared.dropped[name].items()))
        lines.append(f"{name:32} {len(pairs):6} pairs   left out: {reasons or 'none'}")
    return "\n".join([*lines, f"{'held out':32} {len(prepared.heldout) + len(prepared.unseen):6} pairs"])


def _cleaned(
    source: Source, folders: Mapping[str, Path], refused: frozenset[str], counts: Counter[str]
) -> Iterable[Pair]:
    if source.folder not in folders:
        raise InputError(f"{source.name} lies in folder {source.folder!r}: expected one of {sorted(folders)}")
    for arabic, english in read_pairs(folders[source.folder] / source.file):
        pair = clean_pair(arabic, english)
        if isinstance(pair, Dropped):
            counts[pair.reason] += 1
        elif folded_key(pair.arabic) in refused or folded_key(pair.english) in refused:
            counts["in an evaluation set"] += 1
        else:
            yield pair


def _hold_out(mix: Mix, cleaned: Mapping[str, Sequence[Pair]], sources: Sequence[Source], count: int) -> list[Pair]:
    """The pairs whose hash with the seed is lowest: the choice does not move when rows are added elsewhere."""

    def rank(pair: Pair) -> str:
        return hashlib.sha256(f"{mix.seed}\t{pair.arabic}".encode()).hexdigest()

    candidates = {pair.arabic: pair for source in sources for pair in cleaned[source.name]}
    return sorted(candidates.values(), key=rank)[:count]


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _strings(item)
