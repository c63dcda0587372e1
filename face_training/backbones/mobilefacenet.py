"""MobileFaceNet: a network of a million parameters, for mobile phones.

Inverted residual bottlenecks.  Instead of an average over the last map, a depthwise convolution as
large as the map learns a weight for each place.  Chen et al., "MobileFaceNets",
arXiv:1804.07573, table 1.

insightface's has twice as many channels between the blocks and as many inside, and its second
convolution takes channels in pairs.

B: images, D: embedding dimension, H, W: pixels.
"""

from __future__ import annotations

from torch import Tensor, nn

from face_training.backbones.blocks import Blocks

STEM = 64  # channels of the first convolutions
#: Expansion, channels, blocks, stride of the first: the bottlenecks of table 1.
BOTTLENECKS = ((2, 64, 5, 2), (4, 128, 1, 2), (2, 128, 6, 1), (4, 128, 1, 2), (2, 128, 2, 1))


def convolution(
    before: int,
    width: int,
    size: int,
    *,
    stride: int = 1,
    padding: int | None = None,
    groups: int = 1,
    linear: bool = False,
) -> nn.Sequential:
    """Convolve, normalise and, unless it is linear, PReLU."""
    return nn.Sequential(
        nn.Conv2d(
            before,
            width,
            size,
            stride=stride,
            padding=size // 2 if padding is None else padding,
            groups=groups,
            bias=False,
        ),
        nn.BatchNorm2d(width),
        *([] if linear else [nn.PReLU(width)]),
    )


class Inverted(nn.Module):
    """Widen, convolve each channel by itself, narrow; a shortcut where the shape stays."""

    def __init__(self, before: int, width: int, *, wide: int, stride: int) -> None:
        super().__init__()
        self.residual = nn.Sequential(
            convolution(before, wide, 1),
            convolution(wide, wide, 3, stride=stride, groups=wide),
            convolution(wide, width, 1, linear=True),
        )
        self.around = stride == 1 and before == width

    def forward(self, features_BCHW: Tensor) -> Tensor:
        """The block's output, at half the size where its stride is 2."""
        output_BCHW: Tensor = self.residual(features_BCHW)
        return output_BCHW + features_BCHW if self.around else output_BCHW


class MobileFaceNet(nn.Module):
    """The whole of table 1; with the embedding normalised over the batch, as its users do.

    Args:
        embedding: its dimension.
        image_size: pixels of a side.
        times: channels between the blocks, times those of table 1.
    """

    def __init__(self, *, embedding: int, image_size: int, times: int = 1) -> None:
        if image_size % 16:
            raise ValueError(f"MobileFaceNet takes images of 16 times n pixels, not {image_size}.")
        super().__init__()
        layers: list[nn.Module] = [
            convolution(3, STEM * times, 3, stride=2),
            convolution(STEM * times, STEM * times, 3, groups=STEM),
        ]
        before = STEM
        for expansion, width, count, stride in BOTTLENECKS:
            for place in range(count):
                layers.append(
                    Inverted(
                        before * times,
                        width * times,
                        wide=before * expansion,
                        stride=1 if place else stride,
                    )
                )
                before = width
        side = image_size // 16
        layers += [
            convolution(before * times, 512, 1),
            convolution(512, 512, side, padding=0, groups=512, linear=True),
        ]
        self.features = Blocks(*layers)
        self.output = nn.Sequential(
            nn.Flatten(), nn.Linear(512, embedding, bias=False), nn.BatchNorm1d(embedding)
        )

    def forward(self, images_B3HW: Tensor) -> Tensor:
        """Float images (B, 3, H, W) to embeddings (B, D)."""
        embeddings_BD: Tensor = self.output(self.features(images_B3HW))
        return embeddings_BD
