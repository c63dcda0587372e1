"""A row of the catalogue gathers the parameters of its slots."""

from losses import LOSSES


def test_tied_parameters_are_one():
    circle = LOSSES["circle"]
    assert set(circle.parameters) == {"scale", "margin"}
    assert circle.guidance is not None
    assert circle.arguments(circle.guidance, {"scale": 1.0, "margin": 0.3}) == {"relaxation": 0.3}


def test_norms_are_needed_where_a_slot_reads_them():
    assert [name for name, spec in LOSSES.items() if spec.needs_norms] == ["magface", "adaface"]


def test_own_defaults_stand_before_the_slots():
    assert LOSSES["arcnegface"].parameters["scale"].default == 64
    assert LOSSES["arc_softmax"].parameters["scale"].default == 30
