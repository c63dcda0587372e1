"""What is stored of the run about strangers: a few people to draw, and the angles of all pairs.

L: losses, M: pictures that are drawn, B: bins of angles, P: pictures, D: embedding dimension.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.scene.pictures import pictures_of
from app.scene.wire import pack
from evidence.verification import verify
from toy_models.config import RunConfig
from toy_models.record import Array

BINS, MOST_DEGREES = 60, 120


@dataclass(frozen=True, kw_only=True, eq=False)
class Strangers:
    """The stored result.  Angles in degrees."""

    config: RunConfig
    people: int  # that the run has not seen
    pictures: int  # of each
    far: float
    titles: tuple[str, ...]
    thresholds: tuple[float, ...]  # by loss: a pair whose angle is below counts as one person
    recognised: tuple[float, ...]  # by loss: TAR, the share of one person's pairs below
    pair: tuple[int, int]  # two drawn pictures of one person
    pair_angles: tuple[float, ...]  # by loss
    angles_LM: Array  # float32, of the drawn pictures from the first of the pair
    labels_M: Array  # uint16
    pictures_MHW: Array  # uint8
    same_LB: Array  # float32, the share of the pairs of one person in each bin of angles
    different_LB: Array  # float32, of two people

    def save(self, file: Path) -> None:
        """Write an npz without any pickled object."""
        fields: dict[str, Any] = dict(vars(self))
        arrays = {name: value for name, value in fields.items() if isinstance(value, np.ndarray)}
        about = {name: value for name, value in fields.items() if name not in arrays}
        about["config"] = self.config.to_json()
        text = np.frombuffer(json.dumps(about).encode(), np.uint8)
        stored: dict[str, Any] = {"about": text, **arrays}
        np.savez_compressed(file, **stored)

    @classmethod
    def load(cls, file: Path) -> Strangers:
        """Read what `save` wrote."""
        with np.load(file, allow_pickle=False) as stored:
            about: dict[str, Any] = json.loads(stored["about"].tobytes())
            arrays = {name: stored[name] for name in stored.files if name != "about"}
        found: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in about.items()
        }
        found["config"] = RunConfig.from_json(about["config"])
        return cls(**found, **arrays)

    def message(self) -> str:
        """For the browser, in base64; `strangers.js` reads it."""
        people = int(self.labels_M.max()) + 1
        pictures = pictures_of(self.pictures_MHW, self.labels_M, people)
        assert pictures is not None
        _, height, width = pictures.images_PHW.shape
        about = {
            "titles": self.titles,
            "far": self.far,
            "thresholds": self.thresholds,
            "recognised": self.recognised,
            "pair": self.pair,
            "pairAngles": self.pair_angles,
            "most": MOST_DEGREES,
            "pictures": {
                "height": height,
                "width": width,
                "ink": pictures.ink,
                "portraits": pictures.portraits_C.tolist(),
            },
        }
        arrays = {
            "angles": self.angles_LM,
            "labels": self.labels_M,
            "pictures": pictures.images_PHW,
            "same": self.same_LB,
            "different": self.different_LB,
        }
        return base64.b64encode(pack({"strangers": about}, arrays)).decode()


def measured(features_LPD: Array, people_P: Array, drawn_M: Array, far: float) -> dict[str, Any]:
    """The fields that are measured on embeddings of unseen people.

    Args:
        features_LPD: unit embeddings, by loss.
        people_P: who it is.
        drawn_M: which pictures are drawn.
        far: the share of wrong pairs that a threshold may let through.
    """
    scores_L = [verify(features_PD, people_P) for features_PD in features_LPD]
    refused_L = [scores.refused_at(far) for scores in scores_L]
    labels_M = people_P[drawn_M].astype(np.uint16)
    angles_LMM = np.stack([degrees(x[drawn_M] @ x[drawn_M].T) for x in features_LPD])
    thresholds_L = [float(degrees(np.array(refused))) for refused in refused_L]
    pair = telling_pair(angles_LMM, labels_M, thresholds_L)
    return {
        "far": far,
        "thresholds": tuple(thresholds_L),
        "recognised": tuple(scores.tar_at(far) for scores in scores_L),
        "pair": pair,
        "pair_angles": tuple(float(angles[pair]) for angles in angles_LMM),
        "angles_LM": angles_LMM[:, pair[0]].astype(np.float32),
        "labels_M": labels_M,
        "same_LB": np.stack([histogram(scores.genuine_G) for scores in scores_L]),
        "different_LB": np.stack([histogram(scores.impostor_I) for scores in scores_L]),
    }


def degrees(cosines: Array) -> Array:
    """Angles of cosines."""
    return np.degrees(np.arccos(np.clip(cosines, -1, 1)))


def histogram(scores: Array) -> Array:
    """The share of the scores in each bin of angles.  (B,) float32."""
    counts, _ = np.histogram(degrees(scores), BINS, (0, MOST_DEGREES))
    return np.asarray(counts / len(scores), np.float32)


def telling_pair(angles_LMM: Array, labels_M: Array, thresholds_L: list[float]) -> tuple[int, int]:
    """Two pictures of one person that the last loss takes for one person and the first does not.

    Of all such pairs that for which both are clearest; (0, 1) if there is none.
    """
    refused_MM = angles_LMM[0] - thresholds_L[0]
    accepted_MM = thresholds_L[-1] - angles_LMM[-1]
    clear_MM = np.minimum(refused_MM, accepted_MM)
    clear_MM[(labels_M[:, None] != labels_M) | np.tri(len(labels_M), dtype=bool)] = -np.inf
    first, second = np.unravel_index(int(clear_MM.argmax()), clear_MM.shape)
    return (int(first), int(second)) if clear_MM[first, second] > 0 else (0, 1)
