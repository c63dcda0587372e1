"""The scale that the losses share."""

from losses import LOSSES
from losses.catalogue.shared import SCALE


def test_every_scale_differs_in_its_default_at_most():
    for spec in LOSSES.values():
        if spec.scale:
            assert spec.parameters["scale"].with_default(SCALE.default) == SCALE
