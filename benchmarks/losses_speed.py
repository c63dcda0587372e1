"""The losses beside cross-entropy, plain torch and a library: time and memory.

B: batch, C: classes, D: embedding dimension.

One step is forward and backward.  Memory is the peak beyond the inputs, in (B, C) tensors of
their dtype; the gradient that is handed back counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from benchmarks.harness.memory import peak_tensors
from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from benchmarks.harness.timing import Work, clock_of, take_turns
from benchmarks.peers.plain import (
    cosface_of_library,
    cosine_head,
    plain_cross_entropy,
    where_sv_am_softmax,
)
from losses import build

BATCH = 256
EMBEDDING = 128
PLAIN = "cross-entropy of s cos"
SIZES = (1000, 10_000, 100_000)


@dataclass(frozen=True)
class Inputs:
    """Features and class weights in the middle of a training, and labels."""

    features_BD: Tensor
    weight_CD: Tensor
    labels_B: Tensor

    @classmethod
    def drawn(cls, batch: int, classes: int, embedding: int, device: str) -> Inputs:
        """Random directions; the target's cosine is anything from 0 (not learnt) to 1."""
        draw = torch.Generator(device).manual_seed(0)
        weight_CD = torch.randn(classes, embedding, generator=draw, device=device)
        labels_B = torch.randint(classes, (batch,), generator=draw, device=device)
        target_BD = F.normalize(weight_CD[labels_B])
        noise_BD = torch.randn(batch, embedding, generator=draw, device=device)
        noise_BD -= (noise_BD * target_BD).sum(1, keepdim=True) * target_BD
        cos_B1 = torch.rand(batch, 1, generator=draw, device=device)
        features_BD = cos_B1 * target_BD + (1 - cos_B1**2).sqrt() * F.normalize(noise_BD)
        return cls(features_BD.requires_grad_(), weight_CD.requires_grad_(), labels_B)

    def cosines(self) -> Tensor:
        """The cosines alone, as a leaf.  Shape (B, C)."""
        return cosine_head(self.features_BD, self.weight_CD).detach().requires_grad_()


def step(mean_loss: Callable[[], Tensor], *leaves: Tensor) -> Work:
    """Forward and backward as one piece of work that leaves no gradient behind."""

    def work() -> None:
        mean_loss().backward()
        for leaf in leaves:
            leaf.grad = None

    return work


def steps_on_cosines(cos_BC: Tensor, labels_B: Tensor) -> dict[str, Work]:
    """Each form on the same cosines."""
    ours = build("sv_am_softmax")
    return {
        PLAIN: step(lambda: plain_cross_entropy(cos_BC, labels_B), cos_BC),
        "losses.build('sv_am_softmax')": step(lambda: ours(cos_BC, labels_B).mean(), cos_BC),
        "the same in torch.where": step(lambda: where_sv_am_softmax(cos_BC, labels_B), cos_BC),
    }


def steps_on_features(inputs: Inputs) -> dict[str, Work]:
    """Each form with normalisation and product: gradients of features and weights.

    The library's CosFaceLoss is left out where it is not installed.
    """
    x_BD, w_CD, labels_B = inputs.features_BD, inputs.weight_CD, inputs.labels_B

    def with_head(loss: Callable[[Tensor, Tensor], Tensor]) -> Work:
        return step(lambda: loss(cosine_head(x_BD, w_CD), labels_B).mean(), x_BD, w_CD)

    steps = {
        PLAIN: with_head(plain_cross_entropy),
        "losses.build('am_softmax')": with_head(build("am_softmax")),
        "losses.build('sv_am_softmax')": with_head(build("sv_am_softmax")),
    }
    try:
        cosface = cosface_of_library(w_CD)
    except ImportError:
        return steps
    (w_DC,) = cosface.parameters()
    name = "CosFaceLoss, equal to am_softmax"
    return {**steps, name: step(lambda: cosface(x_BD, labels_B), x_BD, w_DC)}


def compare(steps: dict[str, Work], like_BC: Tensor, rounds: int, options: Options) -> str:
    """A table with time and memory of each form."""
    times = take_turns(steps, rounds, clock_of(options.device, options.threads))
    rows = [
        (
            name,
            f"{1000 * times.typical(name):.2f}",
            f"{times.ratio(name, PLAIN):.2f} x",
            f"{peak_tensors(work, like_BC):.2f}",
        )
        for name, work in steps.items()
    ]
    return table(("", "ms", "time", "memory"), rows)


def tables(classes: int, rounds: int, options: Options, batch: int = BATCH) -> Iterator[str]:
    """Three tables for one number of classes."""
    inputs = Inputs.drawn(batch, classes, EMBEDDING, options.device)
    trained_BC = inputs.cosines()
    even_BC = (2 * torch.rand_like(trained_BC) - 1).requires_grad_()
    for drawn, cos_BC in (("as in training", trained_BC), ("evenly from -1 to 1", even_BC)):
        share = build("sv_am_softmax").support_vectors(cos_BC, inputs.labels_B).float().mean()
        yield (
            f"{classes:,} classes, cosines drawn {drawn}: {share:.0%} are support vectors\n"
            + compare(steps_on_cosines(cos_BC, inputs.labels_B), cos_BC, rounds, options)
        )
    yield (
        f"{classes:,} classes, normalisation and product of {EMBEDDING}-D features included\n"
        + compare(steps_on_features(inputs), trained_BC, rounds, options)
    )


def rounds_of(quick: bool) -> dict[int, int]:
    """Numbers of classes, and how many rounds each is measured."""
    return {classes: 5 if quick else max(9, 500_000 // classes) for classes in SIZES[: 3 - quick]}


def report(
    options: Options, *, sizes: Mapping[int, int] | None = None, batch: int = BATCH
) -> Iterator[str]:
    """Three tables for every number of classes."""
    yield (
        f"Forward and backward, float32, batch {batch}. time: ratio to {PLAIN}.\n"
        "memory: peak in (batch, classes) tensors, gradient included."
    )
    for classes, rounds in (sizes or rounds_of(options.quick)).items():
        yield from tables(classes, rounds, options, batch)
