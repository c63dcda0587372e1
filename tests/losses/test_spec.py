"""A row of the catalogue gathers the parameters of its slots."""

from losses import LOSSES
from losses.parameters import number
from losses.slots import Slot
from losses.spec import LossSpec


def test_tied_parameters_are_one():
    circle = LOSSES["circle"]
    assert set(circle.parameters) == {"scale", "margin"}
    assert circle.guidance is not None
    assert circle.arguments(circle.guidance, {"scale": 1.0, "margin": 0.3}) == {"relaxation": 0.3}


def test_norms_are_needed_where_a_slot_reads_them():
    assert LOSSES["magface"].needs_norms
    assert LOSSES["adaface"].needs_norms
    assert not LOSSES["sv_arc_softmax"].needs_norms


def test_own_defaults_come_before_the_slots():
    assert LOSSES["arcnegface"].parameters["scale"].default == 64
    assert LOSSES["arc_softmax"].parameters["scale"].default == 30


def test_the_values_are_the_given_ones_and_the_defaults():
    slot = Slot(
        title="X",
        formula="",
        code="",
        parameters={"a": number("a", "", 1.0, 0, 9), "b": number("b", "", 2.0, 0, 9)},
        ascending=(("a", "b"),),
    )
    spec = LossSpec(
        name="x", title="X", family="", paper="", arxiv="", equation="", penalty=slot,
        defaults={"a": 0.5},
    )  # fmt: skip
    assert spec.checked({"b": 3}) == {"a": 0.5, "b": 3.0}
