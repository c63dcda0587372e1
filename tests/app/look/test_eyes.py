"""The measure of the other tests: white and black are as far apart as colours get, for all eyes."""

import pytest

from tests.app.look.eyes import EYES, apart


@pytest.mark.parametrize("eyes", EYES)
def test_white_and_black_are_a_hundred_apart(eyes: str) -> None:
    assert apart("#FFFFFF", "#000000", eyes) == pytest.approx(100, abs=0.1)
