"""Making the runs again: a tiny one, and the command's parts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.opening.facts import stored_people, stored_pictures
from app.opening.runs import FINE, STRANGERS
from app.opening.ship import fine_pictures, main, strangers_of
from toy_models.data import Faces


def test_a_tiny_run_about_strangers() -> None:
    config = replace(
        STRANGERS, data=Faces(identities=4, images=6), hidden=(2,), embedding=8, steps=2
    )
    found = strangers_of(config, 12, 3)
    assert found.config == config
    assert found.angles_LM.shape == (2, 8 * 3)
    assert found.pictures_MHW.shape == (8 * 3, FINE, FINE)
    assert all(0 <= rate <= 1 for rate in found.recognised)


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(SystemExit, match="no part 'peple'; there are people, strangers"):
        main(["peple"])


def test_fine_pictures_show_what_the_network_saw() -> None:
    """The same faces: averaged to the network's size, they differ by its grain alone."""
    run = stored_people()
    images_NHW = stored_pictures().astype(float)
    coarse_NHW = images_NHW.reshape(-1, 32, 2, 32, 2).mean((2, 4))
    off_NHW = coarse_NHW - run.inputs_N
    assert off_NHW.std() < 255 * 0.09  # the grain's deviation is .06
    for n in (0, 100):
        other = np.roll(coarse_NHW, 1, axis=0)[n]
        assert np.abs(off_NHW[n]).mean() < np.abs(other - run.inputs_N[n]).mean()


@pytest.mark.slow
def test_the_stored_pictures_are_made_again() -> None:
    assert np.array_equal(fine_pictures(stored_people()), stored_pictures())
