"""Every source and every test set gives images of the size that a network takes."""

from pathlib import Path

import numpy as np
import pytest
import torch

from face_training.backbones import build
from face_training.data import SOURCES
from face_training.data.batch import read_batch
from face_training.data.image_folder import image_folder
from face_training.data.in_memory import in_memory
from face_training.data.sizes import at_size
from face_training.embeddings import ImagesOf, embed, network_of
from face_training.evaluation.bins import Encoded
from face_training.evaluation.distractors import Slice
from face_training.evaluation.ijb import Crops
from face_training.evaluation.pairs import Chosen, Files
from face_training.photos.alignment import TEMPLATE_52
from tests.face_training.data.layouts import folders
from tests.face_training.data.pictures import png
from tests.face_training.data.test_batch import opened


@pytest.mark.parametrize("source", SOURCES)
def test_sources(source: str, tmp_path: Path) -> None:
    faces = opened(source, tmp_path)
    for found in (at_size(faces, 48), at_size(in_memory(faces, [0, 1]), 48)):
        assert found[1][0].shape == (3, 48, 48)
        both = np.array([0, 1]), np.array([False, True])
        assert read_batch(found, *both)[0].shape == (2, 3, 48, 48)
    assert faces[0][0].shape != (3, 48, 48)
    assert at_size(5, 48) == 5


def test_sets_come_in_the_size_of_the_network(tmp_path: Path) -> None:
    faces = image_folder(path=folders(tmp_path))
    files = Files(faces.files)
    images = ImagesOf(faces)
    crops = Crops(Path("/"), tuple(str(file)[1:] for file in faces.files), TEMPLATE_52[None])
    network = network_of(build("tiny", embedding=4, image_size=64).eval())
    wanted = embed(network, images).plain_ND
    for other, rows in (
        (files, slice(6)),
        (Chosen(files, (4, 5)), slice(4, 6)),
        (Slice(images, 2, 4), slice(2, 4)),
        (Encoded("a.bin", tuple(png(k) for k in range(6))), slice(6)),
    ):
        np.testing.assert_allclose(embed(network, other).plain_ND, wanted[rows], atol=1e-5)
    assert at_size(crops, 64)[0].shape == (3, 64, 64)


def test_a_network_of_no_size_gets_images_as_they_are() -> None:
    class Images:
        def __len__(self) -> int:
            return 1

        def __getitem__(self, index: int, /) -> torch.Tensor:
            return torch.ones(3, 5, 7, dtype=torch.uint8)

    assert embed(lambda images: images.float().flatten(1), Images()).plain_ND.shape == (1, 105)
