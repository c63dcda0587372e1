"""Synthetic faces: the same again, others with other numbers, people who can be told apart."""

import numpy as np
import pytest
import torch

from face_training.data.synthetic import synthetic


def test_a_picture_depends_on_its_numbers_alone() -> None:
    small = synthetic(identities=2, images=3, seed=4, size=48)
    shifted = synthetic(identities=5, images=3, seed=4, size=48, first=1)
    torch.testing.assert_close(small[4][0], shifted[1][0], rtol=0, atol=0)
    assert small.identities[1] == shifted.identities[0] == "synthetic 1"
    other = synthetic(identities=2, images=3, seed=5, size=48)
    assert not torch.equal(small[4][0], other[4][0])


def test_pictures_of_one_person_are_more_alike_than_of_two() -> None:
    faces = synthetic(identities=12, images=4, size=48)
    pixels_ND = torch.stack([faces[i][0].float().flatten() for i in range(len(faces))]).numpy()
    pixels_ND -= pixels_ND.mean(axis=0)
    pixels_ND /= np.linalg.norm(pixels_ND, axis=1, keepdims=True)
    cos_NN = pixels_ND @ pixels_ND.T
    same_NN = faces.labels_N[:, None] == faces.labels_N
    np.fill_diagonal(same_NN, False)
    other_NN = faces.labels_N[:, None] != faces.labels_N
    assert cos_NN[same_NN].mean() > cos_NN[other_NN].mean() + 0.2


@pytest.mark.parametrize(
    ("name", "value"), [("identities", 1), ("images", 0), ("first", -1), ("size", 8), ("seed", 0.5)]
)
def test_numbers_out_of_range_are_named(name: str, value: float) -> None:
    arguments: dict[str, object] = {"identities": 2, "images": 2, name: value}
    with pytest.raises(ValueError, match=rf"^{name} of synthetic faces must be a whole number"):
        synthetic(**arguments)  # type: ignore[arg-type]


def test_no_image_lies_beyond_the_end() -> None:
    with pytest.raises(IndexError, match="There is no image 4 in 4"):
        synthetic(identities=2, images=2)[4]
