"""Templates: several images and videos of a person as one vector, and templates without an image.

The feature of an image is the sum with that of its mirror image, with its length, times the
detector's score; images of one medium (a video) are averaged, media are summed, and the sum is
brought to length 1.

N: images, T: templates, M: media of templates, D: embedding dimension.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evidence.verification import unit
from face_training.embeddings import Embeddings


@dataclass(frozen=True)
class Templates:
    """Unit vectors of templates.

    Attributes:
        numbers_T: the names of the templates.
        unit_TD: their vectors; of an empty template it means nothing.
        empty_T: whether a template has no image.
    """

    numbers_T: np.ndarray
    unit_TD: np.ndarray
    empty_T: np.ndarray

    def of(self, numbers: np.ndarray) -> Templates:
        """Those with these numbers, in this order, from templates in rising order."""
        places = np.searchsorted(self.numbers_T, numbers).clip(max=len(self.numbers_T) - 1)
        return Templates(numbers, self.unit_TD[places], self.numbers_T[places] != numbers)


def pooled(
    embeddings: Embeddings, scores_N: np.ndarray, templates_N: np.ndarray, media_N: np.ndarray
) -> Templates:
    """The templates that have images, by rising number.

    Args:
        embeddings: of the images.
        scores_N: the detector's, by which a feature counts.
        templates_N: the template of each image.
        media_N: its medium.
    """
    features_ND = (embeddings.plain_ND + embeddings.mirrored_ND) * scores_N[:, None]
    keys_N2 = np.stack([templates_N, media_N], axis=1)
    media_M2, medium_N, counts_M = np.unique(
        keys_N2, axis=0, return_inverse=True, return_counts=True
    )
    means_MD = np.zeros((len(media_M2), features_ND.shape[1]))
    np.add.at(means_MD, medium_N.ravel(), features_ND)
    means_MD /= counts_M[:, None]
    templates_T, template_M = np.unique(media_M2[:, 0], return_inverse=True)
    sums_TD = np.zeros((len(templates_T), features_ND.shape[1]))
    np.add.at(sums_TD, template_M, means_MD)
    return Templates(
        templates_T, unit(sums_TD).astype(np.float32), np.zeros(len(templates_T), bool)
    )
