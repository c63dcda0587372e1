"""Small multiples: a chart a loss, side by side without touching, named, with shared axes."""

from itertools import pairwise

import pytest

from app.figures.grid import COLUMNS, ROW_PIXELS, grid_layout, grid_of
from app.figures.panels import titles
from app.look.themes import LIGHT
from app.toy_runs.comparison import scene_of
from tests.app.runs import with_losses


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6, 8])
def test_each_loss_has_axes_of_its_own_and_its_title(count: int) -> None:
    result = with_losses(count)
    layout = grid_layout(scene_of(result), LIGHT, {"title": "below"}, {"range": [0, 1]})
    axes = [name for name in layout if name.startswith("xaxis")]
    assert len(axes) == count
    assert [note["text"] for note in layout["annotations"]] == titles(scene_of(result))
    assert layout["height"] == -(-count // COLUMNS) * ROW_PIXELS
    for name in axes:
        assert layout[name]["title"] == "below"
        assert layout[name.replace("x", "y", 1)]["range"] == [0, 1]


def test_charts_do_not_touch_and_rows_go_down() -> None:
    layout = grid_layout(scene_of(with_losses(6)), LIGHT, {}, {})
    boxes = [
        (layout[f"xaxis{suffix}"]["domain"], layout[f"yaxis{suffix}"]["domain"])
        for suffix in ("", "2", "3", "4", "5", "6")
    ]
    for (x1, y1), (x2, y2) in pairwise(boxes):
        assert x1[1] < x2[0] or y2[1] < y1[0]
    for x, y in boxes:
        assert 0 <= x[0] < x[1] <= 1
        assert 0 <= y[0] < y[1] <= 1
    assert boxes[0][0] == boxes[3][0]
    assert boxes[0][1] == boxes[2][1]


@pytest.mark.parametrize("gap", [0.02, 0.055, 0.09])
def test_other_charts_than_losses_have_a_grid_too(gap: float) -> None:
    layout = grid_of(["a", "b", "c", "d"], LIGHT, {}, {}, gap=gap)
    assert [note["text"] for note in layout["annotations"]] == ["a", "b", "c", "d"]
    first, second, third = (layout[name]["domain"] for name in ("xaxis", "xaxis2", "xaxis3"))
    assert second[0] - first[1] == pytest.approx(gap)
    assert third[1] <= 1  # Plotly takes nothing beyond
