"""What the stored runs of the comparison say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch

from evidence.measures import Measures
from evidence.report import claims, table
from evidence.run_store import RunStore, stored_rows
from evidence.tuned import TunedRun
from evidence.tuned_report import settings_table
from face_training.comparison.experiment import Experiment

FOLDER = Path(__file__).parents[1] / "results"
COMMAND = "python -m face_training.comparison --run"


def file_of(experiment: Experiment, folder: Path) -> Path:
    """Where the runs of an experiment are."""
    return folder / f"comparison_{experiment.name}.jsonl"


def name_of(device: str) -> str:
    """The name of the GPU; nothing for the CPU.

    Raises:
        ValueError: torch sees no GPU here.
    """
    if device == "cpu":
        return ""
    if not torch.cuda.is_available():
        raise ValueError("--device cuda needs a CUDA card, and torch finds none here.")
    return torch.cuda.get_device_name()


def store_of(experiment: Experiment, folder: Path, device: str = "cpu") -> RunStore[TunedRun]:
    """The runs of an experiment.  Raises ValueError as `RunStore` and `name_of`."""
    settings = {
        **experiment.settings(),
        "device": name_of(device) or device,
        "versions": {"torch": torch.__version__.split("+")[0], "numpy": np.__version__},
    }
    return RunStore(file_of(experiment, folder), settings, TunedRun)


def stored_runs(experiment: Experiment, folder: Path = FOLDER) -> list[TunedRun]:
    """All runs that are stored.  Raises ValueError: there are none, or they cannot be read."""
    return stored_rows(file_of(experiment, folder), TunedRun, COMMAND)


def stored_measures(experiment: Experiment, folder: Path = FOLDER) -> dict[str, list[Measures]]:
    """The measures of each loss at its own best setting.

    Raises:
        ValueError: as `stored_runs`, or the runs are not complete.
    """
    return experiment.plan.judged(stored_runs(experiment, folder), COMMAND)


def report(experiments: Sequence[Experiment], folder: Path = FOLDER) -> str:
    """For each experiment the table, the claims of the paper and the settings, as Markdown.

    Raises:
        ValueError: as `stored_measures`.
    """
    parts = []
    for experiment in experiments:
        measures = stored_measures(experiment, folder)
        parts += [f"{experiment.title}, {_seeds(measures)}:"]
        parts += [table(measures, experiment.fars), claims(measures)]
        parts += [settings_table(experiment.plan, stored_runs(experiment, folder))]
    return "\n\n".join(parts)


def _seeds(measures: Mapping[str, Sequence[Measures]]) -> str:
    return f"{min(map(len, measures.values()))} seeds"
