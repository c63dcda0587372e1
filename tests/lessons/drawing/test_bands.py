"""The band is mean ± one standard deviation over the seeds."""

import numpy as np

from lessons.drawing.bands import seed_band


def test_mean_and_edges() -> None:
    values_SK = np.array([[1.0, 2.0], [3.0, 6.0]])
    filled, mean = seed_band(np.array([0, 10]), values_SK, "AM", "#102030", "dot", yaxis="y2")
    assert mean["y"] == [2.0, 4.0]
    deviation = np.sqrt(2), 2 * np.sqrt(2)
    upper, lower = [2 + deviation[0], 4 + deviation[1]], [4 - deviation[1], 2 - deviation[0]]
    np.testing.assert_allclose(filled["y"], [*upper, *lower], atol=1e-4)
    assert filled["x"] == [0, 10, 10, 0]
    assert (filled["showlegend"], mean["showlegend"], mean["name"]) == (False, True, "AM")
    assert {filled["yaxis"], mean["yaxis"]} == {"y2"}
    assert filled["legendgroup"] == mean["legendgroup"] == "AM"
