"""Pictures of noise: many identities, little memory."""

import pickle

import pytest
import torch

from face_training.data.random_pictures import random_pictures


def test_ten_million_identities_take_no_memory() -> None:
    faces = random_pictures(identities=10_000_000)
    assert len(faces) == len(faces.identities) == 10_000_000
    assert faces.identities[9_999_999] == "9999999"
    assert faces.identities[3:5] == ("3", "4")
    assert faces[9_999_999][1] == 9_999_999
    assert len(pickle.dumps(faces)) < 1000


def test_pictures_are_drawn_from_their_numbers() -> None:
    faces = random_pictures(identities=3, images=2, seed=4, size=32)
    assert faces.labels_N.tolist() == [0, 0, 1, 1, 2, 2]
    assert tuple(faces[3][0].shape) == (3, 32, 32)
    assert torch.equal(faces[3][0], random_pictures(identities=3, images=2, seed=4, size=32)[3][0])
    assert not torch.equal(faces[3][0], faces[2][0])
    assert not torch.equal(faces[3][0], random_pictures(identities=3, images=2, size=32)[3][0])
    with pytest.raises(IndexError, match="There is no picture 6 in 6"):
        faces[6]


def test_numbers_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="identities of random pictures must be a whole number"):
        random_pictures(identities=1)
