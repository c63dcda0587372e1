"""How much a cell left to push, and which runs got stuck."""

from dataclasses import replace

import pytest

from tests.toy_models.guidance.drawn_rows import ROW
from toy_models.guidance.cells import screen
from toy_models.guidance.findings.informative import share_to_push, stuck_seeds_of

CELL = screen()[0]
BEGINS = round(0.4 * CELL.steps)


def test_the_share_is_that_of_the_look_at_which_t_begins_to_rise() -> None:
    of_cell = replace(ROW, cell=CELL.name, arm="sv", looks=(9, BEGINS, CELL.steps))
    rows = [
        replace(of_cell, seed=0, support_curve=(0.9, 0.2, 0.7)),
        replace(of_cell, seed=1, support_curve=(0.9, 0.4, 0.7)),
        replace(of_cell, seed=2, support_curve=(0.9, 0.9, 0.7), diverged_at=3),
        replace(of_cell, seed=0, arm="norm", support_curve=(1.0, 1.0, 1.0)),
    ]
    assert share_to_push(rows, CELL.name) == pytest.approx(0.3)
    assert share_to_push(rows, screen()[1].name) is None
    unseen = [replace(of_cell, looks=(9, 10, CELL.steps), support_curve=(0.9, 0.9, 0.9))]
    assert share_to_push(unseen, CELL.name) is None


def test_stuck_seeds_are_those_of_the_arm_and_none_that_diverged() -> None:
    of_cell = replace(ROW, cell=CELL.name)
    rows = [
        replace(of_cell, arm="arc", seed=8, stuck=True),
        replace(of_cell, arm="arc", seed=3, stuck=True),
        replace(of_cell, arm="arc", seed=4, stuck=True, diverged_at=2),
        replace(of_cell, arm="norm", seed=3),
        replace(of_cell, cell=screen()[1].name, arm="norm", seed=3, stuck=True),
    ]
    assert stuck_seeds_of(rows, CELL.name) == {"arc": (3, 8)}
