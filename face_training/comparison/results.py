"""What the stored runs of the comparison say."""

from __future__ import annotations

import json
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
#: The result of the comparison before: one s for all losses, five seeds, shorter trainings.
BEFORE = "comparison.json"
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


def stored_measures(experiment: Experiment, folder: Path = FOLDER) -> dict[str, list[Measures]]:
    """The stored result: of the runs if they are complete, else that of the comparison before.

    Raises:
        ValueError: there is neither, or it cannot be read.
    """
    file, before = file_of(experiment, folder), folder / BEFORE
    if file.exists():
        try:
            return experiment.plan.judged(stored_rows(file, TunedRun, COMMAND), COMMAND)
        except ValueError:
            if not before.exists():
                raise
    return _measures_before(experiment, before)


def _measures_before(experiment: Experiment, file: Path) -> dict[str, list[Measures]]:
    try:
        plain = json.loads(file.read_text())["experiments"][experiment.name]["measures"]
        return {
            loss: [Measures.from_json(seeds[seed]) for seed in sorted(seeds, key=int)]
            for loss, seeds in plain.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"{file} holds no result of {experiment.name}: {error}. `{COMMAND}` makes one."
        ) from None


def report(experiments: Sequence[Experiment], folder: Path = FOLDER) -> str:
    """For each experiment the table, the claims of the paper and the settings, as Markdown.

    Raises:
        ValueError: there is no result.
    """
    parts = []
    for experiment in experiments:
        measures = stored_measures(experiment, folder)
        parts += [f"{experiment.title}, {_seeds(measures)}:"]
        parts += [table(measures, experiment.fars), claims(measures)]
        file = file_of(experiment, folder)
        if file.exists():
            parts.append(settings_table(experiment.plan, stored_rows(file, TunedRun, COMMAND)))
        else:
            parts.append(f"From {BEFORE}: one s for all losses. `{COMMAND}` lets each choose.")
    return "\n\n".join(parts)


def _seeds(measures: Mapping[str, Sequence[Measures]]) -> str:
    return f"{min(map(len, measures.values()))} seeds"
