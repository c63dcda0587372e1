"""IResNet: the residual network of ArcFace, for small aligned faces.

Its first layer keeps the full 112x112, each block normalises before its first convolution, and the
last layer is linear over the whole 7x7 map instead of its average: in an aligned face every place
has a meaning.  Deng et al., "ArcFace", arXiv:1801.07698, section 3.1; the block is
that of Han et al., "Deep Pyramidal Residual Networks", arXiv:1610.02915.

B: images, D: embedding dimension, H, W: pixels.
"""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

from face_training.backbones.blocks import Blocks
from face_training.backbones.squeeze import Squeeze

#: Depth -> blocks of each of the four stages.
STAGES = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 14, 3), 100: (3, 13, 30, 3)}
WIDTHS = (64, 128, 256, 512)


class Block(nn.Module):
    """Normalise, convolve, normalise, PReLU, convolve, normalise; and a shortcut."""

    def __init__(self, before: int, width: int, *, stride: int, squeeze: bool) -> None:
        super().__init__()
        self.residual = nn.Sequential(
            nn.BatchNorm2d(before),
            nn.Conv2d(before, width, 3, padding=1, bias=False),
            nn.BatchNorm2d(width),
            nn.PReLU(width),
            nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(width),
            *([Squeeze(width)] if squeeze else []),
        )
        self.shortcut: nn.Module = (
            nn.Identity()
            if stride == 1 and before == width
            else nn.Sequential(
                nn.Conv2d(before, width, 1, stride=stride, bias=False), nn.BatchNorm2d(width)
            )
        )

    def forward(self, features_BCHW: Tensor) -> Tensor:
        """The block's output, at half the size where its stride is 2."""
        output_BCHW: Tensor = self.residual(features_BCHW) + self.shortcut(features_BCHW)
        return output_BCHW


class IResNet(nn.Module):
    """A convolution, four stages that each halve the image, a linear layer."""

    def __init__(
        self,
        stages: Sequence[int],
        *,
        embedding: int,
        image_size: int,
        squeeze: bool = False,
        dropout: float = 0.0,
    ) -> None:
        if image_size % 16:
            raise ValueError(f"IResNet takes images of 16 times n pixels, not {image_size}.")
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, WIDTHS[0], 3, padding=1, bias=False),
            nn.BatchNorm2d(WIDTHS[0]),
            nn.PReLU(WIDTHS[0]),
        )
        blocks, before = [], WIDTHS[0]
        for width, count in zip(WIDTHS, stages, strict=True):
            for place in range(count):
                stride = 2 if place == 0 else 1
                blocks.append(Block(before, width, stride=stride, squeeze=squeeze))
                before = width
        self.blocks = Blocks(*blocks)
        self.norm = nn.BatchNorm2d(before)
        self.dropout = nn.Dropout(dropout)
        self.linear = nn.Linear(before * (image_size // 16) ** 2, embedding)
        self.output = nn.BatchNorm1d(embedding)
        # The loss decides about the length of the embedding: the last normalisation only shifts.
        self.output.weight.requires_grad = False
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.normal_(module.weight, std=0.1)

    def forward(self, images_B3HW: Tensor) -> Tensor:
        """Float images (B, 3, H, W) to embeddings (B, D)."""
        features_BCHW = self.blocks(self.stem(images_B3HW))
        flat_BF = self.dropout(self.norm(features_BCHW)).flatten(1)
        embeddings_BD: Tensor = self.output(self.linear(flat_BF))
        return embeddings_BD


def iresnet(
    *,
    depth: int,
    embedding: int,
    image_size: int,
    squeeze: bool = False,
    dropout: float = 0.0,
) -> IResNet:
    """IResNet-18, 34, 50 or 100."""
    return IResNet(
        STAGES[depth],
        embedding=embedding,
        image_size=image_size,
        squeeze=squeeze,
        dropout=dropout,
    )
