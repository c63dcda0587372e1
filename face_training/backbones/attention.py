"""The residual attention network, for aligned faces: the backbone of SV-Softmax and MV-Softmax.

Between its stages are attention modules: a trunk of two residual blocks, and a mask, which halves
the features again and again, enlarges them step by step, and gives each place of the trunk a
weight: (1 + mask) trunk.  Wang et al., "Residual Attention Network for Image
Classification", arXiv:1704.06904; 56 and 92 are its depths on ImageNet.

The SV-Softmax paper names Attention-56 and average pooling, and no other details.  The layers here
are those of FaceX-Zoo, the toolbox of the same authors: a linear layer takes the whole 7x7 map;
with `pooled` it takes the map's average.  The variants `_irse` have ArcFace's residual block with
squeeze and excitation, and its narrower stages, as MV-Softmax and cavaface train them.

B: images, C: channels, D: embedding dimension, H, W: pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from torch import Tensor, nn
from torch.nn.functional import interpolate

from face_training.backbones.blocks import Blocks
from face_training.backbones.iresnet import Block

#: Depth -> attention modules after the first, second and third stage.
MODULES = {56: (1, 1, 1), 92: (1, 2, 3)}

#: (channels before, channels after, stride) -> a residual block.
MakeBlock = Callable[[int, int, int], nn.Module]


class Bottleneck(nn.Module):
    """Normalise first: narrow, convolve, widen; and a shortcut.

    He et al., "Identity Mappings in Deep Residual Networks", arXiv:1603.05027.
    """

    def __init__(self, before: int, width: int, stride: int = 1) -> None:
        super().__init__()
        narrow = width // 4
        self.ready = nn.Sequential(nn.BatchNorm2d(before), nn.ReLU())
        self.residual = nn.Sequential(
            nn.Conv2d(before, narrow, 1, bias=False),
            nn.BatchNorm2d(narrow),
            nn.ReLU(),
            nn.Conv2d(narrow, narrow, 3, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(narrow),
            nn.ReLU(),
            nn.Conv2d(narrow, width, 1, bias=False),
        )
        self.shortcut: nn.Module | None = None
        if before != width or stride != 1:
            self.shortcut = nn.Conv2d(before, width, 1, stride=stride, bias=False)

    def forward(self, features_BCHW: Tensor) -> Tensor:
        """The block's output, at half the size where its stride is 2."""
        ready_BCHW = self.ready(features_BCHW)
        around_BCHW = features_BCHW if self.shortcut is None else self.shortcut(ready_BCHW)
        output_BCHW: Tensor = around_BCHW + self.residual(ready_BCHW)
        return output_BCHW


def squeezed(before: int, width: int, stride: int = 1) -> nn.Module:
    """ArcFace's residual block with squeeze and excitation ("IRSE")."""
    return Block(before, width, stride=stride, squeeze=True)


class Descent(nn.Module):
    """Half the size, two blocks, and between them the next descent, if there is one."""

    def __init__(self, channels: int, depth: int, block: MakeBlock) -> None:
        super().__init__()
        self.pool = nn.MaxPool2d(3, stride=2, padding=1)
        self.enter = block(channels, channels, 1)
        self.leave = block(channels, channels, 1)
        self.deeper = Descent(channels, depth - 1, block) if depth > 1 else None
        self.skip = block(channels, channels, 1) if depth > 1 else None

    def forward(self, features_BCHW: Tensor) -> Tensor:
        """Features at half the size."""
        here_BCHW = self.enter(self.pool(features_BCHW))
        if self.deeper is not None and self.skip is not None:
            below_BCHW = grown(self.deeper(here_BCHW), here_BCHW)
            here_BCHW = below_BCHW + here_BCHW + self.skip(here_BCHW)
        output_BCHW: Tensor = self.leave(here_BCHW)
        return output_BCHW


def grown(small_BCHW: Tensor, like_BCHW: Tensor) -> Tensor:
    """Features resized to the size of others."""
    size = like_BCHW.shape[-2:]
    return interpolate(small_BCHW, size=size, mode="bilinear", align_corners=True)


