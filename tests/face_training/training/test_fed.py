"""The picture shows the images of the first steps, with their colours."""

import io
from pathlib import Path

import numpy as np
from PIL import Image

from face_training.data.image_folder import image_folder
from face_training.ranks import Ranks
from face_training.training.batches import step_loader
from face_training.training.fed import GAP, fed_picture
from tests.face_training.small import SIZE, SmallFaces, config


def tiles(png: bytes, size: int) -> np.ndarray:
    sheet = np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))
    rows, columns = (np.array(sheet.shape[:2]) - GAP) // (size + GAP)
    cut = sheet[GAP:, GAP:].reshape(rows, size + GAP, columns, size + GAP, 3)
    return cut[:, :size, :, :size].transpose(0, 2, 1, 3, 4).reshape(-1, size, size, 3)


def test_it_is_what_the_first_steps_get() -> None:
    settings = config("training.batch=12")
    found = tiles(fed_picture(SmallFaces(), settings), SIZE)
    assert len(found) == 64
    fed = [images for images, _ in step_loader(SmallFaces(), settings, Ranks(), 0, 6)]
    first_NHW3 = np.concatenate([images.permute(0, 2, 3, 1).numpy() for images in fed])[:64]
    np.testing.assert_array_equal(found, first_NHW3)


def test_colours_are_as_they_are_in_the_files(tmp_path: Path) -> None:
    for person in ("a", "b"):
        (tmp_path / person).mkdir()
        Image.new("RGB", (112, 112), (250, 120, 10)).save(tmp_path / person / "1.png")
    found = tiles(fed_picture(image_folder(path=tmp_path), config("training.batch=2")), 112)
    assert len(found) == 64
    assert np.unique(found.reshape(-1, 3), axis=0).tolist() == [[250, 120, 10]]
