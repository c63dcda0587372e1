"""The angles of a probe: every sample is counted, where it stands."""

from __future__ import annotations

import numpy as np

from app.face_runs.pairs import rates
from app.figures.angles import BINS
from app.figures.faces.angles import CENTRES, at_step, film, of_pairs, of_table
from app.look.themes import DARK, LIGHT
from tests.app.face_runs.made import run

ONE, OTHER = run(), run(loss="arc_softmax", steps=5)


def test_the_film_counts_every_sample_at_every_step() -> None:
    figure = film([ONE, OTHER], 84, LIGHT)
    own, rival, *_ = figure.data
    assert own.customdata.shape == (BINS, 8)
    np.testing.assert_allclose(own.customdata.sum(0), 100, rtol=1e-5)
    np.testing.assert_array_equal(own.x, ONE.steps_K)
    for k, moment in enumerate(ONE.moments):
        for heat, angles in ((own, moment.target_angle_N), (rival, moment.rival_angle_NR[:, 0])):
            mean = (heat.customdata[:, k] * CENTRES).sum() / 100
            assert abs(mean - np.degrees(angles.mean())) < 90 / BINS


def test_two_runs_stand_side_by_side_on_one_scale() -> None:
    figure = film([ONE, OTHER], 84, LIGHT)
    assert [note.text for note in figure.layout.annotations] == ["A: run", "B: run"]
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range
    assert [shape.x0 for shape in figure.layout.shapes] == [84, 84]
    assert len([trace for trace in figure.data if trace.type == "heatmap"]) == 4


def test_at_a_step_the_histograms_are_those_of_the_step() -> None:
    figure = at_step([ONE, OTHER], 295, LIGHT)
    last = OTHER.moments[-1]
    bars = figure.data[2]
    for centre, share in zip(CENTRES, bars.y, strict=True):
        low, high = np.radians([centre - 90 / BINS, centre + 90 / BINS])
        angles = last.target_angle_N.astype(float)
        count = int(((angles >= low) & (angles < high)).sum())
        assert abs(share - 100 * count / len(angles)) < 1e-4
    assert [trace.showlegend for trace in figure.data] == [True, True, False, False]
    assert figure.data[0].marker.pattern.shape != figure.data[1].marker.pattern.shape


def test_the_axes_reach_as_far_as_any_step_does() -> None:
    widest = max(float(np.degrees(one.target_angle_N.max())) for one in ONE.moments)
    for figure in (film([ONE], 0, LIGHT), at_step([ONE], 0, LIGHT)):
        axis = figure.layout.yaxis if figure.data[0].type == "heatmap" else figure.layout.xaxis
        assert widest < axis.range[1] <= 180


def test_pairs_are_counted_by_their_angle() -> None:
    assert ONE.samples is not None
    scores = rates(ONE.samples, ONE.moments[-1])
    assert scores is not None
    figure = of_pairs(["run"], [scores], LIGHT)
    genuine, impostor = figure.data
    assert abs(genuine.y.sum() - 100) < 1e-3
    assert abs(impostor.y.sum() - 100) < 1e-3
    angles = np.degrees(np.arccos(np.clip(scores.genuine_G, -1, 1)))
    assert abs((genuine.y * CENTRES).sum() / 100 - angles.mean()) < 90 / BINS


def test_a_table_of_an_evaluation_is_drawn_as_it_is() -> None:
    table = np.array([[0, 1, 0.25, 0], [1, 3, 0.75, 0.5], [3, 180, 0, 0.5], [180, 180, 0, 0]])
    figure = of_table(["a", "b"], [table, table / 2], LIGHT)
    assert figure.data[0].x.tolist() == [0.5, 2, 91.5, 180]
    assert figure.data[0].width.tolist() == [1, 2, 177, 0]
    assert figure.data[1].y.tolist() == [0, 50, 50, 0]
    assert figure.layout.xaxis.range == (0, 180)


def test_the_theme_decides_the_ink() -> None:
    assert film([ONE], 0, DARK).layout.font.color == DARK.ink
