"""A bar for each loss in each group; guidance is hatched."""

import numpy as np

from lessons.drawing.bars import bars
from tests.lessons.style import STYLE


def test_the_bars_are_the_counts() -> None:
    counts_GL = np.array([[1, 2], [3, 4]])
    plain, guided = bars(STYLE, counts_GL, ("a", "b"), ("norm_softmax", "sv_softmax"), "starts")
    assert (plain["x"], plain["y"]) == (["a", "b"], [1, 3])
    assert (guided["y"], guided["text"]) == ([2, 4], [2, 4])
    assert (plain["marker"]["pattern"]["shape"], guided["marker"]["pattern"]["shape"]) == ("", "/")
    assert guided["name"] == "SV-Softmax"
    assert "starts" in guided["hovertemplate"]
