"""The highest of a stream against sorting all of it."""

import numpy as np
import pytest

from face_training.evaluation.highest import Highest


@pytest.mark.parametrize("keep", [1, 7, 100, 5000])
@pytest.mark.parametrize("seed", range(3))
def test_they_are_those_of_the_whole_stream(keep: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    stream = draw.normal(size=3000).round(2)  # many are equal
    highest = Highest(keep)
    start = 0
    while start < len(stream):
        size = int(draw.integers(0, 400))
        highest.add(stream[start : start + size])
        start += size
        assert highest.held <= 2 * keep + 400
    np.testing.assert_array_equal(highest.sorted(), np.sort(stream)[::-1][:keep])


def test_blocks_may_have_any_shape_and_there_may_be_none() -> None:
    highest = Highest(3)
    assert highest.sorted().tolist() == []
    highest.add(np.array([[1.0, 5.0], [2.0, 4.0]]))
    assert highest.sorted().tolist() == [5, 4, 2]
    highest.add(np.array([3.0, 3.0]))
    assert highest.sorted().tolist() == [5, 4, 3]


def test_one_score_at_least() -> None:
    with pytest.raises(ValueError, match=r"^At least 1 score must be kept, not 0\.$"):
        Highest(0)
