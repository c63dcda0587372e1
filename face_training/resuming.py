"""Which settings may change when a run resumes, and which decide its weights so far.

With another value of a setting in DECIDES the weights so far would be of no use, or would be
called what they are not: a resuming run refuses it.  What is in MAY_CHANGE acts on later steps
alone, or on no weight at all.  Every change is recorded with its step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from face_training.config import FaceConfig
from face_training.recipes.typed import plain

DECIDES = (
    # whom the class weights stand for, and which image comes next
    "data.source", "data.identities", "data.images", "data.seed", "data.flip",
    "training.batch", "training.seed",
    # what the weights are, and those of their average
    "backbone.name", "backbone.embedding", "backbone.image_size", "backbone.frozen",
    "training.precision", "training.ema",
    # what they were trained for, and by what with its state
    "head.loss", "head.parameters", "head.margin_gradient", "head.sample", "head.t_warmup",
    "optimiser.name", "optimiser.others",
    # the samples that a run remembers: always the same
    "probe.identities", "probe.images", "probe.seed",
)  # fmt: skip
MAY_CHANGE = (
    # where things are, and what is said
    "title", "data.path", "data.overlap_with", "data.skip_broken",
    # where the first step began
    "backbone.weights", "backbone.weights_colours",
    # speed and memory
    "data.workers", "head.form", "head.products", "head.compile", "training.accumulate",
    "training.device", "training.channels_last", "training.compile", "training.capture",
    "training.recompute", "training.sharding", "training.deterministic",
    "training.sync_batch_norm",
    # what is measured and kept
    "evaluation", "training.evaluate_every", "training.log_every", "checkpoints.every",
    "checkpoints.keep", "checkpoints.best", "probe.every",
    # how the steps go on: their number, their rate, their limits
    "schedule.unit", "schedule.length", "schedule.kind", "schedule.warmup", "schedule.milestones",
    "schedule.factor", "schedule.power", "optimiser.learning_rate",
    "optimiser.head_learning_rate", "optimiser.for_batch",
    "optimiser.scaling", "optimiser.momentum", "optimiser.beta2", "optimiser.weight_decay",
    "optimiser.matrix_learning_rate", "optimiser.matrix_weight_decay", "optimiser.clip_backbone",
    "optimiser.clip_head",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A setting with another value than before."""

    setting: str
    before: Any
    now: Any

    @property
    def is_allowed(self) -> bool:
        """Whether a run may resume with it."""
        if self.setting == "optimiser.momentum" and not self.before:
            return False  # without momentum SGD has no state that could go on
        return self.setting in MAY_CHANGE

    def in_words(self) -> str:
        """For a person who resumes a run."""
        if self.setting == "evaluation":
            return f"evaluation = {', '.join(table['name'] for table in self.now) or 'none'}"
        return f"{self.setting} = {self.now!r}, was {self.before!r}"


def changes(begun: FaceConfig, now: FaceConfig) -> list[Change]:
    """What is different between the config of a run and that of its continuation."""
    before, after = (dict(settings(config)) for config in (begun, now))
    return [
        Change(name, before[name], after[name]) for name in before if before[name] != after[name]
    ]


def settings(config: FaceConfig) -> Iterator[tuple[str, Any]]:
    """The settings of a config by their names, as "head.loss"."""
    yield from _flat(plain(config))


def _flat(table: Mapping[str, Any], where: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping) and key != "parameters":
            yield from _flat(value, f"{where}{key}.")
        else:
            yield f"{where}{key}", value
