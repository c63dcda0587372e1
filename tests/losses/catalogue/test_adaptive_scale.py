"""AdaCos has no parameter at all."""

from losses import LOSSES


def test_the_scale_is_no_parameter():
    spec = LOSSES["adacos"]
    assert spec.parameters == {}
    assert spec.slots == (spec.adaptive_scale,)
