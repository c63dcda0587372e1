"""t rises in a straight line from the value that changes nothing."""

import subprocess
import sys

import pytest

from losses import LOSSES, build
from losses.t_warm_up import TWarmUp, risen, risen_t


@pytest.mark.parametrize(
    ("name", "t", "none"), [("sv_softmax", 1.4, 1.0), ("mv_am_softmax", 0.4, 0)]
)
def test_it_rises_and_stays(name, t, none):
    spec = LOSSES[name]
    assert risen_t(spec, t, 0, 4) == none
    assert risen_t(spec, t, 1, 4) == pytest.approx(none + 0.1)
    assert risen_t(spec, t, 4, 4) == risen_t(spec, t, 9, 4) == t


def test_a_living_loss_has_the_t_of_its_step():
    loss = build("sv_arc_softmax", t=1.5)
    warm_up = TWarmUp(loss, 5)
    used = []
    for step in (-1, 0, 1, 5, 6):
        warm_up.set_for(step)
        used.append(loss.values["t"])
    assert used == pytest.approx([1.5, 1.0, 1.1, 1.5, 1.5])


def test_a_t_that_was_set_by_hand_stays():
    loss = build("sv_softmax", t=1.5)
    warm_up = TWarmUp(loss, 5)
    warm_up.set_for(2)
    loss.set(t=1.9)
    warm_up.stop()
    warm_up.set_for(3)
    assert loss.values["t"] == 1.9


@pytest.mark.parametrize(
    ("name", "steps"), [("arc_softmax", 5), ("curricularface", 5), ("sv_softmax", 0)]
)
def test_without_a_t_or_without_steps_nothing_changes(name, steps):
    loss = build(name)
    before = dict(loss.values)
    TWarmUp(loss, steps).set_for(0)
    assert loss.values == before


def test_reading_it_needs_no_torch():
    code = "import losses.t_warm_up, sys; sys.exit('torch' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_rise_stays_between_its_ends() -> None:
    assert [risen(1.0, 1.5, share) for share in (-0.5, 0.0, 0.5, 1.0, 2.0)] == [
        1,
        1,
        1.25,
        1.5,
        1.5,
    ]
