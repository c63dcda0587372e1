"""The batch of each step: a pure function of the seed and the step, for any number of ranks.

The batch of a step is the same for any number of ranks; each takes its part.  Mirroring depends on
the seed, the epoch and the image.  So a run that was stopped resumes with the next image.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from face_training.config import FaceConfig
from face_training.data.batch import Broken, read_batch
from face_training.data.faces import Labels
from face_training.data.shuffle import Flags, Indices, mirrored, rank_batches
from face_training.ranks import Ranks
from face_training.readers import handed_over, read, results
from face_training.refusals import Problem


@dataclass(frozen=True)
class Keys:
    """The images of a rank in a step, by their places in the data set."""

    indices_b: Indices
    mirrored_b: Flags


@dataclass(frozen=True)
class Batches(Dataset[Any]):
    """A data set, batch by batch: images, labels and what is broken, or the problem."""

    faces: Any
    channels_last: bool = True  # in memory; the shape is (b, 3, H, W) either way
    skip_broken: bool = False

    def __getitem__(self, keys: Keys, /) -> tuple[Tensor, Labels, list[Broken]] | Problem:
        return read(lambda: self._read(keys))

    def _read(self, keys: Keys) -> tuple[Tensor, Labels, list[Broken]]:
        images_b3HW, labels_b, broken = read_batch(
            self.faces, keys.indices_b, keys.mirrored_b, skip_broken=self.skip_broken
        )
        images_b3HW = images_b3HW if self.channels_last else images_b3HW.contiguous()
        return handed_over(images_b3HW), labels_b, broken


@dataclass(frozen=True)
class StepKeys:
    """The images of a rank in each step from `first` on."""

    images: int
    batch: int
    seed: int
    first: int
    last: int
    rank: int = 0
    ranks: int = 1
    flip: bool = True

    def __len__(self) -> int:
        return self.last - self.first

    def __iter__(self) -> Iterator[Keys]:
        per_epoch = self.images // self.batch
        step = self.first
        while step < self.last:
            epoch, offset = divmod(step, per_epoch)
            mirrored_N = np.zeros(self.images, np.bool_)
            if self.flip:
                mirrored_N = mirrored(self.images, seed=self.seed, epoch=epoch)
            for indices_b in rank_batches(
                self.images,
                self.batch,
                seed=self.seed,
                epoch=epoch,
                offset=offset,
                rank=self.rank,
                ranks=self.ranks,
            ):
                yield Keys(indices_b, mirrored_N[indices_b])
                step += 1
                if step == self.last:
                    return


def step_loader(
    faces: Any,
    config: FaceConfig,
    ranks: Ranks,
    first: int,
    last: int,
    skipped: Callable[[list[Broken]], None] = lambda _: None,
) -> Iterator[tuple[Tensor, Tensor]]:
    """This rank's images and labels, uint8 (b, 3, H, W) and int64 (b,), step after step.

    A worker process makes whole batches, so that the training process receives one tensor a step
    and does nothing for each image.  The labels come without shared memory, which costs more.
    `skipped` gets the broken images of a step that has any.

    Raises:
        ValueError: an image cannot be read.
    """
    training, data = config.training, config.data
    keys = StepKeys(
        images=len(faces),
        batch=training.batch,
        seed=training.seed,
        first=first,
        last=last,
        rank=ranks.rank,
        ranks=ranks.count,
        flip=data.flip,
    )
    loader: DataLoader[Any] = DataLoader(
        Batches(faces, training.channels_last, skip_broken=data.skip_broken > 0),
        sampler=keys,
        batch_size=None,
        collate_fn=_as_it_is,
        num_workers=data.workers,
        pin_memory=ranks.device.type == "cuda",
        prefetch_factor=4 if data.workers else None,
        generator=torch.Generator().manual_seed(0),
    )
    for images_b3HW, labels_b, broken in results(loader):
        if broken:
            skipped(broken)
        yield images_b3HW, torch.from_numpy(labels_b)


def _as_it_is(batch: Any) -> Any:
    """In the place of torch's conversion of arrays to tensors."""
    return batch
