"""Faces in memory are those that they were made of."""

import torch

from face_training.data import SOURCES
from face_training.data.in_memory import in_memory, select_people


def test_all_and_some() -> None:
    faces = SOURCES["synthetic"](identities=3, images=4, size=32)
    whole, some = in_memory(faces), in_memory(faces, [1, 6, 11])
    assert len(whole) == 12
    for index in range(12):
        torch.testing.assert_close(whole[index][0], faces[index][0])
        assert whole[index][1] == faces[index][1]
    assert len(some) == 3
    assert some.labels_N.tolist() == [0, 1, 2]
    torch.testing.assert_close(some[1][0], faces[6][0])
    assert some.identities == faces.identities
    assert some.source == faces.source


def test_some_people_in_another_order() -> None:
    faces = in_memory(SOURCES["synthetic"](identities=4, images=2, size=32))
    found = select_people(faces, [3, 1])
    assert found.labels_N.tolist() == [1, 1, 0, 0]  # the images stay in their order
    torch.testing.assert_close(found[2][0], faces[6][0])
    assert found.identities == (faces.identities[3], faces.identities[1])
