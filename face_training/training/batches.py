"""The batch of each step: a pure function of the seed and the step, for any number of ranks.

The batch of a step is the same for any number of ranks; each takes its part.  Mirroring depends on
the seed, the epoch and the image.  So a run that was stopped resumes with the next image.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.utils.data import DataLoader

from face_training.config import FaceConfig
from face_training.data.shuffle import is_mirrored, rank_batches
from face_training.ranks import Ranks

Key = tuple[int, int]  # epoch, index


@dataclass(frozen=True)
class MirroredFaces:
    """The images of a data set, half of them mirrored, by keys (epoch, index)."""

    faces: Any
    seed: int
    flip: bool

    def __len__(self) -> int:
        return len(self.faces)

    def __getitem__(self, key: Key, /) -> tuple[Tensor, int]:
        epoch, index = key
        image_3HW, label = self.faces[index]
        if self.flip and is_mirrored(index, seed=self.seed, epoch=epoch):
            image_3HW = image_3HW.flip(-1)
        return image_3HW, int(label)


@dataclass(frozen=True)
class StepIndices:
    """The keys of a rank's images, a list for each step from `first` on."""

    images: int
    batch: int
    seed: int
    first: int
    last: int
    rank: int
    ranks: int

    def __len__(self) -> int:
        return self.last - self.first

    def __iter__(self) -> Iterator[list[Key]]:
        per_epoch = self.images // self.batch
        step = self.first
        while step < self.last:
            epoch, offset = divmod(step, per_epoch)
            for indices in rank_batches(
                self.images,
                self.batch,
                seed=self.seed,
                epoch=epoch,
                offset=offset,
                rank=self.rank,
                ranks=self.ranks,
            ):
                yield [(epoch, int(index)) for index in indices]
                step += 1
                if step == self.last:
                    return


def step_loader(
    faces: Any, config: FaceConfig, ranks: Ranks, first: int, last: int
) -> DataLoader[tuple[Tensor, Tensor]]:
    """This rank's images and labels, uint8 (b, 3, H, W) and int64 (b,), step after step."""
    training, data = config.training, config.data
    steps = StepIndices(
        images=len(faces),
        batch=training.batch,
        seed=training.seed,
        first=first,
        last=last,
        rank=ranks.rank,
        ranks=ranks.count,
    )
    return DataLoader(
        MirroredFaces(faces, training.seed, data.flip),  # type: ignore[arg-type]
        batch_sampler=steps,
        num_workers=data.workers,
        pin_memory=ranks.device.type == "cuda",
        prefetch_factor=4 if data.workers else None,
        generator=torch.Generator().manual_seed(0),
    )
