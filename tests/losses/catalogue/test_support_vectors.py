"""SV-X is SV with the margin X; MV's t is 1 less than SV's."""

import pytest

from losses import LOSSES


@pytest.mark.parametrize("margin", ["a", "am", "arc"])
def test_sv_x_is_sv_with_the_margin(margin):
    spec = LOSSES[f"sv_{margin}_softmax"]
    assert spec.margin is LOSSES[f"{margin}_softmax"].margin
    assert spec.guidance is LOSSES["sv_softmax"].guidance
    assert spec.mining is None


def test_the_papers_defaults():
    assert LOSSES["sv_arc_softmax"].parameters["scale"].default == 30
    assert LOSSES["sv_softmax"].parameters["t"].default == 1.2
    assert LOSSES["mv_am_softmax"].parameters["t"].default == 0.2
    assert LOSSES["mv_arc_softmax"].parameters["scale"].default == 32
