"""The split: every sample once, each class by its share."""

import numpy as np
import pytest

from toy_models.data.split import stratified

LABELS = np.repeat([3, 0, 7], [40, 10, 5])


@pytest.mark.parametrize(
    ("share", "counts"), [(0.2, (2, 8, 1)), (0.5, (5, 20, 2)), (0.01, (1, 1, 1))]
)
def test_each_class_gives_its_share_and_at_least_one(share: float, counts: tuple[int, ...]) -> None:
    _, test = stratified(LABELS, share, np.random.default_rng(0))
    assert tuple((LABELS[test] == k).sum() for k in (0, 3, 7)) == counts


def test_every_index_is_in_one_part_in_ascending_order() -> None:
    train, test = stratified(LABELS, 0.3, np.random.default_rng(1))
    np.testing.assert_array_equal(np.sort(np.concatenate([train, test])), np.arange(len(LABELS)))
    assert (np.diff(train) > 0).all()
    assert (np.diff(test) > 0).all()


def test_the_generator_decides_which() -> None:
    _, test = stratified(LABELS, 0.3, np.random.default_rng(2))
    _, again = stratified(LABELS, 0.3, np.random.default_rng(2))
    _, other = stratified(LABELS, 0.3, np.random.default_rng(3))
    np.testing.assert_array_equal(test, again)
    assert not np.array_equal(test, other)
