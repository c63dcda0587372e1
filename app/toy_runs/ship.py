"""Make the runs that come with the project: `python -m app.toy_runs.ship`.

They let every page open on something finished, on a machine that has trained nothing yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from app.starting_points.table import STARTING_POINTS
from app.toy_runs.store import SHIPPED
from toy_models.config import RunConfig
from toy_models.first_run import FIRST_RUN
from toy_models.training import train

RUNS: tuple[RunConfig, ...] = (FIRST_RUN, *(point.config for point in STARTING_POINTS))


def ship(configs: Sequence[RunConfig], folder: Path) -> None:
    """Train these configs, and leave nothing but their runs in the folder."""
    torch.set_num_threads(1)
    folder.mkdir(exist_ok=True)
    files = {folder / f"{config.digest}.npz": config for config in configs}
    for file, config in files.items():
        train(config).save(file)
        print(f"{file.name}: {file.stat().st_size:,} bytes")
    for file in set(folder.glob("*.npz")) - files.keys():
        file.unlink()


if __name__ == "__main__":
    ship(RUNS, SHIPPED)
