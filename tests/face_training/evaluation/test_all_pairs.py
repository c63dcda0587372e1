"""All pairs in blocks against all pairs at once."""

import numpy as np
import pytest

from evidence.verification import unit, verify
from face_training.evaluation.all_pairs import all_pairs, count_pairs


def some(seed: int, count: int = 90) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    return unit(draw.normal(size=(count, 6))), draw.integers(0, 12, count)


@pytest.mark.parametrize("rows", [1, 7, 89, 90, 512])
def test_blocks_change_nothing(rows: int) -> None:
    unit_ND, labels_N = some(0)
    found, direct = all_pairs(unit_ND, labels_N, rows=rows), verify(unit_ND, labels_N)
    np.testing.assert_allclose(found.genuine_G, direct.genuine_G, atol=1e-12)
    np.testing.assert_allclose(found.impostor_I, direct.impostor_I, atol=1e-12)
    assert found.eer() == direct.eer()
    assert count_pairs(labels_N) == (len(direct.genuine_G), len(direct.impostor_I))


def test_of_few_kept_scores_the_rates_are_still_those_of_all() -> None:
    unit_ND, labels_N = some(1)
    direct = verify(unit_ND, labels_N)
    found = all_pairs(unit_ND, labels_N, keep=80)
    assert len(found.impostor_I) == 80
    for far in (1e-3, 1e-2, 0.02):
        assert found.tar_at(far) == direct.tar_at(far)
    with pytest.raises(ValueError, match=r"^FAR 0\.5 needs the .* highest impostor scores, and 80"):
        found.tar_at(0.5)


@pytest.mark.parametrize("labels", [[0, 0, 0], [0, 1, 2]])
def test_one_kind_of_pair_alone_is_refused(labels: list[int]) -> None:
    with pytest.raises(ValueError, match=r"^Verification needs two pictures of one identity"):
        all_pairs(np.eye(3), np.array(labels))
