"""Embeddings that every protocol can measure."""

import numpy as np

from face_training.embeddings import Embeddings

IMAGES = 240
LABELS = np.arange(IMAGES) // 4


def embeddings() -> Embeddings:
    """Sixty people with four images each, near one another."""
    draw = np.random.default_rng(0)
    centres = draw.normal(size=(IMAGES // 4, 8))[LABELS]
    plain, mirrored = centres + draw.normal(size=(2, IMAGES, 8))
    return Embeddings(plain_ND=plain, mirrored_ND=mirrored)
