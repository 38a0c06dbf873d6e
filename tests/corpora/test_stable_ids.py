"""Ids follow what a finding says."""

from dataclasses import replace

from amana.corpora import finding_id, finding_ids
from amana.types import Comparison, Finding


def moved(finding: Finding, by: int) -> Finding:
    assert finding.source_span is not None
    assert finding.target_span is not None
    source = finding.source_span[0] + by, finding.source_span[1] + by
    return replace(finding, source_span=source, target_span=finding.target_span)


def test_an_id_survives_an_unrelated_edit(comparison: Comparison) -> None:
    excerpt, finding = comparison.excerpt, comparison.findings[2]
    assert excerpt.source is not None
    longer = replace(excerpt, source=replace(excerpt.source, text="جملة جديدة. " + excerpt.source.text))
    assert finding_id(longer, moved(finding, 12)) == finding_id(excerpt, finding)


def test_an_id_changes_with_type_words_part_and_excerpt(comparison: Comparison) -> None:
    excerpt, finding = comparison.excerpt, comparison.findings[2]
    others = [
        finding_id(excerpt, replace(finding, type="date")),
        finding_id(excerpt, moved(finding, 1)),
        finding_id(excerpt, replace(finding, part="title")),
        finding_id(replace(excerpt, id="other"), finding),
    ]
    assert len({finding_id(excerpt, finding), *others}) == 5


def test_the_message_and_severity_do_not_count(comparison: Comparison) -> None:
    excerpt, finding = comparison.excerpt, comparison.findings[2]
    reworded = replace(finding, message="other", severity="major", confidence=0.1)
    assert finding_id(excerpt, reworded) == finding_id(excerpt, finding)


def test_two_findings_on_the_same_words_have_two_ids(comparison: Comparison) -> None:
    finding = comparison.findings[2]
    first, second = finding_ids(comparison.excerpt, [finding, finding])
    assert second == f"{first}-2"
