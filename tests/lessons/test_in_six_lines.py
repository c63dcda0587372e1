"""The six-line losses are the losses."""

from __future__ import annotations

import inspect

import pytest

from lessons import in_six_lines
from tests.lessons.checks import assert_short_version_is_the_loss

ALL = [
    name for name, thing in vars(in_six_lines).items()
    if inspect.isfunction(thing) and thing.__module__ == in_six_lines.__name__
]  # fmt: skip


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("classes", [2, 7])
def test_value_and_gradient_are_those_of_losses(name: str, classes: int) -> None:
    assert_short_version_is_the_loss(f"lessons.in_six_lines:{name}", classes)


def test_there_are_some() -> None:
    assert {"sv_softmax", "sv_am_softmax", "sv_arc_softmax"} <= set(ALL)
