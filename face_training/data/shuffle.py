"""In which order the images come: a pure function of seed and epoch.

So a training that is taken up again in the middle of an epoch goes on with the very image that
comes next, on as many processes as there are then.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]


def order(images: int, *, seed: int, epoch: int) -> Indices:
    """The order of all images in an epoch."""
    return np.random.default_rng([seed, 7, epoch]).permutation(images).astype(np.int64)


def batches(
    images: int,
    batch: int,
    *,
    seed: int,
    epoch: int,
    offset: int = 0,
    rank: int = 0,
    ranks: int = 1,
) -> Iterator[Indices]:
    """This rank's share of every batch of an epoch, from batch `offset` on.

    `batch` counts the images of all ranks together, and which they are does not depend on the
    number of ranks: each takes its piece of the same batch, in the order of the ranks.  What is
    left over at the end of an epoch is not used in it.

    Raises:
        ValueError: the ranks cannot share a batch evenly, or there is not one whole batch.
    """
    if batch % ranks:
        raise ValueError(f"A batch of {batch} images cannot be shared evenly by {ranks} ranks.")
    if batch > images:
        raise ValueError(f"A batch of {batch} is more than the {images} images there are.")
    order_N = order(images, seed=seed, epoch=epoch)
    share = batch // ranks
    for place in range(offset, images // batch):
        start = place * batch + rank * share
        yield order_N[start : start + share]


def mirrored(index: int, *, seed: int, epoch: int) -> bool:
    """Whether an image is shown mirrored in this epoch: one half of them, at random."""
    return bool(np.random.default_rng([seed, 8, epoch, index]).random() < 0.5)
