"""Toy faces: train on some people, and compare pictures of others, whom no training saw.

L: losses, N: pictures.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evidence.verification import verify
from toy_models.config import RunConfig
from toy_models.data import Faces, Families, load
from toy_models.data.grey import grey_about_0, standardised

if TYPE_CHECKING:
    from toy_models.training import ClassesOfStep, Training

FAR = 0.01  # one wrong pair in a hundred is accepted


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Pairs of strangers, at FAR.  Each (L,)."""

    tar_L: np.ndarray  # share of the true pairs that are found
    threshold_L: np.ndarray  # degrees


def training_of(run: RunConfig, classes_of_step: ClassesOfStep | None = None) -> Training:
    """A training that has made no step, on pictures with grey about 0: networks start sooner."""
    from toy_models.training import Training

    data = grey_about_0(load(run.data, run.label_noise, run.seed))
    return Training(run, data, classes_of_step)


def features_in(training: Training, pictures_N: np.ndarray) -> np.ndarray:
    """What the present networks make of pictures, grey 0 to 1.  Shape (L, N, D)."""
    import torch

    from toy_models.features import features_of

    return features_of(training.network, standardised(torch.from_numpy(pictures_N))).numpy()


def trained(run: RunConfig) -> Training:
    """The same after its last step."""
    training = training_of(run)
    while training.step < run.steps:
        training.advance()
    return training


def compare(training: Training, people: int, pictures: int) -> Compared:
    """Compare so many pictures of each of so many strangers with the present networks.

    Raises:
        ValueError: the data are no toy faces.
    """
    data, seed = training.config.data, training.config.seed
    if not isinstance(data, Faces | Families):
        raise ValueError(f"There are strangers among toy faces, not among {data.kind}.")
    pictures_N, people_N = _drawn(data, seed, people, pictures)
    features_LND = features_in(training, pictures_N)
    scores_L = [verify(features_ND, people_N) for features_ND in features_LND]
    refused_L = np.array([scores.refused_at(FAR) for scores in scores_L])
    return Compared(
        tar_L=np.array([scores.tar_at(FAR) for scores in scores_L]),
        threshold_L=np.degrees(np.arccos(np.clip(refused_L, -1, 1))),
    )


@functools.lru_cache(maxsize=1)
def _drawn(
    data: Faces | Families, seed: int, people: int, pictures: int
) -> tuple[np.ndarray, np.ndarray]:
    """The strangers' pictures and who they are; the last are kept, for the next training."""
    return data.unseen(seed, people, pictures)
