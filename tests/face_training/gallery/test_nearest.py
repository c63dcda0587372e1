"""The nearest against sorting all cosines."""

import numpy as np
import pytest

from evidence.verification import unit
from face_training.gallery import nearest as module
from face_training.gallery.nearest import nearest


@pytest.mark.parametrize("k", [1, 3, 30_000])
def test_it_is_what_sorting_gives(k: int) -> None:
    draw = np.random.default_rng(0)
    vectors_ND = unit(draw.standard_normal((20_000, 8)).astype(np.float32))
    vectors_ND[9_000] = vectors_ND[11]  # of equal cosines the first comes first
    queries_QD = vectors_ND[[11, 9_000, 500]]
    parts = [vectors_ND[:5], vectors_ND[5:5], vectors_ND[5:12_000], vectors_ND[12_000:]]
    found = nearest(queries_QD, parts, k)
    cosines_QN = queries_QD @ vectors_ND.T
    order_QK = np.argsort(-cosines_QN, axis=1, kind="stable")[:, :k]
    if k <= 3:
        np.testing.assert_array_equal(found.places_QK, order_QK)
    expected_QK = np.take_along_axis(cosines_QN, order_QK, 1)
    np.testing.assert_allclose(found.cosines_QK, expected_QK, atol=1e-6)
    assert found.places_QK.shape == (3, min(k, 20_000))
    assert len(vectors_ND) > 2 * module.BLOCK


def test_nothing_to_compare_with() -> None:
    assert nearest(np.ones((2, 3), np.float32), [], 5).places_QK.shape == (2, 0)
    with pytest.raises(ValueError, match="nearest 1 must be asked for, not 0"):
        nearest(np.ones((2, 3), np.float32), [], 0)


def test_a_vector_that_is_not_finite_hides_no_others() -> None:
    unit_ND = np.eye(4, dtype=np.float32)
    unit_ND[3] = np.nan
    with pytest.raises(ValueError, match="is not finite numbers; an index that is damaged so"):
        nearest(unit_ND[:1], [unit_ND], 1)
