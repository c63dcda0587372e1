"""A network that a single CPU core trains in minutes, for trying things out.

B: images, D: embedding dimension, H, W: pixels.
"""

from __future__ import annotations

from torch import Tensor, nn

WIDTHS = (16, 32, 64, 96, 96)  # channels after each halving of the image


class Tiny(nn.Module):
    """Five strided convolutions and a linear layer; the first of them halves the image."""

    def __init__(self, *, embedding: int, image_size: int) -> None:
        if image_size < 32:
            raise ValueError(f"The tiny backbone takes images of 32 pixels or more: {image_size}.")
        super().__init__()
        layers: list[nn.Module] = []
        size, before = image_size, 3
        for width in WIDTHS:
            layers += [
                nn.Conv2d(before, width, 3, stride=2, padding=1, bias=False),
                nn.BatchNorm2d(width),
                nn.PReLU(width),
            ]
            size, before = (size + 1) // 2, width
        self.features = nn.Sequential(*layers)
        self.flat = nn.Sequential(
            nn.Flatten(),
            nn.Linear(before * size * size, embedding, bias=False),
            nn.BatchNorm1d(embedding, affine=False),
        )

    def forward(self, images_B3HW: Tensor) -> Tensor:
        """Float images (B, 3, H, W) to embeddings (B, D)."""
        embeddings_BD: Tensor = self.flat(self.features(images_B3HW))
        return embeddings_BD
