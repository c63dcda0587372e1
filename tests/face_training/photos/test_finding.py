"""Photographs of every kind: an aligned face, or the reason why not."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from face_training.photos.detection import Detector
from face_training.photos.finding import NoFace, find_face
from face_training.photos.photo import ORIENTATION
from tests.face_training.real import YUNET, orl, photo_of, write


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector(YUNET)


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


def test_one_face(detector: Detector, tmp_path: Path) -> None:
    found = find_face(write(tmp_path / "a.png", photo_of(orl(1, 1))), detector)
    assert found.face_HW3.shape == (112, 112, 3)
    assert found.face_HW3.dtype == np.uint8
    assert found.notes == ()
    eyes = found.face_HW3[46:58, 30:82].mean()
    assert eyes < found.face_HW3[58:70, 30:82].mean()  # eyes are darker than cheeks


def test_turned_by_exif_it_is_the_same_face(detector: Detector, tmp_path: Path) -> None:
    photo = photo_of(orl(1, 1))
    plain = find_face(write(tmp_path / "a.png", photo), detector).face_HW3
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    turned = Image.fromarray(photo).transpose(Image.Transpose.ROTATE_90)
    turned.save(tmp_path / "b.jpg", exif=exif, quality=95)
    found = find_face(tmp_path / "b.jpg", detector)
    assert found.notes == ("turned as its EXIF tag says",)
    assert likeness(found.face_HW3, plain) > 0.98


@pytest.mark.parametrize("kind", ["grey", "deep"])
def test_grey_and_16_bits(kind: str, detector: Detector, tmp_path: Path) -> None:
    photo = photo_of(orl(1, 1))
    plain = find_face(write(tmp_path / "a.png", photo), detector).face_HW3
    other = photo[..., 0] if kind == "grey" else photo.astype(np.uint16) * 257
    found = find_face(write(tmp_path / "b.png", other), detector)
    assert len(found.notes) == 1
    assert likeness(found.face_HW3, plain) > 0.98


def test_an_enormous_photograph(detector: Detector, tmp_path: Path) -> None:
    photo = photo_of(orl(1, 1))
    plain = find_face(write(tmp_path / "a.png", photo), detector).face_HW3
    large = cv2.resize(photo, None, fx=14, fy=14)  # 28 million pixels
    found = find_face(write(tmp_path / "b.jpg", large), detector)
    assert likeness(found.face_HW3, plain) > 0.7  # landmarks move a little with the size


def test_of_several_faces(detector: Detector, tmp_path: Path) -> None:
    alike = write(tmp_path / "alike.png", photo_of(orl(1, 1), orl(2, 1)))
    with pytest.raises(NoFace, match=r"shows 2 faces, and none is clearly the largest\.$") as drop:
        find_face(alike, detector)
    assert drop.value.reason == "several faces"
    taken = find_face(alike, detector, largest_of_several=True)
    assert taken.notes == ("2 faces, the largest taken",)
    small = cv2.copyMakeBorder(orl(2, 1), 56, 56, 46, 46, cv2.BORDER_CONSTANT, value=(128,) * 3)
    clear = photo_of(small, cv2.resize(orl(1, 1), (184, 224)), scale=2)
    found = find_face(write(tmp_path / "clear.png", clear), detector)
    assert found.notes == ("2 faces, the largest taken",)


def test_what_shows_no_face_to_use(detector: Detector, tmp_path: Path) -> None:
    files = {
        "no face": write(tmp_path / "wall.png", np.full((300, 400, 3), 128, np.uint8)),
        "tiny": write(tmp_path / "tiny.png", np.full((10, 400, 3), 128, np.uint8)),
        "unreadable": tmp_path / "broken.jpg",
    }
    files["unreadable"].write_bytes(b"no image")
    for reason, file in files.items():
        with pytest.raises(NoFace, match=file.name) as drop:
            find_face(file, detector)
        assert drop.value.reason == reason
    with pytest.raises(NoFace, match=r"pixels, and 400 are the least\.$") as drop:
        find_face(write(tmp_path / "a.png", photo_of(orl(1, 1), scale=5)), detector, smallest=400)
    assert drop.value.reason == "small face"
