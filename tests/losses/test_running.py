"""The state of a loss becomes as wide as what it sees, and never narrower."""

import pytest
import torch

from losses.running import Running


class Mean(Running):
    """A state of two numbers, of which one counts."""

    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.tensor(0.1))
        self.register_buffer("left_out", None)


def test_it_widens_and_stays_wide():
    state = Mean()
    state.widen(torch.float32)
    assert state.mean.dtype == torch.float32
    state.widen(torch.float64)
    state.widen(torch.float32)
    assert state.mean.dtype == torch.float64
    assert float(state.mean) == float(torch.tensor(0.1))


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_what_is_loaded_keeps_its_numbers(dtype):
    wide = Mean()
    wide.widen(dtype)
    wide.mean.fill_(1 / 3)
    fresh = Mean()
    fresh.load_state_dict(wide.state_dict())
    assert fresh.mean.dtype == dtype
    assert torch.equal(fresh.mean, wide.mean)
