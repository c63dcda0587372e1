"""The class weights of a head: a row for each class, in shards over the ranks.

C: classes of all ranks, D: embedding.

The first values of a row depend on the seed and the class alone.  So any number of ranks starts
from the same weights, and no rank ever holds the rows of another.
"""

from __future__ import annotations

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
    rows: range, embedding: int, seed: int, dtype: torch.dtype, *, block: int = BLOCK
) -> Tensor:
    """First values, Normal(0, 0.01), of these classes.  Shape (rows, D), on the CPU.

    Classes come in blocks, each drawn from a generator of its own, so that any rows can be drawn
    without those before them.
    """
    blocks = [torch.empty(0, embedding, dtype=dtype)]
    for number in range(rows.start // block, -(-rows.stop // block)) if rows else ():
        generator = torch.Generator().manual_seed(seed * 1_000_003 + number)
        block_CD = torch.randn(block, embedding, generator=generator, dtype=torch.float32)
        first = number * block
        inside = slice(max(rows.start - first, 0), min(rows.stop - first, block))
        blocks.append(0.01 * block_CD[inside].to(dtype))
    return torch.cat(blocks)


def class_weights(
    classes: int, embedding: int, ranks: Ranks, seed: int, dtype: torch.dtype = torch.float32
) -> nn.Parameter:
    """The weights (C, D): a plain tensor in a single process, else a DTensor sharded by classes."""
    rows = rows_of(classes, ranks.rank, ranks.count)
    local_CD = first_values(rows, embedding, seed, dtype).to(ranks.device)
    if ranks.mesh is None:
        return nn.Parameter(local_CD)
    shape, stride = torch.Size((classes, embedding)), (embedding, 1)
    whole = DTensor.from_local(
        local_CD, ranks.mesh, [Shard(0)], run_check=False, shape=shape, stride=stride
    )
    return nn.Parameter(whole)
