"""Small networks and images that tests of the faces share."""

import torch
from torch import Tensor, nn


class Pictures:
    """Random images."""

    def __init__(self, count: int, *, size: int = 8, seed: int = 0) -> None:
        draw = torch.Generator().manual_seed(seed)
        self.images = torch.randint(
            0, 256, (count, 3, size, size), generator=draw, dtype=torch.uint8
        )

    def __len__(self) -> int:
        return len(self.images)

    def __getitem__(self, index: int) -> Tensor:
        return self.images[index]


def small_network(*, size: int = 8, embedding: int = 5, seed: int = 0) -> nn.Module:
    """A convolution and a linear layer; with batch norm and dropout, so that the mode matters."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return nn.Sequential(
            nn.Conv2d(3, 4, 3, padding=1),
            nn.BatchNorm2d(4),
            nn.Tanh(),
            nn.Flatten(),
            nn.Dropout(0.5),
            nn.Linear(4 * size * size, embedding),
        )
