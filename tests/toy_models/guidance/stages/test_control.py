"""A control trains its losses in its cell with its seeds, and knows what it wants."""

from dataclasses import replace

import pytest

from toy_models.guidance.cells import Cell
from toy_models.guidance.stages.control import Control
from toy_models.guidance.stages.table import CONTROLS, STAGES


@pytest.mark.parametrize("control", CONTROLS, ids=lambda one: one.name)
def test_it_compares_all_of_its_losses_and_no_other(control: Control) -> None:
    arms = control.arms_in(control.cell)
    assert control.wanted == ([control.cell.name], len({arm.name for arm in arms}))
    assert {name for pair in control.contrasts for name in pair} == {arm.name for arm in arms}
    assert len(set(control.seeds)) == len(control.seeds) >= 6


def test_their_names_and_headings_are_those_of_their_stages() -> None:
    for control in CONTROLS:
        assert control.heading.startswith(f"Stage {STAGES.index(control.name) + 1}: ")


def test_its_losses_follow_the_scale_of_another_cell() -> None:
    control = CONTROLS[0]
    cooler: Cell = replace(control.cell, heat=0.5)
    (scale,) = {arm.values["scale"] for arm in control.arms_in(cooler)}
    (usual,) = {arm.values["scale"] for arm in control.arms_in(control.cell)}
    assert scale == pytest.approx(0.5 * float(usual))
