"""Limits that were passed end in sentences."""

from __future__ import annotations

import pytest

from benchmarks.harness.ordered import Exceeded, judge


def test_only_what_was_passed_is_said() -> None:
    judge([])
    with pytest.raises(Exceeded, match=r"^TOO MUCH: too much\nTOO MUCH: too slow$"):
        judge(["too much", "too slow"])
