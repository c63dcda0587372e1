"""Losses and head on the device against float64 on the CPU, and dense against chunks of classes.

B: batch, C: classes, D: embedding.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from benchmarks.card.check import Agreement, Check, apart
from face_training.head.form import ChunkSettings
from face_training.head.head import Head
from face_training.ranks import Ranks
from losses import build
from losses.catalogue import LOSSES

SMALL = (64, 1000, 32)  # B, C, D
LARGE = {"cuda": (1024, 93_431, 512), "cpu": (16, 500, 32)}
FEW = ("arc_softmax", "sv_arc_softmax", "npcface", "adacos")
#: Loss and gradients, relative.  TF32 rounds numbers to 10 bits, and s = 64 multiplies the cosines.
FLOAT64, FLOAT32, TF32 = 1e-10, 1e-4, 5e-2


class LossesAgree(Check):
    """Every loss, small and in float64; two losses at full size, in the precision of a training."""

    def agreements(self) -> Iterator[Agreement]:
        yield from self._small()
        yield from self._large()

    def _small(self) -> Iterator[Agreement]:
        chunked = ChunkSettings(classes=192, compile=False)
        names = FEW if self.quick else tuple(LOSSES)
        worst = {"dense": ("", 0.0), "chunked": ("", 0.0)}
        for name in names:
            wanted = _one_pass(name, SMALL, "cpu", torch.float64, "dense")
            for form, (_, error) in worst.items():
                found = _one_pass(name, SMALL, self.device, torch.float64, form, chunked)
                now = apart([one.cpu() for one in found], wanted)
                if not now <= error:
                    worst[form] = (name, now)
        for form, (name, error) in worst.items():
            what = f"{len(names)} losses, float64, {form}, and dense on the CPU; worst: {name}"
            yield Agreement(what, error, FLOAT64)

    def _large(self) -> Iterator[Agreement]:
        size = LARGE[self.device.split(":")[0]]
        torch.set_float32_matmul_precision("high")
        variants = {
            "dense": ("dense", None, TF32),
            "in chunks": ("chunked", ChunkSettings(compile=False, precision="float32"), FLOAT32),
        }
        if self.device != "cpu":
            variants["in compiled chunks, float32 products"] = (
                "chunked", ChunkSettings(precision="float32"), FLOAT32,
            )  # fmt: skip
            variants["in compiled chunks"] = ("chunked", None, TF32)
        for name in ("arc_softmax", "sv_arc_softmax"):
            wanted = _one_pass(name, size, self.device, torch.float64, "dense")
            for words, (form, chunks, largest) in variants.items():
                found = _one_pass(name, size, self.device, torch.float32, form, chunks)
                what = f"{name}, {size[1]:,} classes, float32, {words}, and float64"
                yield Agreement(what, apart(found, wanted), largest)


def _one_pass(
    name: str,
    size: tuple[int, int, int],
    device: str,
    dtype: torch.dtype,
    form: str,
    chunks: ChunkSettings | None = None,
) -> list[Tensor]:
    """The loss and the gradients of embeddings and class weights."""
    batch, classes, dimension = size
    torch.manual_seed(0)
    draw = torch.Generator().manual_seed(1)
    ranks = Ranks(device=torch.device(device))
    head = Head(build(name), classes, dimension, ranks, dtype=dtype, form=form, chunks=chunks)
    labels_B = torch.randint(classes, (batch,), generator=draw)
    # As in training: most targets are near, so that the margin decides.
    noise_BD = torch.randn(batch, dimension, generator=draw, dtype=torch.float64)
    own_BD = torch.nn.functional.normalize(head.weight.detach().cpu()[labels_B].double())
    embeddings_BD = (own_BD + noise_BD / dimension**0.5).to(device, dtype).requires_grad_()
    loss: Tensor = head.train()(embeddings_BD, labels_B.to(device))
    loss.backward()
    assert embeddings_BD.grad is not None
    assert head.weight.grad is not None
    return [loss.detach(), embeddings_BD.grad, head.weight.grad]
