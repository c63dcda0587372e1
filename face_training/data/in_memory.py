"""Faces that are held in memory: for small sets that many short trainings read again and again.

N: images, H, W: pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from face_training.data.faces import Faces, Labels


@dataclass(frozen=True, kw_only=True, eq=False)
class Held:
    """`Faces` without files."""

    images_N3HW: Tensor
    labels_N: Labels
    identities: tuple[str, ...]
    source: str

    def __len__(self) -> int:
        return len(self.images_N3HW)

    def __getitem__(self, index: int, /) -> tuple[Tensor, int]:
        return self.images_N3HW[index], int(self.labels_N[index])


def held(faces: Faces, places: Sequence[int] | None = None) -> Held:
    """All of some faces, or those at some places, with every identity kept."""
    chosen = list(range(len(faces))) if places is None else list(places)
    return Held(
        images_N3HW=torch.stack([faces[index][0] for index in chosen]),
        labels_N=np.asarray(faces.labels_N)[chosen],
        identities=faces.identities,
        source=faces.source,
    )


def of_people(faces: Held, people: Sequence[int]) -> Held:
    """Some of the people, who get the labels 0, 1, ... in this order."""
    new_C = np.full(len(faces.identities), -1, dtype=np.int64)
    new_C[list(people)] = np.arange(len(people))
    labels_N = new_C[faces.labels_N]
    return Held(
        images_N3HW=faces.images_N3HW[torch.from_numpy(labels_N >= 0)],
        labels_N=labels_N[labels_N >= 0],
        identities=tuple(faces.identities[person] for person in people),
        source=f"{len(people)} people of {faces.source}",
    )
