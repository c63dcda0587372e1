"""The widest numbers of a device."""

import pytest
import torch

from losses.widest import widest


@pytest.mark.parametrize(
    ("device", "dtype"),
    [("cpu", torch.float64), ("cuda:1", torch.float64), ("mps", torch.float32)],
)
def test_apples_gpus_have_no_float64(device, dtype):
    assert widest(torch.device(device)) == dtype
