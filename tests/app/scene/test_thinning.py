"""Few items stay as they are; of more, some are left out evenly, and never the last."""

import numpy as np
import pytest

from app.scene.thinning import thinned


@pytest.mark.parametrize("count", [0, 1, 7, 8])
def test_few_items_stay(count: int) -> None:
    assert thinned(range(count), 8) == list(range(count))


@pytest.mark.parametrize("most", [2, 3, 8, 120])
@pytest.mark.parametrize("count", [9, 60, 121, 1000])
def test_of_more_the_ends_stay_and_the_gaps_are_even(count: int, most: int) -> None:
    kept = thinned(range(count), most)
    assert len(kept) == min(count, most)
    assert (kept[0], kept[-1]) == (0, count - 1)
    gaps = np.diff(kept)
    assert gaps.min() >= 1
    assert gaps.max() - gaps.min() <= 1


def test_of_all_that_fit_once_the_last_stays() -> None:
    assert thinned("abc", 1) == ["c"]
