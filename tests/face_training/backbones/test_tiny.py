"""The small network learns, and says what it does not take."""

import pytest
import torch
from torch.nn.functional import cross_entropy

from face_training.backbones import build


def test_it_tells_four_noisy_images_apart_after_some_steps() -> None:
    torch.manual_seed(0)
    network = build("tiny", embedding=4, image_size=32)
    patterns_43HW = torch.randn(4, 3, 32, 32)
    labels_B = torch.arange(4).repeat(4)
    optimiser = torch.optim.SGD(network.parameters(), lr=0.1)
    losses = []
    for _ in range(15):
        images_B3HW = patterns_43HW[labels_B] + 0.3 * torch.randn(16, 3, 32, 32)
        loss = cross_entropy(network(images_B3HW), labels_B)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < 0.5 * losses[0]


def test_too_small_images_are_refused() -> None:
    with pytest.raises(ValueError, match="32 pixels or more: 16"):
        build("tiny", image_size=16)
