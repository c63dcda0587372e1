"""Many runs, one after another, and their measures stacked.

K: kept steps.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from toy_models.config import RunConfig
from toy_models.record import Run

if TYPE_CHECKING:
    from toy_models.training import Training

T = TypeVar("T")
Progress = Callable[[str], None]  # called with a line after each run


def silent(_: str) -> None:
    """Progress that nobody reads."""


@dataclass(frozen=True)
class Grid:
    """The runs of all combinations of some settings, such as losses' spaces and seeds."""

    runs: tuple[Run, ...]
    shape: tuple[int, ...]  # how many values each setting has

    def stacked(self, field: str) -> np.ndarray:
        """A field of the frames: an axis for each setting, then K, then the field's own axes."""
        arrays = np.stack([run.arrays[field] for run in self.runs])
        return arrays.reshape(*self.shape, *arrays.shape[1:])


def train_grid(
    config: Callable[..., RunConfig], *settings: Iterable[Any], progress: Progress = silent
) -> Grid:
    """Train `config(a, b, ...)` for every combination of values of the settings."""
    from toy_models.training import train

    values = [tuple(setting) for setting in settings]
    runs = []
    for combination in itertools.product(*values):
        runs.append(train(config(*combination)))
        accuracy_L = runs[-1].test_accuracy_KL[-1]
        progress(f"{', '.join(map(str, combination))}: accuracy {accuracy_L.round(3)}")
    return Grid(tuple(runs), tuple(map(len, values)))


def measure_grid(
    config: Callable[..., RunConfig],
    *settings: Iterable[Any],
    measure: Callable[[Training], tuple[float, ...]],
    progress: Progress = silent,
) -> tuple[np.ndarray, np.ndarray]:
    """Train every combination as `train_grid`, and measure what a run does not record.

    Returns:
        The kept steps, shape (K,), and what `measure` gave there: an axis for each setting, then
        K, then its values.
    """
    from toy_models.training import Training

    values = [tuple(setting) for setting in settings]
    measured = []
    for combination in itertools.product(*values):
        steps, numbers = at_kept_steps(Training(config(*combination)), measure)
        measured.append(numbers)
        progress(f"{', '.join(map(str, combination))}: {numbers[-1]}")
    return np.array(steps), np.array(measured).reshape(*map(len, values), *np.shape(numbers))


def at_kept_steps(
    training: Training, measure: Callable[[Training], T]
) -> tuple[list[int], list[T]]:
    """Train to the last step; the kept steps, and what `measure` gave at each of them."""
    from toy_models.training import kept_steps

    last, steps, measured = training.config.steps, kept_steps(training.config), []
    for step in range(last + 1):
        if step in steps:
            measured.append(measure(training))
        if step < last:
            training.advance()
    return steps, measured


def stacked(rows: Sequence[Mapping[str, np.ndarray]]) -> dict[str, Any]:
    """What each training gave, by name, with a first axis for the trainings."""
    return {name: np.stack([row[name] for row in rows]) for name in rows[0]}


def provenance() -> str:
    """Library and machine of an experiment, for the captions of its figures."""
    import torch

    return f"torch {torch.__version__}, CPU, {torch.get_num_threads()} thread(s)"
