"""Each loss at its own best setting, trained twice as long: does stage 3's answer keep its sign?

Stage 3 ends with many training pictures still wrong, and its learning rate falls to 0, so a flat
curve at the end cannot tell whether the losses would still part.  Stage 5 trains stage 3's five
losses, each at the setting that it chose there, in both cells, with twice the steps.  The rise of
t and the fall of the rate stretch with them.  Settings are not searched anew, so what stays or
turns is that of the length alone, and a longer training may have a better setting for any of them.

It was added after stage 3's result had been seen, as a control of it, and no registered prediction
speaks of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toy_models.guidance.arms import Arm
from toy_models.guidance.cells import Cell
from toy_models.guidance.predictions import CONFIRMATION_SEEDS
from toy_models.guidance.rows import Row
from toy_models.guidance.stages.own_settings import CONTENDERS, TUNING_SEEDS, best_arms

TIMES = 2  # as many steps
#: The first three of the twelve seeds that judge stage 3.  A seed of both cells takes about 12
#: minutes of a core, so twelve would take two and a half hours, and there was one.  The number was
#: set before the first of these runs; raise it, and `--run --stage longer` goes on.
LONGER_SEEDS = CONFIRMATION_SEEDS[:3]

#: The question of each cell, one loss minus another.
LONGER_CONTRASTS = (("sv", "norm"), ("sv_arc", "arc"), ("arc", "norm"))


def longer(cell: Cell) -> Cell:
    """The same data and network, trained longer."""
    return replace(cell, steps=TIMES * cell.steps)


def longer_arms(
    rows: Sequence[Row], cell: Cell, tuning: Sequence[int] = TUNING_SEEDS
) -> tuple[Arm, ...]:
    """Stage 3's losses at the settings that they chose in a cell.

    Args:
        rows: of stage 3.
        cell: one of its cells.
        tuning: the seeds that chose.

    Raises:
        ValueError: a loss is still searching there.
    """
    arms = tuple(best_arms(rows, cell, tuning))
    if len(arms) < len(CONTENDERS):
        raise ValueError(
            f"Stage 5 trains stage 3's best settings, and {len(CONTENDERS) - len(arms)} of "
            f"{len(CONTENDERS)} losses have none yet in {cell.name}: "
            "`python -m toy_models.guidance --run --stage own_settings` finds them."
        )
    return arms
