"""Faces in memory are those that they were made of."""

import torch

from face_training.data import SOURCES
from face_training.data.held import held


def test_all_and_some() -> None:
    faces = SOURCES["synthetic"](identities=3, images=4, size=32)
    whole, some = held(faces), held(faces, [1, 6, 11])
    assert len(whole) == 12
    for index in range(12):
        torch.testing.assert_close(whole[index][0], faces[index][0])
        assert whole[index][1] == faces[index][1]
    assert len(some) == 3
    assert some.labels_N.tolist() == [0, 1, 2]
    torch.testing.assert_close(some[1][0], faces[6][0])
    assert some.identities == faces.identities
    assert some.source == faces.source
