"""Rows of the stages whose truth is known."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from toy_models.guidance.cells import Cell, screen
from toy_models.guidance.predictions import CONTRASTS
from toy_models.guidance.rows import Row
from toy_models.guidance.stages.control import Control
from toy_models.guidance.stages.same_margin import SAME_MARGIN

ROW = Row(
    cell="", seed=0, arm="", tar=0.5, tar_family=0.1, eer=0.1, error=0.1, true_error=0.1,
    equivalent_margin=0.25, nearest_weight=40.0, looks=(1,), tar_curve=(0.5,),
    support_curve=(0.5,), flips_curve=(0.0,),
)  # fmt: skip
NOISE = 0.002


def screen_rows(gain: Callable[[Cell], float], error: Callable[[Cell], float]) -> list[Row]:
    """Four seeds of every cell; softmax at .5, SV at .5 and what it gains."""
    draw = np.random.default_rng(0)
    rows = []
    for cell in screen():
        for seed in range(4):
            of_seed = replace(ROW, cell=cell.name, seed=seed, error=error(cell))
            tar = 0.5 + gain(cell) + NOISE * draw.standard_normal()
            rows += [replace(of_seed, arm="norm"), replace(of_seed, arm="sv", tar=tar)]
    return rows


def confirmation_rows(cells: list[Cell], gains: dict[str, float]) -> list[Row]:
    """Twelve seeds; every arm at .5 and what it gains."""
    draw = np.random.default_rng(1)
    names = {name for pair in CONTRASTS for name in pair}
    return [
        replace(
            ROW, cell=cell.name, seed=seed, arm=arm,
            tar=0.5 + gains.get(arm, 0.0) + NOISE * draw.standard_normal(),
        )
        for cell in cells
        for seed in range(100, 112)
        for arm in sorted(names)
    ]  # fmt: skip


def control_rows(tars: Sequence[float], control: Control = SAME_MARGIN) -> list[Row]:
    """The seeds of a control; its arms have these TAR.

    A seed is worth the same to all arms, so a contrast is the same in every seed.
    """
    arms = control.arms_in(control.cell)
    return [
        replace(ROW, cell=control.cell.name, seed=seed, arm=arm.name, tar=tar + seed / 1e5)
        for seed in control.seeds
        for arm, tar in zip(arms, tars, strict=True)
    ]


def as_predicted(cell: Cell) -> float:
    """What theory says: a gain where s is cool, none where it is hot, a loss by wrong labels."""
    gain = 0.04 if cell.heat < 1 else 0.0
    return gain - (0.06 if cell.wrong and cell.heat < 1 else 0.0)


def error_as_predicted(cell: Cell) -> float:
    return 0.1 if cell.heat < 1 else 0.0
