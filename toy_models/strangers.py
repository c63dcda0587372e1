"""Strangers: are two pictures of the same person, for people that a run never saw?

Accuracy on the people of the training says little about faces.  So the record of a run on faces
keeps how well its features tell other people apart: the ROC, at fixed false accept rates.

L: losses, P: points of the ROC.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from evidence.verification import verify
from toy_models.data import DataConfig, Faces, Families

if TYPE_CHECKING:
    import torch

Array = NDArray[Any]

PEOPLE, PICTURES = 80, 8  # 202,240 impostor pairs: enough for a FAR of one in a thousand
LOWEST_FAR = 1e-3
POINTS = 31  # of the ROC, ten for each power of ten
FARS = (1e-2, 1e-3)  # at which TAR is told in words
KINDS = (Faces.kind, Families.kind)  # data with other people than those of the training


@dataclass(frozen=True, kw_only=True, eq=False)
class Strangers:
    """The ROC of each loss on people that the training never saw."""

    people: int
    pictures: int  # of each
    far_P: Array  # float32, rising from LOWEST_FAR to 1
    tar_LP: Array  # float32

    def tar_at(self, far: float) -> Array:
        """TAR of each loss.  Shape (L,).  Raises ValueError unless it is a point of the ROC."""
        at = int(np.abs(np.log(self.far_P / far)).argmin())
        if not np.isclose(self.far_P[at], far, rtol=1e-3):
            raise ValueError(f"TAR was not recorded at FAR {far:g}.")
        found: Array = self.tar_LP[:, at]
        return found


def has_strangers(data: DataConfig) -> bool:
    """Whether there are other people than those of the training."""
    return data.kind in KINDS


def strangers(network: torch.nn.Module, data: DataConfig, seed: int) -> Strangers | None:
    """What the networks make of strangers; None for data without people."""
    if not isinstance(data, Faces | Families):
        return None
    import torch

    from toy_models.features import features_of

    pictures_N, people_N = data.unseen(seed, PEOPLE, PICTURES)
    features_LND = features_of(network, torch.from_numpy(pictures_N)).numpy()
    far_P = np.logspace(np.log10(LOWEST_FAR), 0, POINTS)
    tar_LP = [
        [scores.tar_at(float(far)) for far in far_P]
        for scores in (verify(features_ND, people_N) for features_ND in features_LND)
    ]
    return Strangers(
        people=PEOPLE,
        pictures=PICTURES,
        far_P=far_P.astype(np.float32),
        tar_LP=np.array(tar_LP, np.float32),
    )
