"""The class weights of a head: a row for each class, in shards over the ranks.

C: classes of all ranks, S: centres of a class, D: embedding.

The first values of a row depend on the seed and the class alone.  So any number of ranks starts
from the same weights, and no rank ever holds the rows of another.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import torch
from torch import Tensor, nn
from torch.distributed.tensor import DTensor, Shard

from face_training.ranks import Ranks

BLOCK = 4096  # classes that are drawn from one generator


def rows_of(classes: int, rank: int, ranks: int) -> range:
    """The classes of a rank, cut as DTensor cuts: equal shares, the rest for the last rank."""
    share = -(-classes // ranks)
    return range(min(rank * share, classes), min((rank + 1) * share, classes))


def first_values(
    rows: range,
    embedding: int,
    seed: int,
    dtype: torch.dtype,
    device: torch.device | None = None,
    *,
    block: int = BLOCK,
) -> Tensor:
    """First values, Normal(0, 0.01), of these classes.  Shape (rows, D), on the device.

    Classes come in blocks, each drawn on the CPU from a generator of its own, so that any rows can
    be drawn without those before them, and by several threads.
    """
    values_CD = torch.empty(len(rows), embedding, dtype=dtype, device=device)

    def draw(number: int) -> None:
        generator = torch.Generator().manual_seed(seed * 1_000_003 + number)
        block_CD = torch.randn(block, embedding, generator=generator, dtype=torch.float32)
        first = number * block
        own = range(max(rows.start, first), min(rows.stop, first + block))
        drawn_CD = 0.01 * block_CD[own.start - first : own.stop - first].to(dtype)
        values_CD[own.start - rows.start : own.stop - rows.start] = drawn_CD

    if rows:
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            list(threads.map(draw, range(rows.start // block, -(-rows.stop // block))))
    return values_CD


def class_weights(
    classes: int,
    embedding: int,
    ranks: Ranks,
    seed: int,
    dtype: torch.dtype = torch.float32,
    *,
    centres: int = 1,
) -> nn.Parameter:
    """The weights: a plain tensor in a single process, else a DTensor sharded by classes.

    Shape (C, D), or with several centres of each class (C, S, D).
    """
    rows = rows_of(classes, ranks.rank, ranks.count)
    local_CD = first_values(rows, centres * embedding, seed, dtype, ranks.device)
    each = (embedding,) if centres == 1 else (centres, embedding)
    local = local_CD.view(len(rows), *each)
    if ranks.mesh is None:
        return nn.Parameter(local)
    shape = torch.Size((classes, *each))
    stride = (centres * embedding, embedding, 1) if centres > 1 else (embedding, 1)
    whole = DTensor.from_local(
        local, ranks.mesh, [Shard(0)], run_check=False, shape=shape, stride=stride
    )
    return nn.Parameter(whole)
