"""The scale s_A: its values, where AdaCos starts, and too few classes."""

import math

import pytest

import losses
from losses.fixed_scale import fixed_scale


@pytest.mark.parametrize(
    ("classes", "scale"),
    [(10, 3.1), (100, 6.5), (1_000, 9.8), (10_572, 13.1), (86_876, 16.1), (2_060_000, 20.6)],
)
def test_the_fixed_scale(classes: int, scale: float) -> None:
    assert fixed_scale(classes) == pytest.approx(scale, abs=0.05)


def test_adacos_starts_at_it() -> None:
    loss = losses.build("adacos")
    assert loss.scale(1_000) == pytest.approx(fixed_scale(1_000))


def test_two_classes_have_no_such_scale() -> None:
    with pytest.raises(ValueError, match="three classes or more"):
        fixed_scale(2)
    assert math.isfinite(fixed_scale(3))
