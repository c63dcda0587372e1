"""What is kept of a run with some seed: its measures, and a tiny picture of its end.

L: losses, N: samples in the picture, C: classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.seeds.measures import MEASURES
from toy_models.config import RunConfig
from toy_models.drawn import MOST_DIMENSIONS, drawn, planes_of
from toy_models.record import Array, Run, unpack_unit
from toy_models.strangers import Strangers

SAMPLES = 150  # in a tiny picture
#: From where a sphere is seen: to the right and to the upside, as unit vectors.
RIGHT, UP, TOWARDS = np.linalg.qr(np.array([[0.8, -0.3, 0.5], [-0.6, -0.4, 0.6], [0, 0.9, 0.6]]))[
    0
].T


@dataclass(frozen=True, kw_only=True, eq=False)
class Outcome:
    """A run at its end."""

    config: RunConfig
    titles_L: tuple[str, ...]
    measures: Mapping[str, Array]  # by name, shape (L,)
    strangers: Strangers | None
    points_LN2: Array  # on the circle or disc, -1 to 1
    behind_LN: Array  # bool, on the far side of the sphere
    labels_N: Array
    weights_LC2: Array
    provenance: str  # versions and the device, in a sentence

    @property
    def seed(self) -> int:
        """Of the run."""
        return self.config.seed


def outcome(run: Run) -> Outcome:
    """The end of a whole run."""
    last = {name: array[-1] for name, array in run.arrays.items()}
    seen = drawn(last, planes_of(run.arrays["weights_LCD"][0]))
    # Samples are stored in the order of the data, so every so many shows all classes.
    every = -(-len(run.labels_N) // SAMPLES)
    points_LND = unpack_unit(seen["features_LND"][:, ::every])
    weights_LCD = unpack_unit(seen["weights_LCD"])
    behind_LN = np.zeros(points_LND.shape[:2], bool)
    if points_LND.shape[-1] == 3:
        behind_LN = points_LND @ TOWARDS < 0
        to_the_plane = np.stack([RIGHT, UP], axis=1)
        points_LND, weights_LCD = points_LND @ to_the_plane, weights_LCD @ to_the_plane
    elif run.config.embedding > MOST_DIMENSIONS:  # what is projected is short: as large as fits
        longest_L = np.linalg.norm(np.concatenate([points_LND, weights_LCD], 1), axis=-1).max(1)
        points_LND, weights_LCD = (
            vectors / longest_L[:, None, None] for vectors in (points_LND, weights_LCD)
        )
    measured = {measure.name: measure.of(run) for measure in MEASURES}
    return Outcome(
        config=run.config,
        titles_L=run.titles,
        measures={name: values for name, values in measured.items() if values is not None},
        strangers=run.strangers,
        points_LN2=points_LND,
        behind_LN=behind_LN,
        labels_N=run.true_labels_N[::every],
        weights_LC2=weights_LCD,
        provenance=run.provenance,
    )
