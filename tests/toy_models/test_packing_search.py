"""The search for the widest arrangement, where it is known."""

import numpy as np
import pytest

from toy_models.packing import nearest_angle
from toy_models.packing_search import search


def test_the_search_finds_the_icosahedron() -> None:
    found = search(12, 3, starts=3, seed=0)
    assert np.degrees(nearest_angle(found)) == pytest.approx(63.435, abs=1e-3)
