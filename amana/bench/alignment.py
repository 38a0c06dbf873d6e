"""The alignment table: sentence beads against gold, as Vecalign's scorer counts them."""

import json
import time
from collections.abc import Sequence
from typing import Any

from amana.bench.run import BenchOptions, sets
from amana.bench.tables import markdown

Record = dict[str, Any]


def table(options: BenchOptions) -> str:
    """Strict, lax and gap F1 on every alignment set of the data folder, else on the bundled corpus."""
    from amana.align.documents import align_documents
    from amana.align.scoring_beads import score_beads
    from amana.loading import load_encoder, load_word_linker

    rows = []
    found = [(path.name, _read(path.read_text(encoding="utf-8"))) for path in sets(options, "alignment")]
    for name, gold in found or [("libya-russia", _bundled())]:
        began = time.perf_counter()
        results = list(align_documents(gold, load_encoder(memory=False), load_word_linker().enrich))
        seconds = time.perf_counter() - began
        score = score_beads(_links(gold), _links(results))
        sentences = sum(len(g["ar"]) + len(g["en"]) for g in gold)
        rows.append((name, len(gold), score.strict.f1, score.lax.f1, score.gaps.f1, sentences / seconds))
    return markdown(("set", "documents", "strict F1", "lax F1", "gap F1", "sentences/s, encoding included"), rows)


def _links(records: Sequence[Record]) -> dict[str, Any]:
    return {str(record["doc_id"]): record["links"] for record in records}


def _read(text: str) -> list[Record]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _bundled() -> list[Record]:
    """The bundled corpus's excerpts with the beads of its gold."""
    from amana.commands.inputs import bundled_corpora

    folder = bundled_corpora()["libya-russia"]
    records = {r["id"]: r for r in _read((folder / "excerpts.jsonl").read_text(encoding="utf-8"))}
    documents = []
    for gold in _read((folder / "gold.jsonl").read_text(encoding="utf-8")):
        if gold.get("beads"):
            record, sentences = records[gold["id"]], gold["sentences"]
            texts = {side: [record[side]["text"][a:b] for a, b in sentences[side]] for side in ("source", "rendering")}
            documents.append(
                {"doc_id": gold["id"], "ar": texts["source"], "en": texts["rendering"], "links": gold["beads"]}
            )
    return documents