class AttentionModule(nn.Module):
    """A trunk and its mask, which descends `depth` times."""

    def __init__(self, channels: int, depth: int, block: MakeBlock) -> None:
        super().__init__()
        self.first = block(channels, channels, 1)
        self.trunk = nn.Sequential(block(channels, channels, 1), block(channels, channels, 1))
        self.descent = Descent(channels, depth, block)
        self.mask = nn.Sequential(
            nn.BatchNorm2d(channels),
            nn.ReLU(),
            nn.Conv2d(channels, channels, 1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
            nn.Conv2d(channels, channels, 1, bias=False),
            nn.Sigmoid(),
        )
        self.last = block(channels, channels, 1)

    def forward(self, features_BCHW: Tensor) -> Tensor:
        """The same shape."""
        features_BCHW = self.first(features_BCHW)
        trunk_BCHW = self.trunk(features_BCHW)
        mask_BCHW = self.mask(grown(self.descent(features_BCHW), trunk_BCHW) + trunk_BCHW)
        output_BCHW: Tensor = self.last((1 + mask_BCHW) * trunk_BCHW)
        return output_BCHW


@dataclass(frozen=True)
class Shape:
    """The differences between the two variants."""

    block: MakeBlock
    widths: tuple[int, int, int, int]  # channels of the stages
    stem: tuple[nn.Module, ...]
    first_stride: int  # of the first stage, after which the image has half its size

    @classmethod
    def plain(cls) -> Shape:
        """As on ImageNet: a large convolution at half the size, bottlenecks."""
        stem = (nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False), nn.BatchNorm2d(64), nn.ReLU())
        return cls(Bottleneck, (256, 512, 1024, 2048), stem, 1)

    @classmethod
    def irse(cls) -> Shape:
        """As IResNet: a small convolution at the full size, two convolutions a block."""
        stem = (nn.Conv2d(3, 64, 3, padding=1, bias=False), nn.BatchNorm2d(64), nn.PReLU(64))
        return cls(squeezed, (64, 128, 256, 512), stem, 2)


class Attention(nn.Module):
    """A convolution, three stages, each with attention modules after it, and a last stage."""

    def __init__(
        self,
        modules: Sequence[int],
        shape: Shape,
        *,
        embedding: int,
        image_size: int,
        pooled: bool = False,
    ) -> None:
        if image_size % 16:
            raise ValueError(
                f"The attention network takes images of 16 times n pixels, not {image_size}."
            )
        super().__init__()
        layers, before = list(shape.stem), 64
        for stage, (width, count) in enumerate(zip(shape.widths[:3], modules, strict=True)):
            layers.append(shape.block(before, width, 2 if stage else shape.first_stride))
            layers += [AttentionModule(width, 3 - stage, shape.block) for _ in range(count)]
            before = width
        last = shape.widths[3]
        layers += [shape.block(before, last, 2)]
        layers += [shape.block(last, last, 1) for _ in range(2)]
        self.features = Blocks(*layers)
        side = 1 if pooled else image_size // 16
        self.output = nn.Sequential(
            *([nn.AdaptiveAvgPool2d(1)] if pooled else []),
            nn.Flatten(),
            nn.Linear(last * side**2, embedding, bias=False),
            nn.BatchNorm1d(embedding),
        )

    def forward(self, images_B3HW: Tensor) -> Tensor:
        """Float images (B, 3, H, W) to embeddings (B, D)."""
        embeddings_BD: Tensor = self.output(self.features(images_B3HW))
        return embeddings_BD


def attention(
    *, depth: int, embedding: int, image_size: int, irse: bool = False, pooled: bool = False
) -> Attention:
    """Attention-56 or 92."""
    return Attention(
        MODULES[depth],
        Shape.irse() if irse else Shape.plain(),
        embedding=embedding,
        image_size=image_size,
        pooled=pooled,
    )
