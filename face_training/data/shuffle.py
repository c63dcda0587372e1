"""The order of the images: a pure function of seed and epoch.

So a run that resumes in the middle of an epoch continues with the next image, on any number of
processes.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]


def epoch_order(images: int, *, seed: int, epoch: int) -> Indices:
    """The order of all images in an epoch."""
    return np.random.default_rng([seed, 7, epoch]).permutation(images).astype(np.int64)


def rank_batches(
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

    `batch` counts the images of all ranks.  The images of a batch do not depend on the number of
    ranks: each rank takes its part, in the order of the ranks.  An incomplete batch at the end of
    an epoch is left out.

    Raises:
        ValueError: the ranks cannot share a batch evenly, or there are too few images for a batch.
    """
    if batch % ranks:
        raise ValueError(f"A batch of {batch} images cannot be shared evenly by {ranks} ranks.")
    if batch > images:
        raise ValueError(f"A batch of {batch} is more than the {images} images there are.")
    order_N = epoch_order(images, seed=seed, epoch=epoch)
    share = batch // ranks
    for place in range(offset, images // batch):
        start = place * batch + rank * share
        yield order_N[start : start + share]


def mirrored(images: int, *, seed: int, epoch: int) -> Flags:
    """Whether each image is mirrored in this epoch: with a probability of one half."""
    return np.random.default_rng([seed, 8, epoch]).integers(0, 2, images, dtype=np.bool_)
