"""The measures are those of the record, in the units that they are shown in."""

import numpy as np

from app.figures.timeline import measures
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat


def test_the_measures_are_those_of_the_record_in_their_units() -> None:
    result = flat()
    accuracy, gap, support = measures(scene_of(result))
    assert [accuracy.unit, gap.unit, support.unit] == ["%", "degrees", "%"]
    for k in range(5):
        for loss in range(3):
            assert accuracy.values_KL[k, loss] == 100 * result.test_accuracy_KL[k, loss]
            assert support.values_KL[k, loss] == 100 * result.support_samples_KL[k, loss]
            np.testing.assert_allclose(
                gap.values_KL[k, loss], result.angle_gap_KL[k, loss] * 180 / np.pi, rtol=1e-6
            )


def test_the_measures_are_named() -> None:
    assert [measure.title for measure in measures(scene_of(flat()))] == [
        "Test accuracy",
        "Gap of the samples",
        "With support vectors",
    ]


def test_the_gap_is_the_angle_to_the_rival_less_the_angle_to_the_target() -> None:
    result = flat()
    degrees = np.degrees(
        result.rival_angle_KLN.astype(float) - result.target_angle_KLN.astype(float)
    )
    np.testing.assert_allclose(measures(scene_of(result))[1].values_KL, degrees.mean(-1), atol=0.1)
