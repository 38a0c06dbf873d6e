"""Which encoding a file is in. Arabic text still arrives as Windows-1256 and UTF-16, and never says so.

The order matters. A byte order mark is certain. UTF-16 without one is valid ASCII byte for byte (ا is 27 06), so it is
looked for before UTF-8. Strict UTF-8 hardly ever accepts another encoding. Windows-1256 accepts every byte, so it is
believed only when the result reads as Arabic: few Latin letters inside Arabic words, and the article ال.
"""

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32 LE"),  # before UTF-16 LE, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32 BE"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 BE"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_SEAM = re.compile(r"[\u0621-\u064a][A-Za-zÀ-ÿŒœƒ]|[A-Za-zÀ-ÿŒœƒ][\u0621-\u064a]|[\u0621-\u064a]×[\u0621-\u064a]")
_ARTICLE = re.compile(r"(?<![\u0621-\u064a])[وفبك]?ال[\u0621-\u064a]{2}")
_SAMPLE = 200_000  # bytes that a guess reads; decoding itself always takes all


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text. `name` is None for plain UTF-8: what everybody expects needs no note."""

    text: str
    name: str | None = None

    def note(self, file_name: str) -> tuple[str, ...]:
        return () if self.name is None else (f"{file_name}: read as {self.name}",)


class UndecodableError(ValueError):
    """No encoding gives a readable text. The message goes into a problem, after the file's name."""


def decode(data: bytes) -> Decoded:
    """The text of a file.

    >>> decode("حفتر في موسكو".encode("utf-16-le")).name
    'UTF-16 LE without a byte order mark (detected)'
    >>> decode("وقال المشير حفتر إن القوات".encode("cp1256")).name
    'Windows-1256 (detected)'
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data, codec, name), name)
    wide = _wide(data)
    if wide is not None:
        return wide
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _single_byte(data, error)


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            f"begins as {name}, but byte {error.start} is not: expected text in one encoding; save it as UTF-8"
        ) from error


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark. Its spaces and line feeds tell the byte order: U+0020 and U+000A, not U+2000, U+0A00."""
    sample = data[:_SAMPLE]
    high = [sum(sample[offset::2].count(byte) for byte in (0x00, 0x06)) for offset in (1, 0)]
    if len(data) % 2 or len(data) < 4 or max(high) < len(sample) // 4:
        return None
    for codec, name, enough in (("utf-16-le", "UTF-16 LE", high[0]), ("utf-16-be", "UTF-16 BE", high[1])):
        if enough != max(high):
            continue
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            return None
        if not _CONTROL.search(text[:_SAMPLE]):
            return Decoded(text, f"{name} without a byte order mark (detected)")
    return None


def _single_byte(data: bytes, error: UnicodeDecodeError) -> Decoded:
    place = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
    sample = data[:_SAMPLE]
    if len(_CONTROL.findall(sample.decode("latin-1"))) > len(sample) // 200:
        raise UndecodableError(f"{place}, and it has control bytes: expected a text file; is it a word processor's?")
    arabic = max(("cp1256", "iso8859_6"), key=lambda codec: _arabic_likeness(sample, codec))
    if _arabic_likeness(sample, arabic) > 0:
        name = {"cp1256": "Windows-1256", "iso8859_6": "ISO 8859-6"}[arabic]
        return Decoded(data.decode(arabic), f"{name} (detected)")
    high = sum(byte >= 0x80 for byte in sample)
    if high * 8 < len(sample):  # English with curly quotes, or a Western language with its accents
        try:
            return Decoded(data.decode("cp1252"), "Windows-1252 (detected)")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes  # 30 ms, and for other scripts only

    best = from_bytes(sample).best()
    if best is None:
        raise UndecodableError(f"{place}, and no other encoding fits: save it as UTF-8")
    try:
        return Decoded(data.decode(best.encoding), f"{best.encoding} (detected; save as UTF-8 to be sure)")
    except UnicodeDecodeError as again:
        raise UndecodableError(f"{place}, and not {best.encoding} throughout: save it as UTF-8") from again


def _arabic_likeness(sample: bytes, codec: str) -> float:
    """Above 0 where the bytes read as Arabic in this codec; more is better. 1256 and 8859-6 share half their letters,
    and only the right one has ال at the beginnings of words."""
    text = sample.decode(codec, errors="replace")
    letters = len(_ARABIC.findall(text))
    strange = text.count("\ufffd") + len(_SEAM.findall(text))
    if letters < 2 or strange * 20 > letters:
        return 0.0
    return (1 + len(_ARTICLE.findall(text))) / (1 + strange)
