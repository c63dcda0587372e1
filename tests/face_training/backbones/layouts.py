"""Small networks in the layouts that others publish, written as their papers draw them."""

import torch
from torch import Tensor, nn
from torch.nn.functional import relu6


def filled(network: nn.Module, seed: int = 0) -> nn.Module:
    """Random weights, and statistics as after a training."""
    draw = torch.Generator().manual_seed(seed)
    for name, value in network.state_dict().items():
        if value.is_floating_point():
            drawn = torch.rand(value.shape, generator=draw)
            value.copy_(0.5 + drawn if "running_var" in name or value.ndim == 1 else drawn - 0.5)
    return network.eval()


class InsightBlock(nn.Module):
    """insightface's block."""

    def __init__(self, before: int, width: int, stride: int) -> None:
        super().__init__()
        self.bn1 = nn.BatchNorm2d(before)
        self.conv1 = nn.Conv2d(before, width, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.prelu = nn.PReLU(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(width)
        self.downsample = None
        if stride > 1:
            self.downsample = nn.Sequential(
                nn.Conv2d(before, width, 1, stride, bias=False), nn.BatchNorm2d(width)
            )

    def forward(self, x: Tensor) -> Tensor:
        inner = self.conv2(self.prelu(self.bn2(self.conv1(self.bn1(x)))))
        return self.bn3(inner) + (x if self.downsample is None else self.downsample(x))


class Insightface(nn.Module):
    """insightface's IResNet with so many blocks in each stage, for 16 x 16 pixels."""

    def __init__(self, stages: tuple[int, ...], embedding: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
        self.bn1, self.prelu = nn.BatchNorm2d(64), nn.PReLU(64)
        before = 64
        for number, (width, count) in enumerate(zip((64, 128, 256, 512), stages, strict=True), 1):
            blocks = [InsightBlock(before, width, 2)]
            blocks += [InsightBlock(width, width, 1) for _ in range(count - 1)]
            setattr(self, f"layer{number}", nn.Sequential(*blocks))
            before = width
        self.bn2, self.fc = nn.BatchNorm2d(512), nn.Linear(512, embedding)
        self.features = nn.BatchNorm1d(embedding)

    def forward(self, x: Tensor) -> Tensor:
        x = self.prelu(self.bn1(self.conv1(x)))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.features(self.fc(self.bn2(x).flatten(1)))


class AdaBlock(nn.Module):
    """AdaFace's block: without a change of width it passes every second pixel on."""

    def __init__(self, before: int, width: int, stride: int) -> None:
        super().__init__()
        self.shortcut_layer: nn.Module = nn.MaxPool2d(1, stride)
        if before != width:
            self.shortcut_layer = nn.Sequential(
                nn.Conv2d(before, width, 1, stride, bias=False), nn.BatchNorm2d(width)
            )
        self.res_layer = nn.Sequential(
            nn.BatchNorm2d(before),
            nn.Conv2d(before, width, 3, 1, 1, bias=False),
            nn.BatchNorm2d(width),
            nn.PReLU(width),
            nn.Conv2d(width, width, 3, stride, 1, bias=False),
            nn.BatchNorm2d(width),
        )

    def forward(self, x: Tensor) -> Tensor:
        return self.res_layer(x) + self.shortcut_layer(x)


class Adaface(nn.Module):
    """AdaFace's IResNet, for 16 x 16 pixels."""

    def __init__(self, stages: tuple[int, ...], embedding: int) -> None:
        super().__init__()
        self.input_layer = nn.Sequential(
            nn.Conv2d(3, 64, 3, 1, 1, bias=False), nn.BatchNorm2d(64), nn.PReLU(64)
        )
        blocks, before = [], 64
        for width, count in zip((64, 128, 256, 512), stages, strict=True):
            for place in range(count):
                blocks.append(AdaBlock(before, width, 1 if place else 2))
                before = width
        self.body = nn.Sequential(*blocks)
        self.output_layer = nn.Sequential(
            nn.BatchNorm2d(512), nn.Dropout(0.4), nn.Flatten(), nn.Linear(512, embedding),
            nn.BatchNorm1d(embedding, affine=False),
        )  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        return self.output_layer(self.body(self.input_layer(x)))


def convolved(before: int, width: int, size: int, stride: int, groups: int) -> nn.Module:
    """insightface's block of a convolution in MobileFaceNet."""
    block = nn.Module()
    block.layers = nn.Sequential(
        nn.Conv2d(before, width, size, stride, 1 if size == 3 else 0, groups=groups, bias=False),
        nn.BatchNorm2d(width),
        nn.PReLU(width),
    )
    return block


class DepthWise(nn.Module):
    """insightface's bottleneck, which goes around itself if it is of a row."""

    def __init__(self, before: int, width: int, wide: int, stride: int) -> None:
        super().__init__()
        linear = nn.Module()
        linear.layers = nn.Sequential(nn.Conv2d(wide, width, 1, bias=False), nn.BatchNorm2d(width))
        self.around = stride == 1
        self.layers = nn.Sequential(
            convolved(before, wide, 1, 1, 1), convolved(wide, wide, 3, stride, wide), linear
        )

    def forward(self, x: Tensor) -> Tensor:
        inner = x
        for block in self.layers:
            inner = block.layers(inner)
        return inner + x if self.around else inner


class InsightMobile(nn.Module):
    """insightface's MobileFaceNet, for 16 x 16 pixels."""

    def __init__(self, embedding: int) -> None:
        super().__init__()
        stages = [convolved(3, 128, 3, 2, 1), convolved(128, 128, 3, 1, 64)]
        for before, width, wide, count, more in (
            (128, 128, 128, 4, 128),
            (128, 256, 256, 6, 256),
            (256, 256, 512, 2, 256),
        ):
            row = nn.Module()
            row.layers = nn.Sequential(*(DepthWise(width, width, more, 1) for _ in range(count)))
            stages += [DepthWise(before, width, wide, 2), row]
        self.layers = nn.ModuleList(stages)
        self.conv_sep = convolved(256, 512, 1, 1, 1)
        whole = nn.Module()
        whole.layers = nn.Sequential(
            nn.Conv2d(512, 512, 1, groups=512, bias=False), nn.BatchNorm2d(512)
        )
        self.features = nn.Module()
        self.features.layers = nn.Sequential(
            whole, nn.Flatten(), nn.Linear(512, embedding, bias=False), nn.BatchNorm1d(embedding)
        )

    def forward(self, x: Tensor) -> Tensor:
        for stage in self.layers:
            x = stage(x) if isinstance(stage, DepthWise) else stage.layers(x)
        x = self.features.layers[0].layers(self.conv_sep.layers(x))
        for layer in self.features.layers[1:]:
            x = layer(x)
        return x


class Transformer(nn.Module):
    """insightface's vision transformer in evaluation mode, for 18 x 18 pixels."""

    def __init__(self, width: int, heads: int, depth: int, embedding: int) -> None:
        super().__init__()
        self.patch_embed = nn.Sequential()
        self.patch_embed.proj = nn.Conv2d(3, width, 9, 9)
        self.pos_embed = nn.Parameter(torch.zeros(1, 4, width))
        self.mask_token = nn.Parameter(torch.zeros(1, 1, width))
        self.blocks = nn.ModuleList(TransformerBlock(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width)
        self.feature = nn.Sequential(
            nn.Linear(4 * width, width, bias=False), nn.BatchNorm1d(width, eps=2e-5),
            nn.Linear(width, embedding, bias=False), nn.BatchNorm1d(embedding, eps=2e-5),
        )  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        tokens = self.patch_embed.proj(x).flatten(2).transpose(1, 2) + self.pos_embed
        for block in self.blocks:
            tokens = block(tokens)
        return self.feature(self.norm(tokens).flatten(1))


class TransformerBlock(nn.Module):
    """Attention and two layers, each after a normalisation."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attn, self.mlp = nn.Module(), nn.Module()
        self.attn.qkv = nn.Linear(width, 3 * width, bias=False)
        self.attn.proj = nn.Linear(width, width)
        self.mlp.fc1, self.mlp.fc2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: Tensor) -> Tensor:
        images, tokens, width = x.shape
        each = width // self.heads
        qkv = self.attn.qkv(self.norm1(x)).reshape(images, tokens, 3, self.heads, each)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-2, -1) / each**0.5).softmax(-1)
        x = x + self.attn.proj((weights @ v).transpose(1, 2).reshape(x.shape))
        return x + self.mlp.fc2(relu6(self.mlp.fc1(self.norm2(x))))
