"""A list of files and identities, however its cells are parted."""

from pathlib import Path

import numpy as np
import pytest

from face_training.data.image_list import image_list
from tests.face_training.data.pictures import pixels, png


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for place, name in enumerate(("a 1.png", "b1.png", "b2.png")):
        (tmp_path / name).write_bytes(png(place))
    return tmp_path


@pytest.mark.parametrize(
    "text",
    [
        "a 1.png,Zoë\nb1.png,Ann\nb2.png,Zoë\n",
        "file,identity\na 1.png,Zoë\nb1.png,Ann\nb2.png,Zoë\n",
        "a 1.png;Zoë\r\nb1.png;Ann\r\nb2.png;Zoë",
        "path\tperson\na 1.png\tZoë\nb1.png\tAnn\nb2.png\tZoë\n",
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_files_and_identities(folder: Path, text: str, codec: str) -> None:
    (folder / "list.csv").write_bytes(text.encode(codec))
    faces = image_list(path=folder / "list.csv")
    assert faces.identities == ("Ann", "Zoë")
    assert faces.labels_N.tolist() == [1, 0, 1]
    np.testing.assert_array_equal(faces[2][0].permute(1, 2, 0).numpy(), pixels(2))
    assert faces.source == f"{folder / 'list.csv'}: 3 images of 2 identities"


def test_the_images_may_lie_elsewhere(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "numbers.txt").write_text("b1.png 7\nb2.png 3\n")
    faces = image_list(path=tmp_path / "lists" / "numbers.txt", images=folder)
    assert faces.identities == ("3", "7")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("b1.png,a\nnone.png,b\n", r"1 of 2 images of .*list\.csv are not in .*, as 'none\.png'"),
        ("b1.png,a,1\n", r"Line 1 of .*list\.csv is not `file identity`"),
        ("b1.png,a\nb1.png,b\n", r"names 'b1\.png' twice"),
        ("b1.png,a\nb2.png,a\n", "has 1 identities; training needs two or more"),
        ("", r"0 of 0 images of .*list\.csv are not in"),
    ],
)
def test_what_is_no_list_is_refused(folder: Path, text: str, sentence: str) -> None:
    (folder / "list.csv").write_text(text)
    with pytest.raises(ValueError, match=sentence):
        image_list(path=folder / "list.csv")
