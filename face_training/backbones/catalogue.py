"""The backbones by name, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from torch import nn

from face_training.backbones.attention import attention
from face_training.backbones.iresnet import iresnet
from face_training.backbones.mobilefacenet import MobileFaceNet
from face_training.backbones.tiny import Tiny
from face_training.backbones.vit import ViT
from face_training.refusals import unknown_name


@dataclass(frozen=True, kw_only=True)
class BackboneSpec:
    """A backbone: its title, its paper, its size, and how to make it."""

    title: str
    paper: str
    millions: float  # of parameters, with 512-d embeddings of 112x112 images
    make: Callable[..., nn.Module]  # (*, embedding, image_size, **options)


IMAGE_SIZE = "image_size"  # the attribute of a built network that says it

ARCFACE = "arXiv:1801.07698"

BACKBONES: Mapping[str, BackboneSpec] = MappingProxyType(
    {
        "tiny": BackboneSpec(title="A small CNN for a CPU", paper="", millions=0.95, make=Tiny),
        **{
            f"iresnet{depth}{suffix}": BackboneSpec(
                title=f"IResNet-{depth}{' with squeeze and excitation' if se else ''}",
                paper=f"{ARCFACE}, arXiv:1709.01507" if se else ARCFACE,
                millions=millions,
                make=partial(iresnet, depth=depth, squeeze=se),
            )
            for depth, suffix, se, millions in (
                (18, "", False, 24.03),
                (34, "", False, 34.14),
                (50, "", False, 43.59),
                (100, "", False, 65.16),
                (18, "_se", True, 24.11),
                (34, "_se", True, 34.30),
                (50, "_se", True, 43.81),
                (100, "_se", True, 65.53),
            )
        },
        **{
            f"attention{depth}{suffix}": BackboneSpec(
                title=f"Attention-{depth}{' of IRSE blocks' if irse else ''}",
                paper=f"arXiv:1704.06904, {ARCFACE}" if irse else "arXiv:1704.06904",
                millions=millions,
                make=partial(attention, depth=depth, irse=irse),
            )
            for depth, suffix, irse, millions in (
                (56, "", False, 81.14),
                (92, "", False, 101.79),
                (56, "_irse", True, 38.19),
                (92, "_irse", True, 55.45),
            )
        },
        "mobilefacenet": BackboneSpec(
            title="MobileFaceNet", paper="arXiv:1804.07573", millions=1.20, make=MobileFaceNet
        ),
        "mobilefacenet_wide": BackboneSpec(
            title="MobileFaceNet of twice the width, as insightface's",
            paper="arXiv:1804.07573",
            millions=2.06,
            make=partial(MobileFaceNet, times=2),
        ),
        "vit_s": BackboneSpec(
            title="ViT-S", paper="arXiv:2010.11929", millions=76.04, make=partial(ViT, depth=12)
        ),
        "vit_b": BackboneSpec(
            title="ViT-B", paper="arXiv:2010.11929", millions=113.87, make=partial(ViT, depth=24)
        ),
    }
)


def build(name: str, embedding: int = 512, image_size: int = 112, **options: Any) -> nn.Module:
    """The backbone of this name, freshly initialised from torch's global generator.

    Raises:
        ValueError: there is no such backbone, or it does not take such images or options.
    """
    spec = spec_of(name)
    if embedding < 1:
        raise ValueError(f"An embedding has 1 dimension or more, not {embedding}.")
    network: Any = spec.make(embedding=embedding, image_size=image_size, **options)
    setattr(network, IMAGE_SIZE, image_size)
    made: nn.Module = network
    return made


def spec_of(name: str) -> BackboneSpec:
    """The backbone of this name.

    Raises:
        ValueError: there is no such backbone.
    """
    if name not in BACKBONES:
        raise unknown_name("backbone", name, BACKBONES)
    return BACKBONES[name]
