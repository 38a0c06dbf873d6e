"""Sample comparisons, built from tests/cases/report_samples.toml; and a browser that reaches nothing."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from amana.align.pairs import make_side
from amana.templates import write_report
from amana.types import AlignedPair, Bead, Comparison, Document, Excerpt, Finding, Hypothesis, Link, Segment, StepChange

SAMPLES = Path(__file__).resolve().parent.parent / "cases" / "report_samples.toml"
CHROMIUM = Path("/usr/bin/chromium")


class Text:
    """One part of one side as it grows, sentence by sentence."""

    def __init__(self) -> None:
        self.text = ""
        self.segments = 0
        self.paragraph = 0

    def add(self, sentences: list[str], paragraph: bool, mark: str = "") -> tuple[list[Segment], int]:
        """The new segments, and where a gap here would be."""
        if self.text:
            self.text += "\n\n" if paragraph else " "
        self.paragraph += paragraph
        gap_at = len(self.text)
        self.text += mark
        segments = []
        for sentence in sentences:
            if segments:
                self.text += " "
            start = len(self.text)
            self.text += sentence
            segments.append(Segment(self.segments, sentence, (start, len(self.text)), self.paragraph))
            self.segments += 1
        return segments, gap_at


def build(record: dict[str, Any]) -> Comparison:
    """One comparison from its record."""
    sides = {name: record.get(name) for name in ("source", "rendering")}
    langs = {name: side["lang"] if side else "en" for name, side in sides.items()}
    texts = {(part, name): Text() for part in ("title", "body") for name in sides}
    beads = []
    for bead in record.get("bead", []):
        part, paragraph = bead.get("part", "body"), bead.get("paragraph", False)
        made = {
            name: texts[part, name].add(
                bead.get(name, []), paragraph, bead.get("mark", "") if name == "rendering" else ""
            )
            for name in sides
            if sides[name]
        }
        beads.append((bead, part, made))
    pairs, findings = [], []
    for bead, part, made in beads:
        built = {name: make_side(langs[name], texts[part, name].text, *made.get(name, ([], 0))) for name in sides}
        indices = {name: tuple(segment.index for segment in built[name].segments) for name in sides}
        words = {name: [token.text for token in built[name].tokens] for name in sides}
        links = [link.split("=") for link in bead.get("links", "").split()]
        pairs.append(
            AlignedPair(
                part=part,
                bead=Bead(
                    indices["source"], indices["rendering"], bead.get("confidence", 0.93), bead.get("crossing", False)
                ),
                source=built["source"],
                rendering=built["rendering"],
                links=tuple(
                    Link(words["source"].index(source), words["rendering"].index(target), 0.9)
                    for source, target in links
                ),
                hypotheses=tuple(Hypothesis(h["text"], -0.4, tuple(h.get("faults", ()))) for h in bead.get("mt", [])),
            )
        )
        for item in bead.get("findings", []):
            spans = []
            for name in ("source", "rendering"):
                quote = item.get(name)
                start = texts[part, name].text.index(quote, built[name].span[0]) if quote else 0
                spans.append((start, start + len(quote)) if quote else None)
            evidence = tuple((name, value) for name, value in item.get("evidence", ()))
            findings.append(
                Finding(
                    item["type"],
                    item["severity"],
                    item["confidence"],
                    item["message"],
                    *spans,
                    item["type"],
                    part,
                    evidence,
                )
            )
    documents = {}
    for name, side in sides.items():
        if side:
            fields = {key: value for key, value in side.items() if key != "text"}
            documents[name] = Document(text=side.get("text") or texts["body", name].text, **fields)
    excerpt = Excerpt(
        record["id"],
        documents.get("source"),
        documents.get("rendering"),
        record.get("provenance"),
        notes=tuple(record.get("notes", ())),
    )
    return Comparison(
        excerpt,
        tuple(pairs),
        tuple(findings),
        record.get("scores", {}),
        {side: tuple(StepChange(*change) for change in made) for side, made in record.get("changes", {}).items()},
        record.get("signature", ""),
        record.get("model_note", ""),
        record.get("error"),
    )


@pytest.fixture(scope="session")
def samples() -> list[Comparison]:
    """Every sample, in the order of the file."""
    return [build(record) for record in tomllib.loads(SAMPLES.read_text(encoding="utf-8"))["excerpt"]]


@pytest.fixture(scope="session")
def sample(samples: list[Comparison]) -> dict[str, Comparison]:
    """The samples by id."""
    return {comparison.excerpt.id: comparison for comparison in samples}


@pytest.fixture(scope="session")
def report(samples: list[Comparison], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a written report of all samples."""
    return write_report(samples, tmp_path_factory.mktemp("report") / "out", title="Libya and Russia").parent


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.is_file():
        pytest.skip(f"{CHROMIUM} is not there: the report is not tried in a browser")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any, report: Path) -> Iterator[Callable[..., Any]]:
    """Opens a page of the report from the disk. Whatever it asks for beyond itself, and whatever it complains about,
    fails the test."""
    contexts, asked, complaints = [], [], []

    def open_one(name: str, **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto((report / name).as_uri())
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.split("#")[0].endswith(".html") or not url.startswith("file:")] == []
    assert complaints == []
