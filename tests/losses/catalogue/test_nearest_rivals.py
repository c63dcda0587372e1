"""The values of the sources; which rivals are pushed is a boundary of its own."""

from losses import LOSSES
from losses.catalogue.nearest_rivals import ROWS


def test_the_values_of_the_sources():
    pushed, filtered = ROWS
    defaults = {name: parameter.default for name, parameter in pushed.parameters.items()}
    assert defaults == {"scale": 32, "margin": 0.2, "push": 0.06, "nearest": 5}
    assert filtered.parameters["limit"].default == 0.4
    assert filtered.parameters["scale"].default == 64


def test_only_inter_topk_reads_the_other_rivals():
    pushed, filtered = ROWS
    assert pushed.guidance.boundary.reads_batch
    assert filtered.guidance.boundary is None
    assert pushed.margin is filtered.margin is LOSSES["arc_softmax"].margin
