"""Both engines with the bundled model: they agree, and neither writes to the terminal."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from amana.errors import ModelError
from amana.translate.conversion import converted
from amana.translate.engine_ct2 import Ct2Decoder
from amana.translate.engine_transformers import TransformersDecoder
from amana.translate.loading import make_translator
from amana.translate.marian import MarianFolder, find_model
from amana.translate.pieces import Pieces

pytestmark = pytest.mark.model

SENTENCES = [
    "وصل الوفد الروسي إلى بنغازي.",
    "قال الرئيس إن الحكومة ستدعم الجيش.",
    "أعلنت وزارة الخارجية يوم الأحد أن المحادثات ستستمر في موسكو.",
]


def test_both_engines_say_nearly_the_same(bundled: MarianFolder) -> None:
    """The weights of one are rounded to eight bits: most sentences, not all, come out alike."""
    pieces = Pieces(bundled)
    sources = [pieces.source(sentence) for sentence in SENTENCES]
    fast = Ct2Decoder(bundled, threads=1).decode(sources, beam=4)
    slow = TransformersDecoder(bundled, threads=1).decode(sources, beam=4)
    alike = [(f, s) for f, s in zip(fast, slow, strict=True) if f.pieces == s.pieces]
    assert alike
    for f, s in alike:
        assert f.score == pytest.approx(s.score, abs=0.1)
    assert all(d.finished for d in (*fast, *slow))


def test_a_batch_is_translated_like_its_sentences(bundled: MarianFolder) -> None:
    pieces, decoder = Pieces(bundled), Ct2Decoder(bundled, threads=1)
    sources = [pieces.source(sentence) for sentence in SENTENCES]
    together = decoder.decode(sources, beam=2)
    assert [d.pieces for d in together] == [decoder.decode([source], beam=2)[0].pieces for source in sources]


def test_greedy_scores_are_mean_log_probabilities_in_both_engines(bundled: MarianFolder) -> None:
    source = [Pieces(bundled).source(SENTENCES[0])]
    fast = Ct2Decoder(bundled, threads=1).decode(source, beam=1)[0]
    slow = TransformersDecoder(bundled, threads=1).decode(source, beam=1)[0]
    assert fast.pieces == slow.pieces
    assert fast.score == pytest.approx(slow.score, abs=0.1)


def test_conversion_happens_once(bundled: MarianFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    place = converted(bundled)
    monkeypatch.setattr("amana.translate.conversion._convert", lambda *_: pytest.fail("converted again"))
    assert converted(bundled) == place


def test_a_model_that_the_converter_would_garble_is_refused(
    bundled: MarianFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMANA_CACHE_DIR", str(tmp_path / "cache"))
    other = tmp_path / "model"
    shutil.copytree(bundled.path, other)
    config = json.loads((other / "config.json").read_text("utf-8"))
    (other / "config.json").write_text(json.dumps({**config, "decoder_attention_heads": 2}), "utf-8")
    with pytest.raises(ModelError, match=r"heads in the encoder and 2 in the decoder.*engine 'transformers'"):
        converted(MarianFolder("other", other))


def test_a_failed_conversion_leaves_nothing(
    copy_of_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMANA_CACHE_DIR", str(tmp_path / "cache"))

    def half(_: MarianFolder, output: Path) -> None:
        output.mkdir()
        (output / "model.bin").write_bytes(b"half")
        raise OSError("No space left on device")

    monkeypatch.setattr("amana.translate.conversion._convert", half)
    with pytest.raises(ModelError, match=r"No space left on device.*AMANA_CACHE_DIR"):
        converted(find_model(str(copy_of_model)))
    assert not list((tmp_path / "cache" / "ct2").iterdir())


def test_the_model_folder_is_only_read(copy_of_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tokenizer_config.json with stale added tokens, as opus-mt folders have them, is no obstacle."""
    monkeypatch.setenv("AMANA_CACHE_DIR", str(tmp_path / "cache"))
    (copy_of_model / "tokenizer_config.json").write_text(
        '{"tokenizer_class": "MarianTokenizer", "added_tokens_decoder": {"59999": {"content": "<stale>"}}}',
        encoding="utf-8",
    )
    before = {file.name: file.read_bytes() for file in copy_of_model.iterdir()}
    assert (converted(find_model(str(copy_of_model))) / "model.bin").is_file()
    assert {file.name: file.read_bytes() for file in copy_of_model.iterdir()} == before


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(ModelError, match="engine 'fairseq' is unknown: expected one of ct2, transformers"):
        make_translator(engine="fairseq")


def test_a_user_sees_nothing_on_the_terminal_but_what_was_asked_for() -> None:
    code = (
        "from amana.translate.loading import make_translator\n"
        "for engine in ('ct2', 'transformers'):\n"
        "    translator = make_translator(engine=engine, memory=False, threads=1)\n"
        "    assert translator.translate(['وصل الوفد.'])[0].text\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd="/")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_fast_engine_loads_neither_torch_nor_transformers(bundled: MarianFolder) -> None:
    converted(bundled)
    code = (
        "import sys; from amana.translate.loading import make_translator\n"
        "make_translator(memory=False, threads=1).translate(['وصل الوفد.'])\n"
        "assert not {'torch', 'transformers'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd="/")
