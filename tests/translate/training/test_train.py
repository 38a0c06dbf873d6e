"""Training for a few updates on a tiny model: it learns, and it resumes as if nothing had happened."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from amana.errors import InputError
from amana.translate.training.averaging import mean_of
from amana.translate.training.checkpoints import load_checkpoint
from amana.translate.training.config import Settings
from amana.translate.training.schedule import Length
from amana.translate.training.train import Job, train

UPDATES = 12


@pytest.fixture
def job(prepared_run: Path, tiny: Settings, tmp_path: Path) -> Job:
    run = tmp_path / "run"
    shutil.copytree(prepared_run, run)
    return Job(run, tiny, Length(updates=UPDATES), log_every=UPDATES // 2, seeded=False)


def test_the_loss_goes_down(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    train(job)
    losses = [float(loss) for loss in re.findall(r"loss ([\d.]+)", capsys.readouterr().out)]
    assert losses[-1] < losses[0] - 0.1


def test_a_resumed_run_gives_the_weights_of_an_uninterrupted_one(job: Job, tmp_path: Path) -> None:
    broken = replace(job, run=tmp_path / "broken")
    shutil.copytree(job.run, broken.run)
    train(job)
    train(replace(broken, stop_after=5))
    assert load_checkpoint(broken.run).updates == 5
    train(replace(broken, resume=True))
    whole, resumed = load_checkpoint(job.run), load_checkpoint(broken.run)
    assert (whole.updates, whole.chunk, whole.place) == (resumed.updates, resumed.chunk, resumed.place)
    for name, weight in whole.weights.items():
        assert torch.equal(weight, resumed.weights[name]), name
    for name, weight in whole.average.items():
        assert torch.equal(weight, resumed.average[name]), name


def test_a_run_is_not_begun_over_another(job: Job) -> None:
    train(replace(job, length=Length(updates=1)))
    with pytest.raises(InputError, match="give --resume"):
        train(job)


def test_nothing_to_resume_is_said(job: Job) -> None:
    with pytest.raises(InputError, match="nothing to resume"):
        train(replace(job, resume=True))


def test_settings_changed_on_resume_are_those_of_the_next_checkpoint(job: Job) -> None:
    train(replace(job, stop_after=1))
    train(replace(job, resume=True, changed={"peak_rate": 0.5}, stop_after=2))
    assert load_checkpoint(job.run).settings["peak_rate"] == 0.5


def test_the_mean_of_two_checkpoints() -> None:
    mean = mean_of([{"w": torch.tensor([1.0, 2.0])}, {"w": torch.tensor([3.0, 2.0])}])
    assert torch.equal(mean["w"], torch.tensor([2.0, 2.0]))
    with pytest.raises(InputError, match="different shapes"):
        mean_of([{"w": torch.zeros(1)}, {"w": torch.zeros(2)}])


def test_a_length_is_updates_or_minutes() -> None:
    with pytest.raises(InputError, match="either"):
        Length()
    assert Length(minutes=2).share(updates=0, seconds=60) == 0.5


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(InputError, match="unknown settings"):
        Settings.from_dict({"learning_rate": 1.0})
