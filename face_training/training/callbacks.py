"""What a run does between its steps: the evaluations and the probe that its config asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from torch import nn

from face_training.config import ProbeConfig
from face_training.data import Faces
from face_training.evaluation.measuring import Measured, measure
from face_training.evaluation.outcome import EvaluationSet
from face_training.probe.probe import Probe
from face_training.ranks import Ranks
from face_training.training.model import Model

Measures = Mapping[str, Measured]  # of each evaluation set
Evaluate = Callable[[nn.Module], Measures]
Record = Callable[[int, Model], None]


@dataclass(frozen=True)
class Callbacks:
    """Called by the loop when they are due, on every rank; None for what is not wanted."""

    evaluate: Evaluate | None = None  # with the network to use
    record: Record | None = None  # with the step and the model


def evaluation_of(sets: Sequence[EvaluationSet], ranks: Ranks) -> Evaluate | None:
    """Measure a network on these sets; None without a set."""
    if not sets:
        return None

    def evaluate(network: nn.Module) -> Measures:
        return measure(network, sets, device=ranks.device)

    return evaluate


def probe_of(
    config: ProbeConfig,
    faces: Faces,
    folder: Path,
    report: Callable[[str], None],
    *,
    skip_broken: bool = False,
) -> Record | None:
    """Record the probe that the config describes into a run's folder; None without a probe."""
    if not config.every:
        return None
    probe = Probe.choose(
        faces,
        identities=config.identities,
        images=config.images,
        seed=config.seed,
        skip_broken=skip_broken,
    )

    def record(step: int, model: Model) -> None:
        if problem := probe.record(step, model.whole(), model.head, folder):
            report(problem)

    return record
