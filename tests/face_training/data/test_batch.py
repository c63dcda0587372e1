"""A batch at once holds what its images hold one by one, for every source."""

from pathlib import Path

import numpy as np
import pytest
import torch

from face_training.data import SOURCES, Faces
from face_training.data.batch import read_batch
from face_training.data.in_memory import in_memory
from tests.face_training.data.layouts import LAYOUTS
from tests.face_training.data.pictures import pixels


def opened(source: str, path: Path) -> Faces:
    if source in LAYOUTS:
        return SOURCES[source](path=LAYOUTS[source](path))
    if source == "orl":
        return SOURCES[source]()
    return SOURCES[source](identities=3, images=2, size=32)


@pytest.mark.parametrize("source", [*SOURCES, "in memory"])
def test_images_labels_and_mirroring(source: str, tmp_path: Path) -> None:
    in_mem = source == "in memory"
    faces = in_memory(opened("synthetic", tmp_path)) if in_mem else opened(source, tmp_path)
    indices, mirrored = np.array([5, 0, 3, 3]), np.array([True, False, False, True])
    images, labels, broken = read_batch(faces, indices, mirrored)
    assert broken == []
    assert images.is_contiguous(memory_format=torch.channels_last)
    assert images.dtype == torch.uint8
    for place, (index, flag) in enumerate(zip(indices, mirrored, strict=True)):
        image, label = faces[int(index)]
        assert torch.equal(images[place], image.flip(-1) if flag else image)
        assert labels[place] == label
        if source in LAYOUTS:
            np.testing.assert_array_equal(image.permute(1, 2, 0).numpy(), pixels(int(index)))
