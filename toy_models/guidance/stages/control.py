"""A control: some losses in one cell, for a question that earlier stages have left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toy_models.guidance.arms import Arm
from toy_models.guidance.cells import Cell


@dataclass(frozen=True, kw_only=True)
class Control:
    """A stage of one cell, which is judged as a whole.

    Attributes:
        name: of its file.
        heading: for a reader.
        cell: what is trained on.
        arms_in: its losses in a cell.
        seeds: of its trainings.
        contrasts: what is compared, one arm minus another.
    """

    name: str
    heading: str
    cell: Cell
    arms_in: Callable[[Cell], tuple[Arm, ...]]
    seeds: tuple[int, ...]
    contrasts: tuple[tuple[str, str], ...]

    @property
    def wanted(self) -> tuple[list[str], int]:
        """Its cell, and how many arms it has there."""
        return [self.cell.name], len(self.arms_in(self.cell))
