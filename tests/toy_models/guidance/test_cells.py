"""The cells: 32 of 128, balanced, each with a name of its own."""

import math

from toy_models.data import Families
from toy_models.guidance.cells import DESIGN, FACTORS, TINY, screen


def test_the_screen_has_32_cells_and_each_level_in_half_of_them() -> None:
    cells = screen()
    assert len({cell.name for cell in cells}) == 32
    for name, levels in FACTORS.items():
        for level in levels:
            assert sum(getattr(cell, name) == level for cell in cells) == 16
    assert DESIGN.shape == (32, 7)


def test_a_cell_says_its_scale_and_its_data() -> None:
    assert TINY.scale == 0.8 * math.sqrt(2) * math.log(19)
    assert TINY.data == Families(identities=20, images=20, distance=0.5)
    assert TINY.name == "K20 d8 c8 s0.8 w0.1 f0.5 n40"
