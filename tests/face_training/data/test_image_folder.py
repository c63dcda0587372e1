"""A folder for each identity."""

from pathlib import Path

import numpy as np
import pytest

from face_training.data.image_folder import image_folder
from tests.face_training.data.pictures import pixels, png


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for place, name in enumerate(("b/2.png", "b/1.PNG", "a/x.png", "c d/y.png")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(png(place))
    (tmp_path / "empty").mkdir()
    (tmp_path / "a" / "notes.txt").write_text("no image")
    return tmp_path


def test_identities_are_folders_with_images(folder: Path) -> None:
    faces = image_folder(path=folder)
    assert faces.identities == ("a", "b", "c d")
    assert faces.labels_N.tolist() == [0, 1, 1, 2]
    image_3HW, label = faces[1]
    np.testing.assert_array_equal(image_3HW.permute(1, 2, 0).numpy(), pixels(1))
    assert label == 1
    assert faces.source == (
        f"{folder}: 4 images of 3 identities; left out: 1 no image by their endings (a/notes.txt)"
    )


def test_an_image_of_another_size_is_brought_to_112(folder: Path) -> None:
    (folder / "a" / "x.png").write_bytes(png(0, size=40))
    assert image_folder(path=folder)[0][0].shape == (3, 112, 112)


def test_a_broken_or_lost_image_is_named(folder: Path) -> None:
    faces = image_folder(path=folder)
    (folder / "a" / "x.png").write_bytes(b"nonsense")
    with pytest.raises(ValueError, match=r"a/x\.png is no image, or a broken one"):
        faces[0]
    (folder / "a" / "x.png").unlink()
    with pytest.raises(ValueError, match=r"a/x\.png cannot be read: No such file"):
        faces[0]


def test_what_is_no_set_of_faces_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"There is no folder .*/nowhere\."):
        image_folder(path=tmp_path / "nowhere")
    with pytest.raises(ValueError, match="has 0 folders with images in them; an identity is a"):
        image_folder(path=tmp_path)


def test_what_systems_and_notebooks_leave_is_nobody(folder: Path) -> None:
    for name in (
        ".ipynb_checkpoints/1-checkpoint.png", "__MACOSX/a/._x.png", "a/._x.png", "b/.DS_Store",
        "top.png", "a/deeper/1.png",
    ):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"no image at all")
    faces = image_folder(path=folder)
    assert faces.identities == ("a", "b", "c d")
    assert len(faces) == 4
    assert "left out: 4 hidden or a system's own (" in faces.source
    assert "1 no image by their endings (a/notes.txt)" in faces.source
    assert "2 not in the folder of an identity (a/deeper/1.png)" in faces.source


def test_two_spellings_of_a_name_are_one_identity(folder: Path) -> None:
    """They were two classes for one person."""
    for name in ("Zo\xeb/1.png", "Zoe\u0308/2.png"):
        (folder / name).parent.mkdir()
        (folder / name).write_bytes(png(1))
    faces = image_folder(path=folder)
    assert faces.identities == ("Zoe\u0308", "a", "b", "c d")
    assert faces.labels_N.tolist() == [0, 0, 1, 2, 2, 3]
