"""The training loop. One process a worker, each with one thread on a CPU: two single-threaded workers that meet once an
update lose less to a busy machine than one process whose every operation waits for both cores."""

import math
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from amana.errors import InputError
from amana.translate.training.averaging import RunningAverage
from amana.translate.training.batches import Batch, Sampler, make_streams
from amana.translate.training.checkpoints import Checkpoint, load_checkpoint, save_average, save_checkpoint
from amana.translate.training.config import Settings
from amana.translate.training.model import OutputLayer, fresh_model, load_model
from amana.translate.training.run_folder import read_run
from amana.translate.training.schedule import Length, learning_rate
from amana.translate.training.swapping import NameSwapper
from amana.translate.training.vocabulary import Vocabulary

if TYPE_CHECKING:
    import torch
    from transformers import MarianMTModel

# glibc gives freed blocks back to the system by default, and a training step frees hundreds of megabytes: page faults
# then cost a third of the time. It reads these when a process starts, so they go to the workers.
ALLOCATOR = {
    "MALLOC_MMAP_THRESHOLD_": str(1 << 32),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 34),
    "MALLOC_TOP_PAD_": str(1 << 28),
}


@dataclass(frozen=True, slots=True)
class Job:
    """What `train` was asked for. A resumed run takes its settings from the checkpoint, but for those in `changed`.
    `stop_after` ends the run early, at that update, as a kill would (for tests)."""

    run: Path
    settings: Settings
    length: Length
    init: Path | None = None
    resume: bool = False
    changed: Mapping[str, float] = field(default_factory=dict)
    device: str = "cpu"
    workers: int = 1
    threads: int = 1
    log_every: int = 50
    save_minutes: float = 5.0
    average_minutes: float = 10.0
    score_minutes: float = 20.0
    keep: int = 12
    seeded: bool = True
    stop_after: int | None = None


# Called with the run folder, the averaged model and the vocabulary; gives words for the progress line.
Scorer = Callable[["MarianMTModel", Path], str]


def train(job: Job, scorer: Scorer | None = None) -> None:
    """Run the job to its end, or to `stop_after`."""
    if job.resume:
        load_checkpoint(job.run)  # fail here, and not in every worker
    elif (job.run / "checkpoint.pt").exists():
        raise InputError(f"{job.run} has a checkpoint: give --resume to go on, or another folder to begin anew")
    os.environ.update({name: os.environ.get(name, value) for name, value in ALLOCATOR.items()})
    if job.workers == 1:
        _work(0, job, scorer, None)
        return
    from torch.multiprocessing.spawn import spawn

    rendezvous = (job.run / f".rendezvous-{os.getpid()}").resolve()
    try:
        spawn(_work, args=(job, scorer, rendezvous), nprocs=job.workers)  # type: ignore[no-untyped-call]
    finally:
        rendezvous.unlink(missing_ok=True)


def _work(rank: int, job: Job, scorer: Scorer | None, rendezvous: Path | None) -> None:
    import torch

    device = torch.device(job.device if job.device != "cuda" or job.workers == 1 else f"cuda:{rank}")
    threads = torch.get_num_threads()
    torch.set_num_threads(job.threads)
    if rendezvous is not None:
        torch.distributed.init_process_group(
            "nccl" if device.type == "cuda" else "gloo", f"file://{rendezvous}", rank=rank, world_size=job.workers
        )
    try:
        _Worker(rank, job, device).run(scorer if rank == 0 else None)
    finally:
        torch.set_num_threads(threads)
        if rendezvous is not None:
            torch.distributed.destroy_process_group()


