"""Images in zips, stored or packed, and damaged."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from face_training.data.image_zips import image_zips
from tests.face_training.data.layouts import zips
from tests.face_training.data.pictures import pixels, png


def zip_of(path: Path, files: dict[str, bytes], packed: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", packed) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return path


def test_an_identity_is_the_folder_of_its_images(tmp_path: Path) -> None:
    faces = image_zips(path=zips(tmp_path))
    assert faces.identities == ("0", "1", "2")
    assert faces.labels_N.tolist() == [0, 0, 1, 1, 2, 2]
    assert (
        faces.source == f"2 zips from {tmp_path}/subjects_0-1_2_imgs.zip: 6 images of 3 identities"
    )


@pytest.mark.parametrize("packed", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_images_come_back_to_the_pixel(tmp_path: Path, packed: int) -> None:
    files = {f"set/person {k}/ä{k}.png": png(k) for k in range(3)}
    faces = image_zips(path=zip_of(tmp_path / "x.zip", files, packed))
    for k in range(3):
        np.testing.assert_array_equal(faces[k][0].permute(1, 2, 0), pixels(k))


def test_one_identity_may_be_in_several_zips(tmp_path: Path) -> None:
    zip_of(tmp_path / "a.zip", {"ann/1.png": png(0), "bob/1.png": png(1)})
    zip_of(tmp_path / "b.zip", {"ann/2.png": png(2)})
    faces = image_zips(path=tmp_path)
    assert faces.labels_N.tolist() == [0, 1, 0]


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    files = {"a/1.png": png(0), "b/1.png": png(1), "top.png": png(2), "a/readme.txt": b"hello"}
    files |= {"__MACOSX/a/._1.png": b"x", "a/._1.png": b"x"}
    for again in range(2):  # the second time from the index
        faces = image_zips(path=zip_of(tmp_path / "x.zip", files) if not again else tmp_path)
        assert len(faces) == 2
        assert faces.source.endswith(
            "2 images of 2 identities; left out: 1 not in the folder of an identity "
            "(x.zip: top.png), 1 no image by their endings (x.zip: a/readme.txt), 2 hidden or a "
            "system's own (x.zip: __MACOSX/a/._1.png)"
        )


def test_damage_is_named(tmp_path: Path) -> None:
    file = zip_of(tmp_path / "x.zip", {f"{k}/1.png": png(k) for k in range(2)})
    faces = image_zips(path=file)
    data = bytearray(file.read_bytes())
    data[2000] ^= 1
    file.write_bytes(data)
    with pytest.raises(ValueError, match=r"The image at byte 0 of .*x\.zip is damaged: its check"):
        faces[0]
    file.write_bytes(bytes(data[:100]))
    with pytest.raises(ValueError, match=r"x\.zip is (damaged|not there)"):
        faces[1]
    with pytest.raises(ValueError, match=r"x\.zip is no whole zip"):
        image_zips(path=file)


def test_what_is_no_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"There is no \.zip at "):
        image_zips(path=tmp_path)
    with pytest.raises(ValueError, match="has 1 folders with images in them"):
        image_zips(path=zip_of(tmp_path / "x.zip", {"a/1.png": png(0)}))


def test_an_image_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    files = {"a/1.png": bytes(100_000), "b/1.png": png(1)}
    faces = image_zips(path=zip_of(tmp_path / "x.zip", files, zipfile.ZIP_DEFLATED), largest=99_999)
    with pytest.raises(ValueError, match=r"x\.zip unpacks to more than 99,999 bytes\."):
        faces.encoded(0)
    assert faces.encoded(1)[0] == png(1)


def test_two_spellings_of_a_name_are_one_identity(tmp_path: Path) -> None:
    files = {f"{name}/1.png": png(k) for k, name in enumerate(("Zo\xeb", "Ann", "Zoe\u0308"))}
    faces = image_zips(path=zip_of(tmp_path / "x.zip", files))
    assert faces.identities == ("Ann", "Zoe\u0308")
    assert faces.labels_N.tolist() == [1, 0, 1]
