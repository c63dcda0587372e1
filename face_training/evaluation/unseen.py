"""Open-set verification on identities that were not trained on: every pair of their images."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from evidence.verification import FARS
from face_training.data import Faces
from face_training.embeddings import Embeddings, Images, ImagesOf, Network, embed
from face_training.evaluation.all_pairs import all_pairs, count_pairs
from face_training.evaluation.outcome import Outcome, at_far
from face_training.evaluation.tables import open_source


@dataclass(frozen=True, kw_only=True)
class Unseen:
    """Some faces and the false accept rates to read."""

    name: str
    faces: Faces
    fars: tuple[float, ...]

    @property
    def images(self) -> Images:
        """All of them."""
        return ImagesOf(self.faces)

    def evaluate(self, network: Network, *, workers: int = 0) -> Outcome:
        """TAR at each FAR and the equal error rate, with the mirror images."""
        embeddings = embed(network, self.images, workers=workers)
        return outcome(embeddings, self.faces.labels_N, self.fars)


def outcome(embeddings: Embeddings, labels_N: np.ndarray, fars: tuple[float, ...]) -> Outcome:
    """The protocol on embeddings."""
    scores = all_pairs(embeddings.unit_ND(), labels_N)
    measures = {at_far("tar", far): scores.tar_at(far) for far in fars}
    measures |= {"eer": scores.eer(), "mean_norm": embeddings.mean_norm}
    return Outcome(measures=measures, scores=scores)


def unseen(
    *, name: str, source: str, fars: tuple[float, ...] | None = None, **options: Any
) -> Unseen:
    """Identities of one of the data sources; the other options are the source's own.

    Without `fars` they are those of 1e-2, 1e-3 and 1e-4 for which there are enough pairs.

    Raises:
        ValueError: the source or an option is unknown, a false accept rate is out of range or
            needs more impostor pairs than there are.
    """
    faces = open_source(f"evaluation set {name!r}", {"source": source, **options})
    genuine, impostors = count_pairs(faces.labels_N)
    if not genuine or not impostors:
        raise ValueError(
            f"Evaluation set {name!r} needs two images of one identity and two identities, at "
            "least."
        )
    if fars is None:
        fars = tuple(far for far in FARS if far * impostors >= 1)
    for far in fars:
        if not 1 / impostors <= far < 1:
            raise ValueError(
                f"Evaluation set {name!r} has {impostors:,} impostor pairs, so its false accept "
                f"rates must be {1 / impostors:.3g} or more and below 1, not {far:g}."
            )
    return Unseen(name=name, faces=faces, fars=fars)
