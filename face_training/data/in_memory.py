"""Faces in memory, for small sets that many short trainings read.

N: images, H, W: pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from face_training.data.faces import Faces, Labels
from face_training.photos.photo import resized_tensor


@dataclass(frozen=True, kw_only=True, eq=False)
class FacesInMemory:
    """`Faces` as a tensor."""

    images_N3HW: Tensor
    labels_N: Labels
    identities: tuple[str, ...]
    source: str

    def at_size(self, side: int) -> FacesInMemory:
        """The same images, resized."""
        if self.images_N3HW.shape[-2:] == (side, side):
            return self
        images = [resized_tensor(image_3HW, side) for image_3HW in self.images_N3HW]
        return replace(self, images_N3HW=torch.stack(images))

    def __len__(self) -> int:
        return len(self.images_N3HW)

    def __getitem__(self, index: int, /) -> tuple[Tensor, int]:
        return self.images_N3HW[index], int(self.labels_N[index])


def in_memory(faces: Faces, places: Sequence[int] | None = None) -> FacesInMemory:
    """Load all images, or those at some places; the identities stay the same."""
    chosen = list(range(len(faces))) if places is None else list(places)
    return FacesInMemory(
        images_N3HW=torch.stack([faces[index][0] for index in chosen]),
        labels_N=np.asarray(faces.labels_N)[chosen],
        identities=tuple(faces.identities),
        source=faces.source,
    )


def select_people(faces: FacesInMemory, people: Sequence[int]) -> FacesInMemory:
    """The images of some people, who get the labels 0, 1, ... in this order."""
    new_C = np.full(len(faces.identities), -1, dtype=np.int64)
    new_C[list(people)] = np.arange(len(people))
    labels_N = new_C[faces.labels_N]
    return FacesInMemory(
        images_N3HW=faces.images_N3HW[torch.from_numpy(labels_N >= 0)],
        labels_N=labels_N[labels_N >= 0],
        identities=tuple(faces.identities[person] for person in people),
        source=f"{len(people)} people of {faces.source}",
    )
