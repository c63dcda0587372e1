"""What the slots may read of a batch."""

import pytest
import torch

from losses import build
from losses.batch import Batch

COS = torch.tensor([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
LABELS = torch.tensor([2, 0])


def test_targets_rivals_and_sums():
    batch = Batch(COS, LABELS)
    torch.testing.assert_close(batch.cos_y_B, torch.tensor([0.3, 0.4]))
    torch.testing.assert_close(
        batch.sum_over_rivals(lambda cos_BK: cos_BK), torch.tensor([0.3, 1.1])
    )
    assert batch.classes == 3


def test_a_given_target_is_used():
    given = torch.tensor([0.9, 0.8])
    assert Batch(COS, LABELS, given_cos_y_B=given).cos_y_B is given


def test_missing_norms():
    with pytest.raises(ValueError, match="norms_B="):
        _ = Batch(COS, LABELS).norms_B


def test_the_largest_rival():
    assert Batch(COS, LABELS).largest_rival().tolist() == pytest.approx([0.2, 0.6])


@pytest.mark.parametrize("value", [9, torch.tensor([9.0, 9.0])])
def test_the_target_can_be_replaced(value):
    assert Batch(COS, LABELS).with_target(COS, value).tolist() == [
        pytest.approx([0.1, 0.2, 9]),
        pytest.approx([9, 0.5, 0.6]),
    ]
    every = torch.ones_like(COS, dtype=torch.bool)
    rivals = Batch(COS, LABELS).with_target(every, False)
    assert rivals.tolist() == [[True, True, False], [False, True, True]]


@pytest.mark.parametrize("shape", [(2, 1), (1,), ()])
def test_norms_of_another_shape_are_refused(shape):
    """(B, 1) would make a loss (B, B)."""
    with pytest.raises(
        ValueError, match=r"^Feature norms have the shape of the labels, \(2,\), not"
    ):
        build("magface")(COS, LABELS, norms_B=torch.ones(shape))


def test_the_rival_at_a_place():
    batch = Batch(COS.clone().requires_grad_(), LABELS)
    places = [batch.rival_at(place) for place in (1, 2, 3, 9)]
    assert [found.tolist() for found in places] == [
        pytest.approx([0.2, 0.6]),
        pytest.approx([0.1, 0.5]),
        [-2, -2],  # there are two rivals
        [-2, -2],
    ]
    assert not places[0].requires_grad
