"""The force budget: the record's shares, stacked to the whole."""

import numpy as np

from app.figures.budget import budget
from app.figures.kinds import KINDS
from app.look.themes import LIGHT
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat, run_of, small_config
from toy_models.record import OWNERS


def test_the_bands_are_the_recorded_shares() -> None:
    result = flat()
    figure = budget(scene_of(result), LIGHT)
    assert len(KINDS) == len(OWNERS)
    assert len(figure.data) == 3 * len(KINDS)
    for loss in range(3):
        bands = figure.data[4 * loss : 4 * loss + 4]
        assert [band.name for band in bands] == list(KINDS)
        assert len({band.stackgroup for band in bands}) == 1
        for at, band in enumerate(bands):
            np.testing.assert_allclose(
                band.y, 100 * result.arrays["gradient_share_L4"][:, loss, at], rtol=1e-6
            )
        np.testing.assert_allclose(sum(np.asarray(band.y) for band in bands), 100, rtol=1e-4)


def test_each_kind_that_there_is_is_named_once() -> None:
    for run, named in ((run_of(small_config(0, label_noise=0.0)), KINDS[:-1]), (flat(), KINDS)):
        scene = scene_of(run)
        shown = [each.name for each in budget(scene, LIGHT).data if each.showlegend is not False]
        assert shown == list(named)
