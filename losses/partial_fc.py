"""Partial FC: a step uses the classes of its images and a random share of the others.

An et al., "Partial FC: Training 10 Million Identities on a Single Machine", arXiv:2010.05222.

B: batch, C: classes.

The classes of a step depend on the seed, the step and the labels alone.  Every rank makes the same
draw over all classes and takes its own part, so nothing is communicated, and any number of ranks
trains alike.  As in the paper, the sum runs over the sampled rivals and is not scaled up to the sum
over all.
"""

from __future__ import annotations

import torch
from torch import Tensor


def sampled_classes(
    labels_B: Tensor, classes: int, share: float, *, seed: int, step: int
) -> Tensor:
    """The classes of this step: those of the labels, and others up to `share` of all.

    Bool, shape (C,).
    """
    generator = torch.Generator(labels_B.device).manual_seed(seed * 1_000_003 + step)
    draw_C = torch.rand(classes, generator=generator, device=labels_B.device)
    draw_C[labels_B] = -1
    wanted = max(1, round(share * classes))
    return draw_C <= draw_C.kthvalue(wanted).values
