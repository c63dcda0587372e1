"""The bound against the losses themselves, and the two papers' forms of it against each other."""

import numpy as np
import pytest

from lessons.one_sample import explained
from lessons.scale.bound import floor, least_scale, surest
from toy_models.config import LossChoice


@pytest.mark.parametrize("s", [1.0, 4.0, 16.0])
@pytest.mark.parametrize("classes", [2, 10, 50])
def test_a_perfect_picture_has_the_floor_as_its_loss(s: float, classes: int) -> None:
    cosines = [1.0, *[-1 / (classes - 1)] * (classes - 1)]
    perfect = explained(LossChoice.of("norm_softmax", scale=s), cosines)
    assert floor(s, classes) == pytest.approx(perfect.loss, rel=1e-5, abs=1e-9)
    assert surest(s, classes) == pytest.approx(perfect.p_C[0], rel=1e-6)


def test_cosface_equation_6_is_the_floor_solved_for_s() -> None:
    classes = np.array([10, 1000, 86_876])
    np.testing.assert_allclose(surest(least_scale(0.9, classes), classes), 0.9)
