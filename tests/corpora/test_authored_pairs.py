"""`cases/fidelity/authored_pairs.jsonl`: single sentences written for amana (CC0), half of them faithful but free, half
with one planted error. A development set for the checks; an id holds its label, so a system sees `ar` and `en` only."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import get_args

from amana.types import FindingType

PAIRS = Path(__file__).resolve().parents[1] / "cases" / "fidelity" / "authored_pairs.jsonl"
ROWS = [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]


def test_ids_and_texts_are_unique() -> None:
    for key in ("id", "ar", "en"):
        assert [value for value, count in Counter(row[key] for row in ROWS).items() if count > 1] == []


def test_half_are_faithful_and_every_type_is_there() -> None:
    labels = Counter(row["label"] for row in ROWS)
    assert set(labels) == {"faithful", *get_args(FindingType)}
    assert 2 * labels["faithful"] == len(ROWS)


def test_quotes_are_in_their_texts() -> None:
    for row in ROWS:
        assert row["reason"]
        assert row["source_quote"] is None or row["source_quote"] in row["ar"], row["id"]
        assert row["target_quote"] is None or row["target_quote"] in row["en"], row["id"]
        has_quote = row["source_quote"] is not None or row["target_quote"] is not None
        assert has_quote == (row["label"] != "faithful"), row["id"]


def test_arabic_script_is_left_in_the_untranslated_only() -> None:
    for row in ROWS:
        assert bool(re.search(r"[\u0600-\u06ff]", row["en"])) == (row["label"] == "untranslated"), row["id"]
