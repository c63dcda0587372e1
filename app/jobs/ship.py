"""Make the runs that come with the project: `python -m app.jobs.ship`.

They let every page open on something finished, on a machine that has trained nothing yet.
"""

from __future__ import annotations

import torch

from app.jobs.store import SHIPPED
from toy_models.config import RunConfig
from toy_models.first_run import FIRST_RUN
from toy_models.training import train

RUNS: tuple[RunConfig, ...] = (FIRST_RUN,)


def main() -> None:
    """Train them, and replace what was shipped before."""
    torch.set_num_threads(1)
    SHIPPED.mkdir(exist_ok=True)
    kept = set()
    for config in RUNS:
        file = SHIPPED / f"{config.digest}.npz"
        train(config).save(file)
        kept.add(file)
        print(f"{file.name}: {file.stat().st_size:,} bytes")
    for file in set(SHIPPED.glob("*.npz")) - kept:
        file.unlink()


if __name__ == "__main__":
    main()
