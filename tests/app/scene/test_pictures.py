"""The samples' pictures: what has them, how large they are, and who stands for a class."""

import numpy as np

from app.scene.pictures import MOST_BYTES, pictures_of
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat, run_of, small_config
from toy_models.data import Digits, Faces


def test_images_become_pictures_as_they_are() -> None:
    run = run_of(small_config(0, data=Digits(), recorded=40))
    pictures = scene_of(run).pictures
    assert pictures is not None
    np.testing.assert_array_equal(pictures.images_PHW, run.inputs_N)
    assert pictures.ink
    for label, row in enumerate(pictures.portraits_C.tolist()):
        of_class = np.flatnonzero(run.true_labels_N == label)
        assert (row in of_class) if len(of_class) else row == -1


def test_points_have_no_pictures() -> None:
    assert scene_of(flat()).pictures is None


def test_faces_are_no_drawings_in_ink() -> None:
    faces = Faces(identities=4, images=6).load(0)
    images = np.round(faces.inputs_NI * 255).astype(np.uint8)
    pictures = pictures_of(images, faces.true_labels_N, 4)
    assert pictures is not None
    assert not pictures.ink


def test_many_large_images_are_halved() -> None:
    images = np.random.default_rng(0).integers(0, 255, (3000, 32, 33), dtype=np.uint8)
    pictures = pictures_of(images, np.zeros(3000, int), 1)
    assert pictures is not None
    assert pictures.images_PHW.shape == (3000, 16, 16)
    assert pictures.images_PHW.nbytes <= MOST_BYTES
    mean = images[7, :2, :2].astype(float).mean()
    assert abs(int(pictures.images_PHW[7, 0, 0]) - mean) <= 0.5


def test_the_typical_sample_is_nearest_to_the_mean_of_its_class() -> None:
    images = np.zeros((4, 8, 8), np.uint8)
    images[:, 0, 0] = (0, 90, 100, 250)
    pictures = pictures_of(images, np.array([1, 1, 1, 0]), 3)
    assert pictures is not None
    assert pictures.portraits_C.tolist() == [3, 1, -1]
