"""Numbers as narratives write them."""

from __future__ import annotations

import numpy as np

from lessons.numerals import by_loss, differences, less_first

VALUES_SL = np.array([[1.0, 2.0], [2.0, 3.5], [3.0, 4.0]])
LOSSES = ("norm_softmax", "am_softmax")


def test_a_measure_by_loss() -> None:
    written = {loss: str(band) for loss, band in by_loss(VALUES_SL, LOSSES, 1).items()}
    assert written == {"norm_softmax": "2.0 ± 1.0", "am_softmax": "3.2 ± 1.0"}


def test_a_difference_is_taken_seed_by_seed() -> None:
    more = differences(VALUES_SL, LOSSES, {"am": ("am_softmax", "norm_softmax")}, 2)["am"]
    assert str(more) == "+1.17 ± 0.29"
    assert (more.up, more.down, more.sign) == (3, 0, 1)
    less = differences(VALUES_SL, LOSSES, {"am": ("norm_softmax", "am_softmax")}, 2)["am"]
    assert (str(less), less.sign) == ("−1.17 ± 0.29", -1)


def test_every_loss_is_compared_with_the_first() -> None:
    written = {loss: str(more) for loss, more in less_first(VALUES_SL, LOSSES, 2).items()}
    assert written == {"am_softmax": "+1.17 ± 0.29"}
