"""Every loss builds and makes a training step where `pip install .` was the only installation."""

import importlib.util

import torch

import losses

OTHERS = ("streamlit", "plotly", "numpy", "scipy", "sklearn", "pandas", "PIL", "matplotlib")
installed = [name for name in OTHERS if importlib.util.find_spec(name)]
assert not installed, f"This is to run with torch alone; {installed} are installed, too."

torch.manual_seed(0)
labels_B = torch.tensor([0, 1, 2, 3])
norms_B = torch.full((4,), 20.0)
for name in losses.LOSSES:
    cos_BC = (2 * torch.rand(4, 10) - 1).requires_grad_()
    loss_B = losses.build(name)(cos_BC, labels_B, norms_B=norms_B)
    loss_B.mean().backward()
    assert loss_B.shape == (4,)
    assert loss_B.isfinite().all(), name
    assert cos_BC.grad is not None
    assert cos_BC.grad.isfinite().all(), name
    assert cos_BC.grad.abs().sum() > 0, name
print(f"{len(losses.LOSSES)} losses, torch {torch.__version__}, nothing else: {losses.__file__}")
