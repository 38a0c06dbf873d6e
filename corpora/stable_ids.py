"""Finding ids that outlive edits: made of what a finding says, not of where it stands.

A report made after an unrelated sentence was added has new offsets and the same ids, so that two runs can be compared
and a suppression list keeps working.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence

from amana.types import Document, Excerpt, Finding, Part, Span


def quote(document: Document | None, part: Part, span: Span | None) -> str | None:
    """The stretch that a span points at; None where there is none."""
    if document is None or span is None:
        return None
    return document.part(part)[span[0] : span[1]]


def finding_id(excerpt: Excerpt, finding: Finding) -> str:
    """Type and twelve hexadecimal digits, such as `number-3f0c8d5e21ab`; white space in the quotes does not count."""
    quotes = (
        quote(excerpt.source, finding.part, finding.source_span),
        quote(excerpt.rendering, finding.part, finding.target_span),
    )
    said = [excerpt.id, finding.type, finding.part, *(" ".join(text.split()) if text else "" for text in quotes)]
    digest = hashlib.sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{finding.type}-{digest[:12]}"


def finding_ids(excerpt: Excerpt, findings: Sequence[Finding]) -> tuple[str, ...]:
    """One id a finding, in order. The second finding of the same type on the same words gets `-2`."""
    seen: Counter[str] = Counter()
    ids = []
    for finding in findings:
        identifier = finding_id(excerpt, finding)
        seen[identifier] += 1
        ids.append(identifier if seen[identifier] == 1 else f"{identifier}-{seen[identifier]}")
    return tuple(ids)
