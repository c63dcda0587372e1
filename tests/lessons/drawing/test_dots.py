"""A dot for each seed, and the mean with its deviation."""

import numpy as np
import pytest

from lessons.drawing.dots import dots
from tests.lessons.style import STYLE


def test_every_loss_has_its_seeds_and_their_mean() -> None:
    values_SL = np.array([[1.0, 5.0], [3.0, 5.5]])
    seeds, mean, more_seeds, _ = dots(STYLE, values_SL, ("norm_softmax", "f_softmax"), xaxis="x2")
    assert (seeds["x"], seeds["y"]) == (["Softmax", "Softmax"], [1.0, 3.0])
    assert (mean["x"], mean["y"]) == (["Softmax"], [2.0])
    assert mean["error_y"]["array"] == [pytest.approx(np.sqrt(2))]
    assert mean["marker"]["line"]["color"] == STYLE.losses["norm_softmax"]
    assert (more_seeds["x"], more_seeds["y"]) == (["Focal", "Focal"], [5.0, 5.5])
    assert seeds["xaxis"] == "x2"
