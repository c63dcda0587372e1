"""The words of a panel."""

from dataclasses import replace

from app.figures.panels import EMPTY_LINE, titles
from app.toy_runs.comparison import scene_of
from tests.app.runs import SV, flat, run_of
from toy_models.config import LossChoice


def test_titles_have_two_lines_and_labels_one() -> None:
    scene = scene_of(flat())
    assert titles(scene) == [
        f"<b>Softmax</b><br>{EMPTY_LINE}",
        "<b>SV-Softmax</b><br>t = 1.1",
        "<b>SV-Arc-Softmax</b><br>m = 0.3 rad (17°), t = 1.1",
    ]
    assert scene.labels == [
        "Softmax",
        "SV-Softmax, t = 1.1",
        "SV-Arc-Softmax, m = 0.3 rad (17°), t = 1.1",
    ]


def test_two_of_a_loss_are_told_apart_by_their_parameters() -> None:
    result = run_of(
        replace(flat().config, losses=(SV, LossChoice.of("sv_softmax", scale=16.0, t=1.3)))
    )
    assert scene_of(result).labels == ["SV-Softmax, t = 1.1", "SV-Softmax, t = 1.3"]
