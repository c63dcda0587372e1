"""Grey values about 0: by hand, and for both halves of a data set."""

import numpy as np
import torch

from toy_models.data import Faces, load
from toy_models.data.grey import grey_about_0, standardised


def test_middle_grey_is_0() -> None:
    found = standardised(torch.tensor([0.5, 0.7, 0.1]))
    torch.testing.assert_close(found, torch.tensor([0.0, 1.0, -2.0]))


def test_both_halves_of_a_data_set() -> None:
    data = load(Faces(identities=3, images=4, size=16), 0.0, 0)
    moved = grey_about_0(data)
    np.testing.assert_allclose(moved.inputs_NI, (data.inputs_NI - 0.5) / 0.2, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(
        moved.test_inputs_MI, (data.test_inputs_MI - 0.5) / 0.2, rtol=1e-6, atol=1e-6
    )
    np.testing.assert_array_equal(moved.labels_N, data.labels_N)
