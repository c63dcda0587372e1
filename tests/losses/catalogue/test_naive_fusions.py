"""Each naive fusion is a margin and a mining that another loss has alone."""

import pytest

from losses import LOSSES


@pytest.mark.parametrize("mining", ["f", "hm"])
@pytest.mark.parametrize("margin", ["am", "arc"])
def test_it_is_the_two_together(mining, margin):
    spec = LOSSES[f"{mining}_{margin}_softmax"]
    assert spec.margin is LOSSES[f"{margin}_softmax"].margin
    assert spec.mining is LOSSES[f"{mining}_softmax"].mining
    assert spec.guidance is None
