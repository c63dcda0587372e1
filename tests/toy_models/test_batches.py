"""Every sample once an epoch, in batches that are full."""

import itertools

import pytest
import torch

from toy_models.batches import batches


def test_every_sample_comes_once_an_epoch() -> None:
    drawn = batches(80, 16, seed=1)
    epochs = [torch.cat([next(drawn) for _ in range(5)]) for _ in range(2)]
    for epoch in epochs:
        assert sorted(epoch.tolist()) == list(range(80))
    assert epochs[0].tolist() != epochs[1].tolist()


@pytest.mark.parametrize(("batch", "size"), [(30, 30), (79, 79), (80, 80), (4096, 80)])
def test_a_batch_is_full_or_all_there_is(batch: int, size: int) -> None:
    for rows in itertools.islice(batches(80, batch, seed=1), 5):
        assert len(set(rows.tolist())) == size


def test_the_order_is_that_of_the_seed() -> None:
    first, same, other = (next(batches(80, 16, seed)).tolist() for seed in (1, 1, 2))
    assert first == same != other
