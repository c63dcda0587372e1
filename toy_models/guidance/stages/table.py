"""The stages that may be judged: a stage counts when it is complete, so nobody stops it at will."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from toy_models.guidance.arms import confirmed
from toy_models.guidance.cells import Cell
from toy_models.guidance.contrasts import chosen_cells
from toy_models.guidance.predictions import CONFIRMATION_SEEDS
from toy_models.guidance.rows import Row, stored_so_far
from toy_models.guidance.stages.control import Control
from toy_models.guidance.stages.dose import DOSE
from toy_models.guidance.stages.dose_longer import DOSE_LONGER
from toy_models.guidance.stages.longer import LONGER_SEEDS, longer
from toy_models.guidance.stages.own_settings import CONTENDERS, judged, own_cells
from toy_models.guidance.stages.repeated import REPEATED
from toy_models.guidance.stages.same_margin import SAME_MARGIN

#: Their names, which are those of their files.
STAGES = (
    "screen",
    "confirmation",
    "own_settings",
    "same_margin",
    "longer",
    "repeated",
    "dose",
    "dose_longer",
)
#: Those that are controls.
CONTROLS = (SAME_MARGIN, REPEATED, DOSE, DOSE_LONGER)


def wanted_of_confirmation(first: Sequence[Row]) -> tuple[list[str], int]:
    """The cells of stage 2, and how many arms each has."""
    chosen = chosen_cells(first)
    return [cell.name for cell, _ in chosen], len(confirmed(chosen[0][0], 0.0))


def wanted_of_own_settings(first: Sequence[Row]) -> tuple[list[str], int]:
    """The cells of stage 3, and how many losses are judged in each."""
    return [cell.name for cell in cells_of_own_settings(first)], len(CONTENDERS)


def cells_of_own_settings(first: Sequence[Row]) -> list[Cell]:
    """The cells of stage 3, by the rows of stage 1."""
    return own_cells([cell for cell, _ in chosen_cells(first)])


def wanted_of_longer(first: Sequence[Row]) -> tuple[list[str], int]:
    """The cells of stage 5, and how many losses each has."""
    return [longer(cell).name for cell in cells_of_own_settings(first)], len(CONTENDERS)


def missing(rows: Sequence[Row], seeds: Sequence[int], cells: Sequence[str], arms: int) -> int:
    """How many runs of these seeds and cells are not there, of so many arms in each."""
    there = {row.run for row in rows if row.cell in cells and row.seed in seeds}
    return len(cells) * len(seeds) * arms - len(there)


def complete_stages(folder: Path, first: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of stages 2 and 3, each if nothing of it is missing; else none.

    Args:
        folder: of the stores.
        first: the rows of stage 1.

    Raises:
        ValueError: a store is damaged.
    """
    second, third = (stored_so_far(folder / f"{stage}.jsonl") for stage in STAGES[1:3])
    if second and missing(second, CONFIRMATION_SEEDS, *wanted_of_confirmation(first)):
        second = []
    if third and missing(judged(third), CONFIRMATION_SEEDS, *wanted_of_own_settings(first)):
        third = []
    return second, third


def complete_longer(folder: Path, first: Sequence[Row]) -> list[Row]:
    """The rows of stage 5's seeds if none of them is missing; else none.

    Raises:
        ValueError: the store is damaged.
    """
    rows = [row for row in stored_so_far(folder / "longer.jsonl") if row.seed in LONGER_SEEDS]
    if not rows or missing(rows, LONGER_SEEDS, *wanted_of_longer(first)):
        return []
    return rows


def complete_control(folder: Path, control: Control) -> list[Row]:
    """The rows of a control if none of them is missing; else none.

    Raises:
        ValueError: the store is damaged.
    """
    rows = stored_so_far(folder / f"{control.name}.jsonl")
    return [] if missing(rows, control.seeds, *control.wanted) else rows
