"""The layouts in which others publish the weights of face networks, as names of ours.

insightface (arcface_torch): IResNet as `conv1`, `layer1.0.bn1`, ..., `fc`, `features`, and the
vision transformer as `patch_embed.proj`, `blocks.0.attn.qkv`, ..., `feature`; MobileFaceNet as
`layers.0.layers.0`, ..., `conv_sep`, `features`, which is our mobilefacenet_wide.

AdaFace and CVLface: IResNet as `input_layer`, `body.0.res_layer`, ..., `output_layer`.  Their first
block has no weights beside its residual: it passes every second pixel on, which is a convolution
with the unit matrix.  Their last normalisation has no factors: ours get 1 and 0.

The networks are the same functions, but for rounding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate

import torch
from torch import Tensor

Weights = Mapping[str, Tensor]

EPSILON = 1e-5  # of torch's batch normalisation
RESIDUAL = {"bn1": 0, "conv1": 1, "bn2": 2, "prelu": 3, "conv2": 4, "bn3": 5}
ENDS = {
    "conv1": "stem.0", "bn1": "stem.1", "prelu": "stem.2", "bn2": "norm", "fc": "linear",
    "features": "output",
}  # fmt: skip
OUTPUT = {"0": "norm", "3": "linear", "4": "output"}  # of AdaFace's `output_layer`
TRANSFORMER = {
    "norm1": "norm1", "norm2": "norm2", "attn.proj": "self_attn.out_proj", "mlp.fc1": "linear1",
    "mlp.fc2": "linear2",
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """A layout: whose it is, a name that only it has, and its weights under our names."""

    title: str
    mark: str
    ours: Callable[[Weights], dict[str, Tensor]]


def _insightface(weights: Weights) -> dict[str, Tensor]:
    places = [re.match(r"layer(\d+)\.(\d+)\.conv1\.", name) for name in weights]
    counts = Counter(int(found[1]) for found in places if found)
    before = [0, *accumulate(counts[stage] for stage in sorted(counts))]
    renamed = {}
    for name, value in weights.items():
        part, _, kind = name.rpartition(".")
        if inner := re.fullmatch(r"layer(\d+)\.(\d+)\.(\w+)(?:\.(\d+))?", part):
            stage, place, layer, number = inner.groups()
            index = before[int(stage) - 1] + int(place)
            if layer == "downsample":
                renamed[f"blocks.{index}.shortcut.{number}.{kind}"] = value
            elif layer in RESIDUAL:
                renamed[f"blocks.{index}.residual.{RESIDUAL[layer]}.{kind}"] = value
        elif part in ENDS:
            renamed[f"{ENDS[part]}.{kind}"] = value
    return renamed


def _adaface(weights: Weights) -> dict[str, Tensor]:
    renamed = {}
    for name, value in weights.items():
        part, _, rest = name.partition(".")
        number, _, kind = rest.partition(".")
        if part == "input_layer":
            renamed[f"stem.{rest}"] = value
        elif part == "body":
            inner = kind.replace("res_layer", "residual").replace("shortcut_layer", "shortcut")
            renamed[f"blocks.{number}.{inner}"] = value
        elif part == "output_layer" and number in OUTPUT:
            renamed[f"{OUTPUT[number]}.{kind}"] = value
    width = len(renamed["stem.0.weight"])
    renamed |= _unchanged("blocks.0.shortcut.1", width) | {
        "blocks.0.shortcut.0.weight": torch.eye(width)[:, :, None, None],
    }
    if "output.running_mean" in renamed:
        length = len(renamed["output.running_mean"])
        renamed = _unchanged("output", length) | renamed
    return renamed


def _unchanged(name: str, length: int) -> dict[str, Tensor]:
    """A batch normalisation that leaves its input as it is."""
    return {
        f"{name}.weight": torch.ones(length),
        f"{name}.bias": torch.zeros(length),
        f"{name}.running_mean": torch.zeros(length),
        f"{name}.running_var": torch.ones(length) - EPSILON,
    }


def _transformer(weights: Weights) -> dict[str, Tensor]:
    depth = len({name.split(".")[1] for name in weights if name.startswith("blocks.")})
    renamed = {"places_TW": weights["pos_embed"].squeeze(0)}
    for name, value in weights.items():
        part, _, kind = name.rpartition(".")
        if part == "patch_embed.proj":
            renamed[f"patches.{kind}"] = value
        elif part == "norm":
            renamed[f"layers.{depth}.{kind}"] = value
        elif found := re.fullmatch(r"feature\.(\d)", part):
            renamed[f"output.{int(found[1]) + 1}.{kind}"] = value
        elif found := re.fullmatch(r"blocks\.(\d+)\.(.+)", part):
            layer, inner = f"layers.{found[1]}", found[2]
            if inner == "attn.qkv":
                renamed[f"{layer}.self_attn.in_proj_{kind}"] = value
                # insightface's has no bias
                renamed.setdefault(f"{layer}.self_attn.in_proj_bias", torch.zeros(len(value)))
            elif inner in TRANSFORMER:
                renamed[f"{layer}.{TRANSFORMER[inner]}.{kind}"] = value
    return renamed


def _mobilefacenet(weights: Weights) -> dict[str, Tensor]:
    """A block is `layers.2`, or `layers.3.layers.0` of a row of blocks."""
    paths = {name: [int(number) for number in re.findall(r"\d+", name)] for name in weights}
    blocks = {name: path[: max(1, len(path) - 2)] for name, path in paths.items()}
    order = sorted({tuple(blocks[name]) for name in weights if name.startswith("layers.")})
    renamed = {}
    for name, value in weights.items():
        part, _, kind = name.rpartition(".")
        path = paths[name]
        if part.startswith("layers."):
            block = blocks[name]
            inner = ".residual." if len(path) > 2 else "."
            inside = ".".join(map(str, path[len(block) :]))
            renamed[f"features.{order.index(tuple(block))}{inner}{inside}.{kind}"] = value
        elif part.startswith("conv_sep."):
            renamed[f"features.{len(order)}.{path[-1]}.{kind}"] = value
        elif part.startswith("features.layers.0."):
            renamed[f"features.{len(order) + 1}.{path[-1]}.{kind}"] = value
        elif part.startswith("features.layers."):
            renamed[f"output.{path[0] - 1}.{kind}"] = value
    return renamed


LAYOUTS = (
    Layout("insightface's IResNet", "layer1.0.conv1.weight", _insightface),
    Layout("AdaFace's IResNet", "body.0.res_layer.1.weight", _adaface),
    Layout("insightface's vision transformer", "patch_embed.proj.weight", _transformer),
    Layout("insightface's MobileFaceNet", "layers.2.layers.0.layers.0.weight", _mobilefacenet),
)
