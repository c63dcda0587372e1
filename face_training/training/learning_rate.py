"""The learning rate: a pure function of the step, so that a resumed run needs no state of it.

    rate(step) = base * shape(step),    shape in [0, 1]

The base is the recipe's learning rate.  If the recipe says for which batch it is meant, the base is
scaled to the actual batch: linearly (Goyal et al., arXiv:1706.02677) or with the square root.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from face_training.config import FaceConfig, OptimiserConfig, ScheduleConfig


@dataclass(frozen=True)
class LearningRate:
    """The learning rate of every step of a run.

    Attributes:
        base: the learning rate where the shape is 1.
        steps: the length of the run.
        rule: how the base was computed, in words.
    """

    schedule: ScheduleConfig
    base: float
    steps: int
    steps_per_epoch: int
    rule: str

    @classmethod
    def of(cls, config: FaceConfig, images: int) -> LearningRate:
        """The learning rate of a run over so many images.

        Raises:
            ValueError: there are fewer images than a batch has.
        """
        per_epoch = images // config.training.batch
        if not per_epoch:
            raise ValueError(
                f"training.batch is {config.training.batch}, and there are only {images} images."
            )
        schedule, (base, rule) = config.schedule, scaled(config.optimiser, config.training.batch)
        unit = per_epoch if schedule.unit == "epochs" else 1
        return cls(schedule, base, max(1, round(schedule.length * unit)), per_epoch, rule)

    def at(self, step: int) -> float:
        """The learning rate of the step with this number; the first is 0."""
        unit = self.steps_per_epoch if self.schedule.unit == "epochs" else 1
        warmup = round(self.schedule.warmup * unit)
        if step < warmup:
            return self.base * (step + 1) / (warmup + 1)
        if self.schedule.kind == "steps":
            passed = sum(step >= round(milestone * unit) for milestone in self.schedule.milestones)
            return self.base * self.schedule.factor**passed
        left = 1 - (step - warmup) / max(1, self.steps - warmup)
        shapes = {
            "constant": 1.0,
            "polynomial": left**self.schedule.power,
            "cosine": 0.5 * (1 - math.cos(math.pi * left)),
        }
        return self.base * shapes[self.schedule.kind]


def scaled(optimiser: OptimiserConfig, batch: int) -> tuple[float, str]:
    """The learning rate for this batch, and the rule in words."""
    rate, meant_for = optimiser.learning_rate, optimiser.for_batch
    if not meant_for:
        return rate, f"{rate:g}, as given, for {batch} images a step"
    factor = batch / meant_for
    if optimiser.scaling == "square_root":
        factor = math.sqrt(factor)
    words = optimiser.scaling.replace("_", " ")
    return rate * factor, (
        f"{rate:g} for {meant_for} images a step, {rate * factor:g} for {batch} ({words} rule)"
    )
