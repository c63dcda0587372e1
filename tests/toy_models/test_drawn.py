"""What is drawn of a frame: as it is up to three dimensions, then on one plane for each loss."""

import numpy as np
import pytest

from toy_models.config import RunConfig
from toy_models.data import Blobs
from toy_models.drawn import DRAWN, drawn, planes_of
from toy_models.gentle import gentle
from toy_models.record import Run, unpack_unit
from toy_models.training import train

LOSSES = tuple(gentle(name) for name in ("norm_softmax", "sv_softmax", "sv_arc_softmax"))
BLOBS = Blobs(classes=4, per_class=8)


def result(embedding: int) -> Run:
    return train(
        RunConfig(data=BLOBS, losses=LOSSES, hidden=(8,), steps=6, kept=4, embedding=embedding)
    )


@pytest.mark.parametrize("embedding", [2, 3])
def test_three_dimensions_are_drawn_as_they_are(embedding: int) -> None:
    arrays = result(embedding).arrays
    assert planes_of(arrays["weights_LCD"][0]) is None
    shown = drawn(arrays, None)
    assert tuple(shown) == DRAWN
    assert all(shown[name] is arrays[name] for name in DRAWN)


def test_planes_are_orthonormal_and_show_the_weights_best() -> None:
    weights_LCD = result(8).arrays["weights_LCD"][-1]
    planes_LD2 = planes_of(weights_LCD)
    assert planes_LD2 is not None
    assert planes_LD2.shape == (3, 8, 2)
    for weights_CD, plane_D2 in zip(unpack_unit(weights_LCD), planes_LD2, strict=True):
        np.testing.assert_allclose(plane_D2.T @ plane_D2, np.eye(2), atol=1e-5)
        centred_CD = weights_CD - weights_CD.mean(0)
        strongest = np.linalg.svd(centred_CD, compute_uv=False)[:2]
        shown = np.linalg.norm(centred_CD @ plane_D2, axis=0)
        np.testing.assert_allclose(shown, strongest, rtol=1e-4)


def test_vectors_are_projected_with_and_without_steps_in_front() -> None:
    arrays = result(8).arrays
    planes_LD2 = planes_of(arrays["weights_LCD"][0])
    assert planes_LD2 is not None
    whole = drawn(arrays, planes_LD2)
    one = drawn({name: array[2] for name, array in arrays.items()}, planes_LD2)
    for name in DRAWN:
        assert whole[name].dtype == arrays[name].dtype
        np.testing.assert_array_equal(whole[name][2], one[name])
    wanted = unpack_unit(arrays["features_LND"][2, 1]) @ planes_LD2[1]
    np.testing.assert_allclose(unpack_unit(one["features_LND"][1]), wanted, atol=1e-4)
    assert whole["push_LND"].shape[-1] == 2
    assert whole["margin_LT"] is arrays["margin_LT"]
