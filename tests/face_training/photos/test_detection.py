"""YuNet on real faces: found where they are, whatever the size of the photograph."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from face_training.photos.detection import Detector
from tests.face_training.real import SFACE, YUNET, orl, photo_of


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector(YUNET)


def test_landmarks_do_not_depend_on_the_size(detector: Detector) -> None:
    photo = photo_of(orl(1, 1))
    (face,) = detector.faces(photo)
    left_eye, right_eye, nose, left_mouth, right_mouth = face.points_52
    assert left_eye[0] < nose[0] < right_eye[0]
    assert left_eye[1] < nose[1] < left_mouth[1]
    assert left_mouth[0] < right_mouth[0]
    for factor in (0.5, 3.0):
        (other,) = detector.faces(cv2.resize(photo, None, fx=factor, fy=factor))
        assert np.abs(other.points_52 / factor - face.points_52).max() < 0.08 * face.size
        assert other.size / factor == pytest.approx(face.size, rel=0.1)


def test_a_face_that_fills_a_small_picture(detector: Detector) -> None:
    for person in (1, 5, 9):
        (face,) = detector.faces(orl(person, 1))
        assert 0 < face.points_52.min() < face.points_52.max() < 112


def test_the_largest_comes_first(detector: Detector) -> None:
    small = cv2.copyMakeBorder(orl(2, 1), 56, 56, 46, 46, cv2.BORDER_CONSTANT, value=(128,) * 3)
    large = cv2.resize(orl(1, 1), (184, 224))
    faces = detector.faces(photo_of(small, large, scale=2))
    assert len(faces) == 2
    assert faces[0].area > 2 * faces[1].area
    assert faces[0].box[0] > faces[1].box[0]


def test_where_there_is_no_face(detector: Detector) -> None:
    assert detector.faces(np.full((300, 400, 3), 128, np.uint8)) == []


def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^There are no detector's weights .*none\.onnx\.$"):
        Detector(tmp_path / "none.onnx")
    with pytest.raises(ValueError, match=r"^A face's score is between 0 and 1, not 2\.$"):
        Detector(YUNET, score=2)
    (tmp_path / "text.onnx").write_text("text")
    for path in (tmp_path / "text.onnx", SFACE):
        with pytest.raises(ValueError, match=r"does not hold YuNet's weights\.$"):
            Detector(path)
