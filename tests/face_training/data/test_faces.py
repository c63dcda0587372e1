"""Every source keeps to what is said of all sources."""

import numpy as np
import torch

from face_training.data import SOURCES, Faces


def test_a_source_gives_images_and_labels_of_all_identities() -> None:
    faces: Faces = SOURCES["synthetic"](identities=3, images=2)
    assert len(faces) == len(faces.labels_N) == 6
    assert sorted(set(faces.labels_N.tolist())) == list(range(len(faces.identities)))
    image_3HW, label = faces[5]
    assert image_3HW.dtype == torch.uint8
    assert image_3HW.shape == (3, 112, 112)
    assert label == faces.labels_N[5] == 2
    assert faces.labels_N.dtype == np.int64
