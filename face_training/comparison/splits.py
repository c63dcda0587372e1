"""The data of the comparison: training faces, other pictures of the same people, other people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from face_training.data import SOURCES
from face_training.data.in_memory import FacesInMemory, in_memory, select_people


@dataclass(frozen=True)
class Split:
    """Faces to train on, and faces to test on."""

    train: FacesInMemory
    known: FacesInMemory  # other images of the same people, for the closed-set accuracy
    unseen: FacesInMemory  # other people


def synthetic_split(
    seed: int, *, identities: int = 100, images: int = 20, known: int = 4, unseen: int = 100
) -> Split:
    """Synthetic people, different ones for each seed."""
    faces = SOURCES["synthetic"](identities=identities, images=images + known, seed=seed)
    is_known = np.arange(len(faces)) % (images + known) >= images
    others = SOURCES["synthetic"](identities=unseen, images=6, seed=seed, first=identities)
    return Split(
        train=in_memory(faces, np.flatnonzero(~is_known).tolist()),
        known=in_memory(faces, np.flatnonzero(is_known).tolist()),
        unseen=in_memory(others),
    )


def orl_split(seed: int) -> Split:
    """A random half of the people to train on, without two portraits of each."""
    faces = in_memory(SOURCES["orl"]())
    people = np.random.default_rng(seed).permutation(len(faces.identities)).tolist()
    trained = select_people(faces, people[: len(people) // 2])
    portraits = len(trained) // len(trained.identities)
    is_known = np.arange(len(trained)) % portraits >= portraits - 2
    return Split(
        train=in_memory(trained, np.flatnonzero(~is_known).tolist()),
        known=in_memory(trained, np.flatnonzero(is_known).tolist()),
        unseen=select_people(faces, people[len(people) // 2 :]),
    )


def small_synthetic_split(seed: int) -> Split:
    """In a size to try out."""
    return synthetic_split(seed, identities=10, images=8, known=2, unseen=30)
