"""File names: what is in the file, in letters that every system takes."""

from __future__ import annotations

import re

from app.takeaway.names import stem
from tests.app.runs import SMALL, flat, with_losses


def test_a_name_says_data_losses_seed_and_config() -> None:
    assert stem(flat()) == (
        f"blobs_norm-softmax+sv-softmax+sv-arc-softmax_seed-0_{SMALL.digest[:8]}"
    )


def test_many_losses_are_counted() -> None:
    assert stem(with_losses(5)).startswith("blobs_5-losses_seed-0_")


def test_a_name_is_of_plain_letters() -> None:
    assert re.fullmatch(r"[a-z0-9+_-]+", stem(flat(seed=7)))
