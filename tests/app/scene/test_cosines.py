"""The cosines of a sample are those between its features and the class weights."""

import numpy as np

from app.scene.cosines import cosines_of
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat


def test_they_are_those_of_the_unpacked_vectors() -> None:
    result = flat(embedding=8)
    found_KLC = cosines_of(scene_of(result), 4)
    assert found_KLC.shape == (len(result.steps_K), 3, 4)
    for k in (0, -1):
        for loss in range(3):
            expected = result.weights(k, loss) @ result.features(k, loss)[4]
            np.testing.assert_allclose(found_KLC[k, loss], expected, atol=2e-4)
    assert np.abs(found_KLC).max() <= 1


def test_a_weight_that_is_not_known_is_at_a_right_angle() -> None:
    result = flat()
    scene = scene_of(result)
    arrays = {**scene.arrays, "weights_LCD": scene.arrays["weights_LCD"].copy()}
    arrays["weights_LCD"][1, 0, 2] = 0
    assert cosines_of(type(scene)(**{**vars(scene), "arrays": arrays}), 0)[1, 0, 2] == 0
