"""A line has its points, rounded; a curve has a name as well."""

import numpy as np

from lessons.drawing.line import curve, faded, line, rounded


def test_points_are_rounded_to_what_can_be_seen() -> None:
    assert rounded(np.array([1 / 3, 2])) == [0.3333, 2.0]
    drawn = line([0, 1], [1 / 3, 2], "#102030", 2)
    assert (drawn["x"], drawn["y"]) == ([0.0, 1.0], [0.3333, 2.0])
    assert drawn["line"] == {"color": "#102030", "width": 2}
    assert not drawn["showlegend"]


def test_a_curve_is_in_the_legend_unless_the_caller_says_otherwise() -> None:
    drawn = curve([0], [1], "AM", "#102030", "dash", xaxis="x2")
    assert (drawn["name"], drawn["showlegend"], drawn["xaxis"]) == ("AM", True, "x2")
    assert drawn["line"]["dash"] == "dash"
    assert not curve([0], [1], "AM", "#102030", "dash", showlegend=False)["showlegend"]


def test_a_faded_colour_keeps_its_hue() -> None:
    assert faded("#1B6CA8", 0.14) == "rgba(27,108,168,0.14)"
