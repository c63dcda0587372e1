"""Which numbers of a step are finite, in their order."""

import torch

from face_training.training.watched import Watched


def test_each_number_by_itself():
    numbers = torch.tensor([1.0, float("nan"), float("-inf"), 0.0], requires_grad=True)
    assert Watched(numbers).finite() == [True, False, False, True]
