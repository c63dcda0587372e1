"""The limits cannot be changed by accident."""

from dataclasses import FrozenInstanceError

import pytest

from app.jobs.limits import Limits


def test_the_limits_of_a_class() -> None:
    limits = Limits()
    assert (limits.training_at_once, limits.waiting_at_most, limits.jobs_of_a_viewer) == (
        24,
        150,
        2,
    )
    with pytest.raises(FrozenInstanceError):
        limits.training_at_once = 1  # type: ignore[misc]
