"""The parameters that two slots of a loss share, and the papers' scales."""

import pytest

from losses import LOSSES


@pytest.mark.parametrize(
    ("name", "scale"),
    [("curricularface", 64), ("arcnegface", 64), ("npcface", 64), ("circle", 256)],
)
def test_the_papers_scale(name, scale):
    assert LOSSES[name].parameters["scale"].default == scale


def test_circles_rivals_take_the_margin_of_the_target():
    spec = LOSSES["circle"]
    assert set(spec.parameters) == {"scale", "margin"}
    assert spec.arguments(spec.guidance, {"scale": 1.0, "margin": 0.3}) == {"relaxation": 0.3}


def test_npcs_hard_margin_is_one_parameter_of_two_slots():
    spec = LOSSES["npcface"]
    assert list(spec.parameters) == ["scale", "m0", "m1", "hard_margin", "t", "a"]
    assert spec.guidance.boundary.parameters["hard_margin"].default == 0.5
