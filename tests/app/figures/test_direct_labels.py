"""Names at the ends of lines: near them, apart from one another, within the chart."""

from __future__ import annotations

import pytest

from app.figures.direct_labels import apart, short


def test_lines_that_end_apart_have_their_names_at_their_ends() -> None:
    assert apart([10, 50, 30], 8, 0, 100) == [10, 50, 30]


def test_lines_that_end_together_have_them_as_near_as_there_is_room() -> None:
    assert apart([0, 0, 40, 0], 8, 0, 100) == [0, 8, 40, 16]
    assert apart([100, 99, 20], 8, 0, 100) == [100, 92, 20]
    assert apart([5, 5], 60, 0, 50) == pytest.approx([0, 60])  # there is no room: still apart


def test_a_name_is_as_short_as_it_can_be() -> None:
    titles = ["Softmax", "Arc-Softmax", "CurricularFace"]
    assert short(["x"] * 3, titles) == ["Softmax", "Arc", "CurricularFace"]
    labels = ["Arc-Softmax, m = 0.3", "Arc-Softmax, m = 0.5"]
    assert short(labels, ["Arc-Softmax"] * 2) == ["Arc, m = 0.3", "Arc, m = 0.5"]
