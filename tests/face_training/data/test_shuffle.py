"""The order of the images: each once, the same on any number of ranks, and from anywhere on."""

import numpy as np
import pytest

from face_training.data.shuffle import epoch_order, mirrored, rank_batches


def test_an_epoch_shows_each_image_once_in_an_order_of_its_own() -> None:
    first, second = epoch_order(50, seed=1, epoch=0), epoch_order(50, seed=1, epoch=1)
    assert sorted(first) == sorted(second) == list(range(50))
    assert first.tolist() != second.tolist()
    assert first.tolist() == epoch_order(50, seed=1, epoch=0).tolist()
    assert first.tolist() != epoch_order(50, seed=2, epoch=0).tolist()


@pytest.mark.parametrize("ranks", [2, 3, 6])
def test_the_ranks_share_the_same_batches(ranks: int) -> None:
    whole = list(rank_batches(50, 12, seed=3, epoch=2))
    shares = zip(
        *(rank_batches(50, 12, seed=3, epoch=2, rank=r, ranks=ranks) for r in range(ranks)),
        strict=True,
    )
    assert len(whole) == 4
    for batch, parts in zip(whole, shares, strict=True):
        np.testing.assert_array_equal(batch, np.concatenate(parts))


def test_an_epoch_goes_on_in_the_middle() -> None:
    whole = list(rank_batches(50, 12, seed=3, epoch=2))
    rest = list(rank_batches(50, 12, seed=3, epoch=2, offset=3))
    np.testing.assert_array_equal(whole[3:], rest)


def test_uneven_and_too_large_batches_are_refused() -> None:
    with pytest.raises(ValueError, match="12 images cannot be shared evenly by 5 ranks"):
        next(rank_batches(50, 12, seed=0, epoch=0, ranks=5))
    with pytest.raises(ValueError, match="A batch of 51 is more than the 50 images"):
        next(rank_batches(50, 51, seed=0, epoch=0))


def test_half_of_the_images_are_mirrored_and_another_half_next_time() -> None:
    now, later = mirrored(400, seed=0, epoch=0), mirrored(400, seed=0, epoch=1)
    assert 160 < now.sum() < 240
    assert 100 < (now != later).sum() < 300
    assert (now == mirrored(400, seed=0, epoch=0)).all()
    assert (now != mirrored(400, seed=1, epoch=0)).any()
