"""The loop: steps, and what happens between them.

At a step first its line of metrics is written, then the evaluation, the probe and the checkpoint
that are due: so a run that goes on from a checkpoint has all that belongs to it, once.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import torch
from safetensors.torch import save as as_safetensors
from torch import Tensor, nn

from face_training.config import Config
from face_training.ranks import Ranks
from face_training.run_directory import RunDirectory, write_whole
from face_training.training.batches import loader
from face_training.training.checkpoints import Checkpoints
from face_training.training.learning_rate import LearningRate
from face_training.training.metrics import Metrics
from face_training.training.model import Made, Model

Measures = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Around:
    """What a run does besides its steps; nothing by default."""

    evaluate: Callable[[nn.Module], Measures] | None = None
    record: Callable[[int, Model], None] | None = None  # the probe


class Loop:
    """One run, from its start or from its last checkpoint to its end."""

    def __init__(
        self,
        config: Config,
        ranks: Ranks,
        run: RunDirectory,
        faces: Any,
        backbone: nn.Module,
        around: Around | None = None,
    ) -> None:
        config.training.rank_batch(ranks.count)
        self.config, self.ranks, self.run = config, ranks, run
        self.faces = faces
        self.around = around or Around()
        self.rate = LearningRate.of(config, len(faces))
        self.model = Model(config, ranks, backbone, len(faces.identities))
        self.checkpoints = Checkpoints(run.checkpoints, ranks, config.checkpoints.keep)
        self.best: dict[str, float] = {}
        self._metrics: Metrics | None = None

    def go(self) -> None:
        """Train to the end.

        Raises:
            Diverged: a number is no longer finite; step, rank and term are named.
            OSError: something could not be written; what was written before is whole.
        """
        self._resume()
        with ExitStack() as stack:
            if self.ranks.rank == 0:
                self._metrics = stack.enter_context(
                    Metrics(self.run, self.model.step, self.rate.steps)
                )
            if self.model.step == 0:
                self._between(evaluate=bool(self.config.training.evaluate_every))
            clock = Clock(self.model.step)
            first, last = self.model.step, self.rate.steps
            for images, labels in clock.timed(
                loader(self.faces, self.config, self.ranks, first, last)
            ):
                self._step(images, labels, clock)

    def _resume(self) -> None:
        state = self.checkpoints.load(self.model.tensors(), self._say)
        if state is None:
            return
        self.model.step = int(state["step"])
        self.best = dict(state.get("best") or {})
        self._say(f"Going on after step {self.model.step} of {self.rate.steps}.")

    def _step(self, images: Tensor, labels: Tensor, clock: Clock) -> None:
        training = self.config.training
        step = self.model.step + 1
        ends = step == self.rate.steps
        logs = ends or step == 1 or step % training.log_every == 0
        self.model.head.observing = logs
        rate = self.rate.at(self.model.step)
        parts = training.accumulate
        micro = list(zip(images.chunk(parts), labels.chunk(parts), strict=True))
        made = self.model.advance(micro, rate)
        if logs:
            self._log(made, rate, clock)
        if self._metrics:
            self._metrics.advance()
        with clock.stopped():
            self._between(evaluate=ends or _due(step, training.evaluate_every), ends=ends)

    def _log(self, made: Made, rate: float, clock: Clock) -> None:
        step = self.model.step
        observed = self.model.head.observed
        assert observed is not None
        # The first reading waits for the GPU, so the clock is read after it.
        values = {"loss": float(made.loss)}
        values |= {name: float(value) for name, value in asdict(observed).items()}
        values |= {
            "epoch": step / self.rate.steps_per_epoch,
            "learning_rate": rate,
            "images_per_second": clock.lap(step) * self.config.training.batch,
            "waiting_for_images": clock.waiting_share(),
            "grad_norm_backbone": float(made.grad_norm_backbone),
            "grad_norm_head": float(made.grad_norm_head),
        }
        if self.ranks.device.type == "cuda":
            values["gpu_memory_gib"] = torch.cuda.max_memory_allocated() / 2**30
        if self._metrics:
            self._metrics.write("train", step, values)
            self._metrics.show(
                loss=f"{values['loss']:.3f}", images=f"{values['images_per_second']:.0f}/s"
            )

    def _between(self, *, evaluate: bool, ends: bool = False) -> None:
        """What is due after so many steps."""
        step = self.model.step
        record = step == 0 or ends or _due(step, self.config.probe.every)
        keep = ends or (step > 0 and _due(step, self.config.checkpoints.every))
        if evaluate or record or keep:
            self.model.same_buffers()
        better = evaluate and self._evaluate()
        if record and self.around.record:
            self.around.record(step, self.model)
        if keep or better:
            self._keep(step)

    def _evaluate(self) -> bool:
        """Measure; whether it is the best so far by the config's measure."""
        if not self.around.evaluate:
            return False
        measures = self.around.evaluate(self.model.to_use())
        if self._metrics:
            for name, values in measures.items():
                self._metrics.write(
                    "evaluation", self.model.step, {"set": name, **values}, f"evaluation {name}"
                )
        if not self.config.checkpoints.best:
            return False
        value = best_of(self.config.checkpoints.best, measures)
        if self.best and value <= self.best["value"]:
            return False
        self.best = {"step": self.model.step, "value": value}
        return True

    def _keep(self, step: int) -> None:
        self.model.check_gradients()
        self.checkpoints.save(step, self.model.tensors(), {"best": self.best})
        weights = self.model.weights()
        if self.ranks.rank == 0:
            write_whole(self.run.path / "backbone.safetensors", as_safetensors(weights))

    def _say(self, sentence: str) -> None:
        if self.ranks.rank == 0:
            print(sentence, file=sys.stderr, flush=True)


class Clock:
    """Steps a second since the last reading, and the share of the time spent on waiting."""

    def __init__(self, step: int) -> None:
        self._step, self._start = step, time.perf_counter()
        self._waited = self._share = 0.0

    def timed(self, batches: Any) -> Any:
        """The same batches, with the time that each of them is waited for taken."""
        iterator = iter(batches)
        while True:
            start = time.perf_counter()
            batch = next(iterator, None)
            self._waited += time.perf_counter() - start
            if batch is None:
                return
            yield batch

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """What is done meanwhile does not count."""
        start = time.perf_counter()
        yield
        self._start += time.perf_counter() - start

    def lap(self, step: int) -> float:
        """Steps a second since the last lap."""
        now = time.perf_counter()
        passed = max(now - self._start, 1e-9)
        speed, self._share = (step - self._step) / passed, self._waited / passed
        self._step, self._start, self._waited = step, now, 0.0
        return speed

    def waiting_share(self) -> float:
        """Of the last lap: waiting for images."""
        return self._share


def best_of(measure: str, measures: Measures) -> float:
    """The measure that decides which checkpoint is the best: the higher the better.

    Raises:
        ValueError: no evaluation gave it.
    """
    name, of_set = measure.split("/")[1], measures[measure.split("/")[0]]
    if name not in of_set:
        raise ValueError(
            f"checkpoints.best asks for {measure!r}; there is {', '.join(sorted(of_set))}."
        )
    return float(of_set[name])


def _due(step: int, every: int) -> bool:
    return every > 0 and step % every == 0
