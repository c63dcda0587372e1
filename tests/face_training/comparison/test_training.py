"""A loss trained: fair within a seed, looked at on the way, and kept when it diverges."""

from dataclasses import replace
from typing import Any

import pytest

from evidence.tuned import of_diverged
from face_training.comparison.splits import Split, orl_split
from face_training.comparison.training import Trainer
from losses.divergence import Diverged
from tests.face_training.comparison.small import NORM, SMALL, SV


@pytest.mark.slow
def test_the_seed_decides_everything() -> None:
    (one,), (again,), (other,) = (Trainer(SMALL)([NORM], seed, 4) for seed in (0, 0, 1))
    assert one == again
    assert one.measures != other.measures
    assert one.looks == (1, 2, 3, 4)
    assert one.tar_curve[-1] == one.tar[1]


def test_losses_that_diverge_are_rows_and_share_the_split_of_their_seed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[int] = []

    def split(seed: int) -> Split:
        made.append(seed)
        return orl_split(seed)

    def diverging(*arguments: Any, **named: Any) -> None:
        raise Diverged("the loss is not finite")

    monkeypatch.setattr("face_training.comparison.training.train", diverging)
    trainer = Trainer(replace(SMALL, split=split))
    assert trainer([NORM, SV], 5, 2) == [of_diverged(one, 5, 2, rates=2) for one in (NORM, SV)]
    # Each job of a pool has a trainer that was pickled before its first split.
    Trainer(replace(SMALL, split=split))([NORM], 5, 4)
    trainer([NORM], 6, 2)
    assert made == [5, 6]
