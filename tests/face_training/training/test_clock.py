"""Time that counts, time that is waiting, and time that does not count."""

import pytest

from face_training.training.clock import Clock, advice


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


def test_what_may_help_is_said_if_images_are_late():
    assert advice(0.05, workers=1, cores=16) == ""
    assert advice(0.31, workers=4, cores=16) == (
        "31% of the time goes by in waiting for images: data.workers is 4, and this machine has "
        "16 cores."
    )
    assert "the disk or the decoding is the limit" in advice(0.31, workers=16, cores=16)
