"""Hard mining: which samples are kept."""

import pytest
import torch

from losses import build
from losses.hard_mining import hard_weight
from tests.losses.loop import SCALES, am, arc, assert_equal, cosines, loop


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("keep", [0.3, 0.5, 0.9, 1.0])
@pytest.mark.parametrize(
    ("name", "f"),
    [("hm_softmax", lambda c: c), ("hm_am_softmax", am(0.35)), ("hm_arc_softmax", arc(0.5))],
)
def test_equals_the_definition(scale, keep, name, f):
    cos, labels = cosines(seed=30, samples=10)
    plain = loop(cos, labels, scale=scale, f=f)
    kept = sorted(plain.tolist(), reverse=True)[: int(keep * 10)]
    expected = [value if value in kept else 0.0 for value in plain.tolist()]
    actual = build(name, scale=scale, keep=keep)(cos, labels)
    assert_equal(actual, torch.tensor(expected, dtype=torch.float64))


def test_keeping_all_is_softmax_exactly():
    cos, labels = cosines(seed=31)
    torch.testing.assert_close(
        build("hm_softmax", keep=1.0)(cos, labels),
        build("norm_softmax")(cos, labels),
        rtol=0,
        atol=0,
    )


def test_by_hand():
    log_p = torch.tensor([-1.0, -5.0, -0.1, -3.0])
    assert hard_weight(log_p, keep=0.5).tolist() == [0, 1, 0, 1]
    assert hard_weight(log_p, keep=0.01).tolist() == [0, 1, 0, 0]


def test_rounding_of_the_share_does_not_lose_a_sample():
    assert hard_weight(-torch.arange(100.0), keep=0.29).sum() == 29


def test_ties_with_the_last_are_kept():
    assert hard_weight(torch.tensor([-2.0, -1.0, -1.0, 0.0]), keep=0.5).tolist() == [1, 1, 1, 0]
