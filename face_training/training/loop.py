"""The loop: steps, and what happens between them.

After a step its line of metrics is written first, then the evaluation, the probe and the
checkpoint that are due.  So a run that continues from a checkpoint has everything up to that step,
once.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict

import torch
from safetensors.torch import save
from torch import Tensor

from face_training.config import FaceConfig
from face_training.data import Faces
from face_training.evaluation.protocols import measure_named
from face_training.ranks import Ranks
from face_training.run_directory import RunDirectory
from face_training.training.batches import step_loader
from face_training.training.broken import BrokenImages
from face_training.training.callbacks import Callbacks, Measures
from face_training.training.checkpoints import Checkpoints
from face_training.training.clock import Clock, advice
from face_training.training.learning_rate import LearningRate
from face_training.training.metrics import Metrics
from face_training.training.model import Model, StepResult
from face_training.whole_files import write_whole


class Loop:
    """One run, from its start or from its last checkpoint to its end."""

    def __init__(
        self,
        config: FaceConfig,
        ranks: Ranks,
        run: RunDirectory,
        faces: Faces,
        model: Model,
        rate: LearningRate,
        callbacks: Callbacks,
        report: Callable[[str], None],
    ) -> None:
        self.config, self.ranks, self.run = config, ranks, run
        self.faces, self.model, self.rate = faces, model, rate
        self.callbacks, self.report = callbacks, report
        self.micro_batch = config.training.rank_batch(ranks.count)
        self.checkpoints = Checkpoints(run.checkpoints, ranks, config.checkpoints.keep)
        self.best: dict[str, float] = {}  # step and value of the best evaluation
        self._metrics: Metrics | None = None  # on rank 0
        self._logged, self._advised = 0, False
        self._open: tuple[str, ...] = ()  # what a killed run had not done after its last step
        self._open_at = -1  # the step that was kept last
        self._noted: set[str] = set()

    def run_to_end(self, accepted: Callable[[], object] = lambda: None) -> None:
        """Train until the last step.

        Args:
            accepted: called when it is known that the run can begin, or go on.

        Raises:
            Diverged: a number is no longer finite; the message names step, rank and term.
            OSError: something could not be written; what was written before is whole.
        """
        self._resume()
        accepted()
        with ExitStack() as stack:
            if self.ranks.rank == 0:
                self._metrics = stack.enter_context(
                    Metrics(
                        self.run,
                        self.model.step,
                        self.rate.steps,
                        evaluates_again="evaluate" in self._open,
                    )
                )
            if self.model.step == 0:
                self._between(evaluate=bool(self.config.training.evaluate_every))
            elif self._open:
                self._after("evaluate" in self._open, "record" in self._open)
            clock = Clock(self.model.step)
            first, last = self.model.step, self.rate.steps
            broken = BrokenImages(self.run.path, self.config.data.skip_broken, self.report)
            batches = step_loader(
                self.faces, self.config, self.ranks, first, last, skipped=broken.add
            )
            for images, labels in clock.timed(batches):
                self._step(images, labels, clock)

    def _resume(self) -> None:
        state = self.checkpoints.load(self.model.tensors(), self.report)
        step = int(state["step"]) if state else 0
        if step > self.rate.steps:
            raise ValueError(
                f"The run is at step {step} already, and with this schedule it would have ended at "
                f"{self.rate.steps}: schedule.length must be larger."
            )
        if new := self.ranks.on_first(lambda: self.run.adopt(self.config, step)):
            self.report(f"New after step {step}: {new}.")
        if state is None:
            return
        self.model.step = step
        wanted = self.config.checkpoints.best
        if state.get("best_by", wanted) == wanted:
            self.best = dict(state.get("best") or {})
        self._open, self._open_at = tuple(state.get("open") or ()), step
        self.report(f"Going on after step {step} of {self.rate.steps}.")

    def _step(self, images: Tensor, labels: Tensor, clock: Clock) -> None:
        training = self.config.training
        step = self.model.step + 1
        is_last = step == self.rate.steps
        logs = is_last or step == 1 or _due(step, training.log_every)
        self.model.head.observing = logs
        rate = self.rate.at(self.model.step)
        sizes = (images.split(self.micro_batch), labels.split(self.micro_batch))
        known = self.model.hindrance
        result = self.model.advance(list(zip(*sizes, strict=True)), rate)
        if self.model.hindrance != known:
            self.report(f"Not captured: a step waits for the GPU in {self.model.hindrance}.")
        if logs:
            self._log(result, rate, clock)
        if self._metrics:
            self._metrics.advance()
        with clock.stopped():
            self._between(evaluate=is_last or _due(step, training.evaluate_every), is_last=is_last)

    def _log(self, result: StepResult, rate: float, clock: Clock) -> None:
        step = self.model.step
        observed = self.model.head.observed
        assert observed is not None
        # The first reading waits for the GPU, so the clock is read after it.
        values = {"loss": float(result.loss)}
        values |= {name: float(value) for name, value in asdict(observed).items()}
        values |= {
            "epoch": step / self.rate.steps_per_epoch,
            "learning_rate": rate,
            "images_per_second": clock.lap(step) * self.config.training.batch,
            "waiting_for_images": clock.waiting_share(),
            "grad_norm_backbone": float(result.grad_norm_backbone),
            "grad_norm_head": float(result.grad_norm_head),
        }
        if self.ranks.device.type == "cuda":
            values["gpu_memory_gib"] = torch.cuda.max_memory_allocated() / 2**30
        if self._metrics:
            self._metrics.write("train", step, values)
            self._metrics.show(
                loss=f"{values['loss']:.3f}",
                images=f"{values['images_per_second']:.0f}/s",
                waiting=f"{values['waiting_for_images']:.0%}",
            )
        self._advise(values["waiting_for_images"])

    def _advise(self, waiting: float) -> None:
        """Say once what may help if images are late; a run's first steps always wait for them."""
        self._logged += 1
        said = advice(waiting, self.config.data.workers, os.cpu_count() or 1)
        if said and self._logged > 2 and not self._advised:
            self._advised = True
            self.report(said)

    def _between(self, *, evaluate: bool, is_last: bool = False) -> None:
        """Save a checkpoint, evaluate and record the probe, whichever is due after this step."""
        step = self.model.step
        record = step == 0 or is_last or _due(step, self.config.probe.every)
        keep = is_last or (step > 0 and _due(step, self.config.checkpoints.every))
        if evaluate or record or keep:
            self.model.share_buffers()
        if keep:
            self._keep(step, evaluate=evaluate, record=record)
        self._after(evaluate, record)

    def _after(self, evaluate: bool, record: bool) -> None:
        """What comes after the weights were kept, so that no failure of it loses them."""
        step = self.model.step
        kept = self._open_at == step
        is_best = evaluate and self._evaluate()
        if record and self.callbacks.record:
            self.callbacks.record(step, self.model)
        if is_best and not kept:
            self._keep(step)
        elif kept and self.config.checkpoints.every:
            self.checkpoints.update(step, {"best": self.best, "open": []})

    def _evaluate(self) -> bool:
        """Measure; whether this is the best step so far by the config's measure.

        A set that fails is a line in the metrics and a warning, not the end of the training.
        """
        if not self.callbacks.evaluate:
            return False
        found = self.callbacks.evaluate(self.model.to_use())
        for name, measured in found.items():
            if self._metrics:
                self._metrics.write(
                    "evaluation", self.model.step, measured.line(name), f"evaluation {name}"
                )
            for sentence in measured.said(name):
                if sentence not in self._noted:
                    self.report(sentence)
                self._noted.add(sentence)
        if not self.config.checkpoints.best:
            return False
        wanted, name = self.config.checkpoints.best.split("/")
        if found[wanted].problem:
            return False
        value = best_of(self.config.checkpoints.best, found)
        measure = measure_named(name)
        if self.best and not measure.improves(value, self.best["value"]):
            return False
        self.best = {"step": self.model.step, "value": value}
        return True

    def _keep(self, step: int, *, evaluate: bool = False, record: bool = False) -> None:
        self.model.check()
        if self.config.checkpoints.every:
            due = {"evaluate": evaluate, "record": record}
            state = {
                "best": self.best,
                "best_by": self.config.checkpoints.best,
                "open": [name for name, is_due in due.items() if is_due],
            }
            self.checkpoints.save(step, self.model.tensors(), state)
        self._open_at = step
        weights = self.model.weights()
        if self.ranks.rank == 0:
            write_whole(self.run.path / "backbone.safetensors", save(weights))


def best_of(measure: str, measures: Measures) -> float:
    """The measure that decides which checkpoint is the best.

    Raises:
        ValueError: no evaluation gave it.
    """
    evaluation_set, name = measure.split("/")
    found = measures[evaluation_set].measures
    if name not in found:
        raise ValueError(
            f"checkpoints.best asks for {measure!r}; there is {', '.join(sorted(found))}."
        )
    return float(found[name])


def _due(step: int, every: int) -> bool:
    return every > 0 and step % every == 0
