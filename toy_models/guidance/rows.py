"""A row of results a run, and where the rows are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.run_store import RunStore, parts_of, stored_rows

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One arm of one cell with one seed.

    Shares are 0 to 1.  The lists of a curve have one entry for each of `looks`.
    """

    cell: str
    seed: int
    arm: str
    tar: float
    tar_family: float
    eer: float
    error: float
    true_error: float
    equivalent_margin: float
    nearest_weight: float
    looks: tuple[int, ...]  # steps
    tar_curve: tuple[float, ...]
    support_curve: tuple[float, ...]
    flips_curve: tuple[float, ...]
    replicates: tuple[int, ...] = ()  # TAR of bootstrap replicates, in 1e-4
    diverged_at: int | None = None  # the step of the first number that was not finite
    stuck: bool = False  # the training error is above that of guessing's half

    @property
    def run(self) -> tuple[str, int, str]:
        """What tells this run from all others."""
        return self.cell, self.seed, self.arm


class Store(RunStore[Row]):
    """The rows of one stage."""

    def __init__(self, file: Path, settings: dict[str, Any]) -> None:
        """Open a store, or begin it at the first row.  Raises ValueError as `RunStore`."""
        super().__init__(file, settings, Row)


def stuck_runs(rows: Iterable[Row]) -> int:
    """How many ended without having learned, those that diverged not counted."""
    return sum(row.stuck and row.diverged_at is None for row in rows)


def stored_so_far(file: Path) -> list[Row]:
    """The rows of a file; none if there is no such store.  Raises ValueError as `stored`."""
    return stored(file) if parts_of(file) else []


def stored(file: Path) -> list[Row]:
    """The rows of a file, whatever settings they have.

    Raises:
        ValueError: there is no such store, or it cannot be read.
    """
    return stored_rows(file, Row, "python -m toy_models.guidance --run")
