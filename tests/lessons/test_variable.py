"""What can be moved: its range, and what a link may set."""

from __future__ import annotations

import pytest

from lessons.variable import ANGLE, SCALE, Variable


def test_a_link_sets_what_lies_in_the_range_or_among_the_values() -> None:
    assert ANGLE.allows(0)
    assert ANGLE.allows(55.5)
    assert not ANGLE.allows(121)
    classes = Variable.of_values("K", "Classes", (10, 100), 10)
    assert classes.slider
    assert (classes.low, classes.high) == (10, 100)
    assert classes.allows(100)
    assert not classes.allows(50)


def test_a_variable_starts_within_its_range() -> None:
    for low, start, log in ((0, 2, False), (0, 0.5, True)):
        with pytest.raises(ValueError, match="no such range"):
            Variable(name="s", label="", low=low, high=1, start=start, log=log)
    assert SCALE.log
