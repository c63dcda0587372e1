"""Time that counts, time that is waiting, and time that does not count."""

import pytest

from face_training.training.clock import Clock


def test_the_clock_leaves_out_what_is_stopped():
    now = [100.0]
    clock = Clock(0, now=lambda: now[0])

    def slow():
        now[0] += 1
        yield "batch"

    for _ in clock.timed(slow()):
        now[0] += 3
        with clock.stopped():
            now[0] += 50
    assert clock.lap(8) == pytest.approx(2)
    assert clock.waiting_share() == pytest.approx(0.25)
