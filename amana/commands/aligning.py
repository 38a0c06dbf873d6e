"""What `amana align` does with each kind of input."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from amana.commands.progress import track
from amana.commands.streams import open_output, read_lines, read_records, refuse_input, shown_name, write_records
from amana.errors import InputError
from amana.types import AlignedPair, Bead, Document, Excerpt

if TYPE_CHECKING:
    from amana.align.bead_files import FileBead


def align_documents(path: str, output: str, *, memory: bool) -> None:
    from amana.align.documents import align_documents
    from amana.loading import load_encoder, load_word_linker

    records = read_records(path, {"doc_id": object, "ar": list, "en": list})
    results = align_documents(records, load_encoder(memory=memory), load_word_linker().enrich)
    write_records(output, track(results, len(records), "aligning"), [path])


def align_words(path: str, output: str) -> None:
    from amana.align.words import align_token_records

    records = read_records(path, {"id": object, "ar": list, "en": list})
    results = align_token_records(records)
    write_records(output, track(results, len(records), "linking"), [path])


def align_texts(
    source: Path,
    rendering: Path,
    output: str,
    *,
    format_: str,
    links: Path | None,
    langs: tuple[str, str],
    memory: bool,
) -> None:
    """Beads of two texts as a side-by-side for the terminal, JSON Lines, TMX, or word links in Pharaoh format."""
    if format_ not in ("text", "jsonl", "tmx", "pharaoh"):
        raise InputError(f"--format '{format_}': expected text, jsonl, tmx or pharaoh")
    if format_ == "tmx" and output == "-":
        raise InputError("--format tmx needs a file: give -o NAME.tmx")
    inputs = [str(path) for path in (source, rendering, links) if path]
    refuse_input(output, inputs)
    from amana.align.sentences import align_sentences
    from amana.loading import load_encoder, load_word_linker
    from amana.pairing import make_pairs
    from amana.segmentation import split_parts

    if source == rendering == Path("-"):
        raise InputError("SOURCE and RENDERING are both '-': expected at most one of them from stdin")
    texts = [_read_text(path) for path in (source, rendering)]
    excerpt = Excerpt(source.stem, Document(texts[0], langs[0]), Document(texts[1], langs[1]))
    parts = split_parts(excerpt)
    body = parts[0]
    pinned = _pinned(links) if links else []
    encoder = load_encoder(memory=memory)
    sides = [[segment.text for segment in side] for side in (body.source_segments, body.rendering_segments)]
    beads = align_sentences(sides[0], sides[1], encoder, pinned=pinned)
    pairs = make_pairs(excerpt, body, beads, ())
    if format_ == "text":
        with open_output(output, inputs) as stream:
            stream.write(side_by_side(pairs))
    elif format_ == "jsonl":
        with open_output(output, inputs) as stream:
            for pair in pairs:
                stream.write(_bead_line(pair) + "\n")
    elif format_ == "pharaoh":
        linker = load_word_linker().enrich
        with open_output(output, inputs) as stream:
            for pair in linker(pairs):
                stream.write(" ".join(f"{link.source}-{link.target}" for link in pair.links) + "\n")
    else:
        _write_tmx(excerpt, pairs, output)


def side_by_side(pairs: list[AlignedPair], width: int | None = None) -> str:
    """Two columns, the rendering left and the source right, one block a bead; gaps say so.

    Terminals order Arabic by themselves; a right-to-left isolate around each line keeps its punctuation in place.
    """
    import shutil
    import textwrap

    total = width or min(shutil.get_terminal_size((120, 24)).columns, 160)
    column = (total - 12) // 2
    blocks = []
    for pair in pairs:
        left = textwrap.wrap(" ".join(pair.rendering.text.split()), column) or ["(not rendered)"]
        right = textwrap.wrap(" ".join(pair.source.text.split()), column) or ["(not in the source)"]
        head = f"{_indices(pair.bead)} {pair.bead.confidence:.2f}{' moved' if pair.bead.crossing else ''}"
        rows = [head]
        for index in range(max(len(left), len(right))):
            mine = left[index] if index < len(left) else ""
            theirs = right[index] if index < len(right) else ""
            rows.append(f"  {mine:<{column}}    " + (f"\u2067{theirs}\u2069" if theirs else ""))
        blocks.append("\n".join(row.rstrip() for row in rows))
    return "\n\n".join(blocks) + "\n"


def _indices(bead: Bead) -> str:
    show = [",".join(str(index + 1) for index in side) or "-" for side in (bead.target, bead.source)]
    return f"{show[0]} : {show[1]}"


def _bead_line(pair: AlignedPair) -> str:
    """A line of a links file, with the texts for whoever corrects it."""
    from amana.align.bead_files import bead_line

    texts = {"source_text": pair.source.text, "target_text": pair.rendering.text}
    return json.dumps(json.loads(bead_line(pair.bead)) | texts, ensure_ascii=False)


def _pinned(links: Path) -> "list[FileBead]":
    from amana.align.bead_files import read_beads

    try:
        return [bead for bead in read_beads(links) if bead.pinned]
    except OSError as error:
        raise InputError(
            f"{links} cannot be read: {error.strerror}. Give a links file, as --format jsonl writes it"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{links} is not UTF-8: expected a links file, as --format jsonl writes it") from error


def _read_text(path: Path) -> str:
    text = "\n".join(read_lines(str(path)))
    if not text.strip():
        raise InputError(f"{shown_name(str(path))} is empty: expected a text to align")
    return text


def _write_tmx(excerpt: Excerpt, pairs: list[AlignedPair], output: str) -> None:
    from amana.corpora.writers import write_tmx
    from amana.types import Comparison

    write_tmx([Comparison(excerpt, tuple(pairs), ())], Path(output), overwrite=True)
    typer.echo(output)
