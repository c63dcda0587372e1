"""The plain softmaxes fill no slot."""

from losses.catalogue.baselines import ROWS


def test_no_slot_is_filled():
    plain, normalised = ROWS
    assert (plain.name, normalised.name) == ("softmax", "norm_softmax")
    assert plain.slots == normalised.slots == ()


def test_only_the_inner_product_has_no_scale():
    plain, normalised = ROWS
    assert plain.scale is None
    assert not plain.normalised
    assert normalised.scale.default == 30
