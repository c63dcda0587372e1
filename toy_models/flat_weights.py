"""All weights of a training as one tensor: an optimiser's step is then one operation."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import nn

REGISTER = 16  # floats, of the widest vector register


def in_one_piece(parameters: Sequence[nn.Parameter]) -> nn.Parameter:
    """Move all weights, and their gradients, into one flat tensor.

    Each weight starts at a full vector register, and the whole ends at one.  A processor rounds
    the remainder of a tensor in another way; no weight is in the remainder here, so a copy's step
    is the same to the last bit, whatever is next to it.
    """
    starts = [0]
    for weight in parameters:
        starts.append(starts[-1] + math.ceil(weight.numel() / REGISTER) * REGISTER)
    flat = nn.Parameter(torch.zeros(starts[-1], device=parameters[0].device))
    flat.grad = torch.zeros_like(flat)
    for start, weight in zip(starts, parameters, strict=False):
        place = slice(start, start + weight.numel())
        flat.data[place] = weight.data.flatten()
        weight.data = flat.data[place].view_as(weight)
        weight.grad = flat.grad[place].view_as(weight)
    return flat
