"""Whatever encoding an Arabic text file is in, it is read right or refused."""

from pathlib import Path

import pytest

from amana.corpora import read_corpus
from amana.corpora.encoding import UndecodableError, decode

ARABIC = "قال المشير خليفة حفتر، إن «القوات» وصلت إلى بنغازي في 28 سبتمبر.\nوأضافت المصادر أن موسكو لم تعلن ذلك بعد؟"
ENGLISH = "Haftar said – “in the café” – that it’s over."


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", b"", None),
        ("utf-8-sig", b"", "UTF-8 with a byte order mark"),
        ("utf-16-le", b"\xff\xfe", "UTF-16 LE"),
        ("utf-16-be", b"\xfe\xff", "UTF-16 BE"),
        ("utf-16-le", b"", "UTF-16 LE without a byte order mark (detected)"),
        ("utf-16-be", b"", "UTF-16 BE without a byte order mark (detected)"),
        ("cp1256", b"", "Windows-1256 (detected)"),
    ],
)
@pytest.mark.parametrize("text", [ARABIC, "حفتر", "الحكومة الليبية", ARABIC + "\nRussia and Libya, 2020\n"])
def test_arabic_in_every_encoding(codec: str, mark: bytes, name: str | None, text: str) -> None:
    decoded = decode(mark + text.encode(codec))
    assert (decoded.text, decoded.name) == (text, name)


def test_iso_8859_6_is_not_taken_for_windows_1256() -> None:
    text = ARABIC.replace("«", "").replace("»", "")
    assert decode(text.encode("iso8859_6")).text == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_english_with_typographic_quotes(codec: str) -> None:
    assert decode(ENGLISH.encode(codec)).text == ENGLISH


def test_russian_goes_to_the_general_detector() -> None:
    text = "Хафтар заявил, что российские войска прибыли в Ливию. Источники сообщили, что Москва этого не объявляла."
    assert decode(text.encode("cp1251")).text == text


@pytest.mark.parametrize(
    "data", [bytes(range(256)), b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\x00", b"\xef\xbb\xbf\xff"]
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableError, match=r"expected|save it as UTF-8"):
        decode(data)


def test_the_detected_encoding_is_a_note_on_the_excerpt(tmp_path: Path) -> None:
    (tmp_path / "x.ar.txt").write_bytes(ARABIC.encode("cp1256"))
    (tmp_path / "x.en.txt").write_bytes(ENGLISH.encode())
    (tmp_path / "c.jsonl").write_bytes(f'{{"id":"j","source":{{"text":"{ARABIC[:60]}","lang":"ar"}}}}'.encode("utf-16"))
    line, files = read_corpus([tmp_path])
    assert files.notes == ("x.ar.txt: read as Windows-1256 (detected)",)
    assert files.source is not None
    assert files.source.text == ARABIC
    assert line.notes == (f"{tmp_path / 'c.jsonl'}: read as UTF-16 LE",)
