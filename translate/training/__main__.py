"""`python -m amana.translate.training prepare | widen | train | evaluate | export`."""

import argparse
import sys
from pathlib import Path

from amana.errors import AmanaError
from amana.translate.decoding import REPETITION_PENALTY


def main(arguments: list[str] | None = None) -> int:
    """Read the arguments and call one function. 0: done; 2: could not run."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        options.call(options)
    except AmanaError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _prepare(options: argparse.Namespace) -> None:
    from amana.translate.training.config import read_mix
    from amana.translate.training.prepare import evaluation_keys, prepare_pairs, report, write_run
    from amana.translate.training.run_folder import read_plain
    from amana.translate.training.vocabulary import copy_vocabulary, train_vocabulary

    mix = read_mix(options.mix)
    dev = read_plain(options.dev)
    refused = evaluation_keys([options.dev, *options.refuse])
    folders = {"newswire": options.newswire, "parallel": options.parallel}
    prepared = prepare_pairs(mix, folders, refused)
    write_run(prepared, mix, options.output, dev)
    if options.init is not None:
        copy_vocabulary(options.init, options.output)
    else:
        pairs = [pair for rows in prepared.pairs.values() for pair in rows]
        train_vocabulary(pairs, options.vocabulary, options.output)
    print(report(prepared))


def _widen(options: argparse.Namespace) -> None:
    from amana.translate.training.widening import widen

    held = widen(options.model, options.run, options.output, options.layers, options.pieces)
    print(
        f"{options.output}: the map between the two encoders holds {held:.2f} of the variance; now `prepare --init` it"
    )


def _train(options: argparse.Namespace) -> None:
    from amana.translate.training.config import Settings
    from amana.translate.training.evaluate import DevelopmentScorer
    from amana.translate.training.schedule import Length
    from amana.translate.training.train import Job, train

    given = dict(pair.split("=", 1) for pair in options.set)
    job = Job(
        options.run,
        Settings.from_dict(given),
        Length(options.updates, options.minutes),
        init=options.init,
        resume=options.resume,
        changed={name: float(value) for name, value in given.items()},
        device=options.device,
        workers=options.workers,
        threads=options.threads,
        log_every=options.log_every,
        score_minutes=options.score_minutes,
    )
    train(job, DevelopmentScorer(options.run) if options.score_minutes > 0 else None)


def _evaluate(options: argparse.Namespace) -> None:
    from amana.translate.decoding import repetition_penalty
    from amana.translate.marian import find_model
    from amana.translate.training.decoding import Decoding
    from amana.translate.training.evaluate import describe, evaluate_folder, write_figures

    penalty = options.penalty
    if penalty is None:
        penalty = repetition_penalty(find_model(str(options.model)))
    decoding = Decoding(beam=options.beam, penalty=penalty, no_repeat=options.no_repeat)
    sets = {"dev": options.dev, "heldout": options.heldout, "unseen": options.unseen}
    given = {name: path for name, path in sets.items() if path is not None}
    figures = evaluate_folder(options.model, given, options.names, decoding, yardstick=options.yardstick)
    figures["machine"] = options.machine or figures["machine"]
    if options.output is not None:
        write_figures(figures, options.output)
    print(describe(figures))


def _export(options: argparse.Namespace) -> None:
    from amana.translate.training.card import write_card
    from amana.translate.training.export import export_run

    export_run(options.run, options.output, options.average, options.grid, options.penalty)
    write_card(options.run, options.output, options.note)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m amana.translate.training", description=__doc__)
    commands = parser.add_subparsers(required=True)

    prepare = commands.add_parser("prepare", help="clean, refuse, hold out, train the vocabulary")
    prepare.add_argument("-o", "--output", type=Path, required=True, help="run folder to write")
    prepare.add_argument("--newswire", type=Path, required=True, help="corpora/newswire")
    prepare.add_argument("--parallel", type=Path, required=True, help="folder of public parallel text")
    prepare.add_argument("--dev", type=Path, required=True, help="development set: document, Arabic, English")
    prepare.add_argument("--refuse", type=Path, nargs="*", default=[], help="more evaluation files (TSV, JSONL)")
    prepare.add_argument("--mix", type=Path, help="sources and weights (default: mix.toml beside the recipe)")
    prepare.add_argument("--vocabulary", type=int, default=12000)
    prepare.add_argument("--init", type=Path, help="MarianMT folder whose vocabulary to take over")
    prepare.set_defaults(call=_prepare)

    widen = commands.add_parser("widen", help="a larger start: a sentence encoder's layers and a trained decoder")
    widen.add_argument("model", type=Path, help="MarianMT folder whose decoder to take")
    widen.add_argument("run", type=Path, help="folder that `prepare` wrote: its Arabic decides which pieces are kept")
    widen.add_argument("-o", "--output", type=Path, required=True, help="MarianMT folder to write")
    widen.add_argument("--layers", type=int, default=6, help="encoder layers, from the first (of 12)")
    widen.add_argument("--pieces", type=int, default=8000, help="source pieces")
    widen.set_defaults(call=_widen)

    train = commands.add_parser("train", help="train, or go on with --resume")
    train.add_argument("run", type=Path, help="folder that `prepare` wrote")
    train.add_argument("--updates", type=int, help="length in updates: resumes exactly")
    train.add_argument("--minutes", type=float, help="length in minutes of training time")
    train.add_argument("--init", type=Path, help="MarianMT folder to start from")
    train.add_argument("--resume", action="store_true")
    train.add_argument("--device", default="cpu", help="cpu or cuda")
    train.add_argument("--workers", type=int, default=1, help="processes: CPU cores to use, or GPUs")
    train.add_argument("--threads", type=int, default=1, help="threads of each")
    train.add_argument("--log-every", type=int, default=50)
    train.add_argument("--score-minutes", type=float, default=20.0, help="0: never score while training")
    train.add_argument(
        "--set",
        nargs="*",
        default=[],
        metavar="NAME=VALUE",
        help="settings of config.py",
    )
    train.set_defaults(call=_train)

    evaluate = commands.add_parser("evaluate", help="figures of a MarianMT folder")
    evaluate.add_argument("model", type=Path)
    evaluate.add_argument("--dev", type=Path, required=True)
    evaluate.add_argument("--heldout", type=Path, required=True)
    evaluate.add_argument("--unseen", type=Path, help="pairs that no weights ever saw")
    evaluate.add_argument("--names", type=Path, help="TSV of Arabic sentences and the names they must give")
    evaluate.add_argument("--beam", type=int, default=4)
    evaluate.add_argument(
        "--penalty", type=float, help="on pieces that were said already (1: none; default: what `amana translate` uses)"
    )
    evaluate.add_argument("--no-repeat", type=int, default=0, help="n-gram that may not come twice (0: any may)")
    evaluate.add_argument(
        "--yardstick",
        type=int,
        default=300,
        help="sentences of each set for transformers fp32, which is slow (0: none)",
    )
    evaluate.add_argument("--machine", default="", help="what it was measured on, in words")
    evaluate.add_argument("-o", "--output", type=Path, help="figures.json to write")
    evaluate.set_defaults(call=_evaluate)

    export = commands.add_parser("export", help="a standard MarianMT folder with its card")
    export.add_argument("run", type=Path)
    export.add_argument("-o", "--output", type=Path, required=True)
    export.add_argument("--average", type=Path, nargs="*", default=[], help="averaged/*.safetensors (default: newest)")
    export.add_argument(
        "--penalty", type=float, default=REPETITION_PENALTY, help="on repetition, for every decoder to use"
    )
    export.add_argument("--grid", type=float, help="round weights to this share of their spread, for a smaller wheel")
    export.add_argument("--note", default="", help="a sentence for the card: how and where it was trained")
    export.set_defaults(call=_export)
    return parser


if __name__ == "__main__":
    sys.exit(main())
