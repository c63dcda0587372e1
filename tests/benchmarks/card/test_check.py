"""What agrees, what does not, and how it is said."""

import pytest
import torch

from benchmarks.card.check import Agreement, Check, apart, in_words, read


class Two(Check):
    def agreements(self):
        yield Agreement("a, and b", 1e-7, 1e-6)
        yield Agreement("c, and d", float("nan"), 1.0)


def test_a_number_that_is_none_never_agrees():
    found = read(Two("cpu", quick=True).ready())
    assert [one.holds for one in found] == [True, False]
    head, fine, differs = in_words(found).splitlines()
    assert head.split() == ["error", "allowed"]
    assert fine.split() == ["a,", "and", "b", "1.0e-07", "1e-06"]
    assert differs.endswith("DIFFERS")


def test_the_largest_relative_distance_counts():
    wanted = [torch.tensor([3.0, 4.0]), torch.tensor(10.0)]
    found = [torch.tensor([3.0, 4.5]), torch.tensor(10.5)]
    assert apart(found, wanted) == pytest.approx(0.1)
    assert apart(wanted, wanted) == 0
