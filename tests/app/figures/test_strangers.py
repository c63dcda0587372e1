"""The chart of strangers: the recorded ROC, with TAR at one FAR in its words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.figures.strangers import FAR, NAMED, strangers
from app.look.themes import LIGHT
from app.scene.scene import Scene
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat
from toy_models.strangers import Strangers

FAR_P = np.array([1e-3, FAR, 1.0], np.float32)
TAR_LP = np.array([[0.1, 0.25, 1], [0.2, 0.5, 1], [0.2, 0.4, 1]], np.float32)
MEASURED = Strangers(people=80, pictures=8, far_P=FAR_P, tar_LP=TAR_LP)


def scene(dimension: int) -> Scene:
    return replace(scene_of(flat()), strangers=MEASURED, dimension=dimension)


def words(of: Scene) -> str:
    return str(strangers(of, LIGHT).layout.title.text).replace("<br>", " ")


def test_each_loss_has_its_line_and_what_it_finds_at_the_named_rate() -> None:
    figure = strangers(scene(64), LIGHT)
    assert [line.name.rpartition(": ")[2] for line in figure.data] == ["25%", "50%", "40%"]
    np.testing.assert_allclose([line.y for line in figure.data], 100 * TAR_LP)
    assert figure.layout.shapes[0].x0 == FAR
    assert NAMED == "1 in 100"
    assert f"If {NAMED} pairs of two people may pass for one person (FAR 1%)" in words(scene(64))
    assert "80 people whom the training never saw" in words(scene(64))


def test_few_dimensions_have_no_room_for_strangers_and_it_is_said() -> None:
    assert words(scene(2)).startswith("In two dimensions there is hardly room")
    assert "hardly room" not in words(scene(8))


def test_what_is_not_measured_yet_is_said_in_place_of_a_chart() -> None:
    figure = strangers(scene_of(flat()), LIGHT)
    assert not figure.data
    assert "tested when the training has ended" in words(scene_of(flat()))