class _Worker:
    """One worker's model, optimiser and place in the data."""

    def __init__(self, rank: int, job: Job, device: "torch.device") -> None:
        import torch

        self.rank, self.job, self.device = rank, job, device
        saved = load_checkpoint(job.run) if job.resume else None
        self.settings = Settings.from_dict({**saved.settings, **job.changed}) if saved else job.settings
        vocabulary = Vocabulary(job.run)
        contents = read_run(job.run)
        swap = NameSwapper(contents.names()).swap if self.settings.swap_rate > 0 else None
        streams = make_streams(vocabulary, contents.pairs, contents.shares())
        self.sampler = Sampler(vocabulary, streams, self.settings, swap, job.workers)
        if job.init is not None:
            self.model = load_model(job.init, dropout=self.settings.dropout)
        else:
            self.model = fresh_model(self.settings, vocabulary, seeded=job.seeded and saved is None)
        if saved:
            self.model.load_state_dict(saved.weights)
        self.model.to(device).train()  # type: ignore[arg-type]  # the wrapper of transformers hides the signature
        self.outputs = OutputLayer(vocabulary, device)
        self.outputs.forbid(self.model)
        self.weights = dict(self.model.named_parameters())
        self.trained = [weight for weight in self.weights.values() if weight.requires_grad]
        self.average = RunningAverage(self.weights, self.settings.ema_half_life)
        self.optimizer = torch.optim.Adam(self.trained, betas=(0.9, 0.98), eps=1e-9, fused=True)
        self.updates, self.chunk, self.place, self.seconds = 0, 0, 0, 0.0
        if saved:
            self.average.weights = {name: weight.to(device) for name, weight in saved.average.items()}
            self.optimizer.load_state_dict(saved.optimizer)
            self.updates, self.chunk, self.place, self.seconds = saved.updates, saved.chunk, saved.place, saved.seconds

    def run(self, scorer: Scorer | None) -> None:
        clock = time.monotonic() - self.seconds
        saved = averaged = scored = self.seconds
        losses, tokens, since = [0.0, 0.0], 0, time.monotonic()
        updates = self.sampler.chunk(self.chunk)
        while (share := self._agree(self.job.length.share(self.updates, self.seconds))) < 1.0:
            if self.job.stop_after is not None and self.updates >= self.job.stop_after:
                break
            if self.place >= len(updates):
                self.chunk, self.place = self.chunk + 1, 0
                updates = self.sampler.chunk(self.chunk)
            rate = learning_rate(self.settings, self.updates, share)
            batch = updates[self.place][self.rank]
            loss, count = self._update(batch, rate)
            self.place += 1
            self.updates += 1
            self.seconds = time.monotonic() - clock
            losses = [losses[0] + loss, losses[1] + count]
            tokens += batch.target.size * self.job.workers
            if self.updates % self.job.log_every == 0 and self.rank == 0:
                speed = tokens / (time.monotonic() - since)
                self._say(f"share {share:.3f}  rate {rate:.2e}  loss {losses[0] / losses[1]:.4f}  {speed:.0f} tokens/s")
            if self.updates % self.job.log_every == 0:
                losses, tokens, since = [0.0, 0.0], 0, time.monotonic()
            if self.rank == 0 and self.seconds - saved > 60 * self.job.save_minutes:
                self._save()
                saved = self.seconds
            if self.rank == 0 and self.seconds - averaged > 60 * self.job.average_minutes:
                save_average(self._averaged(), self.job.run, self.updates, self.job.keep)
                averaged = self.seconds
            if scorer is not None and self.seconds - scored > 60 * self.job.score_minutes:
                self._score(scorer)
                scored = self.seconds
        if self.rank == 0:
            self._save()
            save_average(self._averaged(), self.job.run, self.updates, self.job.keep)
            if scorer is not None:
                self._score(scorer)

    def _update(self, batch: Batch, rate: float) -> tuple[float, int]:
        """One update. Gradients are of the mean loss over the tokens of all workers."""
        import torch

        torch.manual_seed((self.settings.seed * 1_000_003 + self.updates) * 64 + self.rank)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        source = torch.from_numpy(batch.source).to(self.device)
        target = torch.from_numpy(batch.target).to(self.device)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            loss, count = self.outputs.smoothed_loss(self.model, source, target, self.settings.label_smoothing)
        loss.backward()  # type: ignore[no-untyped-call]
        value = loss.item()
        gradients = [weight.grad for weight in self.trained if weight.grad is not None]
        total = float(count)
        if self.job.workers > 1:
            flat = torch.cat([*(gradient.flatten() for gradient in gradients), source.new_tensor([count]).float()])
            torch.distributed.all_reduce(flat)
            total, at = float(flat[-1]), 0
            for gradient in gradients:
                gradient.copy_(flat[at : at + gradient.numel()].view_as(gradient))
                at += gradient.numel()
        torch._foreach_mul_(gradients, 1.0 / total)
        norm = torch.nn.utils.clip_grad_norm_(self.trained, self.settings.clip_norm)
        if not math.isfinite(float(norm)):
            raise InputError(f"update {self.updates}: the gradient is {float(norm)}; resume with a lower peak rate")
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.average.update(self.weights, self.updates)
        return value, count

    def _agree(self, share: float) -> float:
        """The first worker's share: clocks differ, and workers at different rates would drift apart."""
        if self.job.workers == 1 or self.job.length.updates is not None:
            return share
        import torch

        value = torch.tensor([share], dtype=torch.float64, device=self.device)
        torch.distributed.broadcast(value, 0)
        return float(value.item())

    def _averaged(self) -> dict[str, "torch.Tensor"]:
        return {name: weight.detach().cpu() for name, weight in self.average.weights.items()}

    def _save(self) -> None:
        state = {name: weight.detach().cpu() for name, weight in self.model.state_dict().items()}
        place = (self.updates, self.chunk, self.place, self.seconds)
        optimizer = self.optimizer.state_dict()
        save_checkpoint(Checkpoint(state, self._averaged(), optimizer, self.settings.to_dict(), *place), self.job.run)

    def _score(self, scorer: Scorer) -> None:
        path = save_average(self._averaged(), self.job.run, self.updates, self.job.keep)
        self._say(scorer(self.model, path))

    def _say(self, words: str) -> None:
        minutes = self.seconds / 60
        print(f"{time.strftime('%H:%M:%S')}  update {self.updates}  {minutes:.1f} min  {words}", flush=True)
