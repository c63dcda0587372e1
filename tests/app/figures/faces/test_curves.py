"""Curves of face runs: the numbers of the metrics, and no axis for the losses of two kinds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.face_runs.run import Curve
from app.figures.faces.curves import EVALUATIONS_AT_MOST, evaluations, names, training
from app.look.themes import DARK, LIGHT
from tests.app.face_runs.made import run

ONE, SAME, OTHER = run(), run(seed=1), run(loss="arc_softmax")


def titles(figure: object) -> list[str]:
    return [note.text for note in figure.layout.annotations]  # type: ignore[attr-defined]


def on(figure: object, title: str) -> list[object]:
    """The lines of the chart with this title."""
    at = titles(figure).index(title)
    axis = "x" if at == 0 else f"x{at + 1}"
    return [line for line in figure.data if (line.xaxis or "x") == axis]  # type: ignore[attr-defined]


def test_losses_of_two_kinds_have_two_charts() -> None:
    figure = training([ONE, OTHER], 100, LIGHT)
    assert titles(figure)[:2] == ["Loss of SV-Softmax", "Loss of Arc-Softmax"]
    for title in titles(figure)[:2]:
        assert len(on(figure, title)) == 1
    assert len(on(figure, "Angle to the own class")) == 2


def test_two_runs_of_one_loss_share_its_chart() -> None:
    figure = training([ONE, SAME], 100, LIGHT)
    assert titles(figure)[0] == "Loss of SV-Softmax"
    assert len(on(figure, "Loss of SV-Softmax")) == 2


def test_one_loss_with_other_parameters_is_another() -> None:
    assert SAME.loss is not None
    warm = replace(SAME, loss=type(SAME.loss).of("sv_softmax", scale=8.0))
    figure = training([ONE, warm], 100, LIGHT)
    assert titles(figure)[:2] == ["Loss of SV-Softmax"] * 2
    assert [len(on(figure, titles(figure)[0]))] == [1]


@pytest.mark.parametrize(
    ("title", "measure", "factor"),
    [
        ("Support vectors among all pairs", "support_vector_fraction", 100),
        ("Angle to the own class", "theta_target", 180 / np.pi),
        ("Learning rate", "learning_rate", 1),
        ("Images a second", "images_per_second", 1),
    ],
)
def test_a_line_is_its_measure_in_its_unit(title: str, measure: str, factor: float) -> None:
    (line,) = on(training([ONE], 0, LIGHT), title)
    curve = ONE.training[measure]
    np.testing.assert_array_equal(line.x, curve.steps)  # type: ignore[attr-defined]
    np.testing.assert_allclose(line.y, factor * curve.values, rtol=1e-6)  # type: ignore[attr-defined]


def test_runs_have_a_colour_a_dash_and_one_entry_in_the_legend() -> None:
    figure = training([ONE, OTHER], 0, LIGHT)
    shown = [line.name for line in figure.data if line.showlegend]
    assert shown == ["A: run", "B: run"]
    looks = {(line.name, line.line.color, line.line.dash) for line in figure.data}
    assert len(looks) == 2


def test_the_cursor_stands_at_the_step_on_every_chart() -> None:
    figure = training([ONE], 126, LIGHT)
    assert len(figure.layout.shapes) == len(titles(figure))
    assert {(shape.x0, shape.x1) for shape in figure.layout.shapes} == {(126, 126)}
    assert len({shape.xref for shape in figure.layout.shapes}) == len(titles(figure))


def test_evaluations_by_set_and_measure() -> None:
    figure = evaluations([ONE], 0, LIGHT)
    assert titles(figure) == ["unseen: TAR at FAR 0.001", "unseen: EER"]
    assert figure.data[0].y.tolist() == [40]
    assert figure.layout.yaxis.ticksuffix == " %"
    assert figure.layout.xaxis.range == (0, 306)


def test_of_many_evaluations_the_first_are_shown() -> None:
    many = {
        ("set", f"measure {k}"): Curve(steps=np.arange(2), values=np.ones(2)) for k in range(99)
    }
    figure = evaluations([replace(ONE, evaluations=many)], 0, LIGHT)
    assert len(figure.data) == EVALUATIONS_AT_MOST


def test_without_measures_there_is_no_figure() -> None:
    empty = replace(ONE, training={}, evaluations={})
    assert training([empty], 0, LIGHT) is None
    assert evaluations([empty], 0, LIGHT) is None


def test_a_curve_without_positive_values_has_no_logarithmic_axis() -> None:
    none = Curve(steps=np.arange(3), values=np.zeros(3))
    figure = training([replace(ONE, training={"grad_norm_head": none})], 0, LIGHT)
    assert figure.layout.yaxis.type is None
    assert training([ONE], 0, LIGHT).layout.yaxis9.type == "log"


def test_a_single_run_has_its_name_and_two_have_letters() -> None:
    assert names([ONE]) == ["run"]
    assert names([ONE, OTHER]) == ["A: run", "B: run"]


def test_a_measure_has_the_title_and_the_unit_of_its_protocol() -> None:
    share = Curve(steps=np.arange(2), values=np.array([0.5, 0.9]))
    length = Curve(steps=np.arange(2), values=np.array([20.0, 30.0]))
    measured = {("lfw", "vr_at_far_1e-5"): share, ("lfw", "mean_norm"): length}
    figure = evaluations([replace(ONE, evaluations=measured)], 0, LIGHT)
    assert titles(figure) == ["lfw: VR at FAR 1e-5", "lfw: mean length of the embedding"]
    np.testing.assert_allclose(figure.data[0].y, [50, 90], rtol=1e-6)
    assert figure.layout.yaxis.ticksuffix == " %"
    assert figure.data[1].y.tolist() == [20, 30]
    assert not figure.layout.yaxis2.ticksuffix


def test_the_theme_decides_the_ink() -> None:
    assert training([ONE], 0, DARK).layout.font.color == DARK.ink
